import type { AnalysedSentence } from '../analysis';
import { ORDINALS } from '../dates/words';
import { wordOf } from '../deals/slots';
import { flat, latest } from '../lists';
import type { Item } from '../mentions/types';
import { type Features, named } from '../model/features';
import type { Claim } from './claim';

/** A number that an event's tranche could be, and why. */
export interface TrancheChoice {
  readonly value: number | null;
  readonly features: Features;
}

const WORDS: ReadonlyMap<string, number> = new Map([...ORDINALS, ['initial', 1], ['opening', 1]]);
/** "2nd" is read as two items, a number and its ending. */
const ENDING = /^(?:st|nd|rd|th)$/;
const COUNTED =
  /^(?:batch(?:es)?|regiments?|batter(?:y|ies)|squadrons?|battalions?|divisions?|consignments?|lots?|tranches?|systems?|shipments?|brigades?|sets?|units?|ships?|boats?|submarines?|frigates?|vessels?|aircraft|jets?|phases?|contracts?|orders?|deals?|packages?|portions?|instalments?|deliver(?:y|ies)|hulls?|corvettes?)$/;
const MOST = 8;

/** The numbers that a sentence offers as a tranche, none included, and that of the event before. */
export function trancheChoices(sentence: AnalysedSentence, claim: Claim, last: number | null): TrancheChoice[] {
  const found = numbersOf(sentence.items).slice(0, MOST);
  const nouns = [...new Set(found.map(({ noun }) => noun))];
  const none: Features = [
    'none',
    named`none|${claim.type}`,
    named`none|n${Math.min(found.length, 2)}`,
    ...nouns.map((noun) => named`none|${noun}`),
    ...nouns.map((noun) => named`none|${noun}|${claim.type}`),
  ];
  if (last !== null) none.push('none|last');
  const choices: TrancheChoice[] = [{ value: null, features: none }];
  for (const one of found)
    choices.push({ value: one.number, features: featuresOf(sentence, claim, one, found.length) });
  if (last !== null)
    choices.push({
      value: last,
      features: [
        'last',
        named`last|${claim.type}`,
        named`last|n${Math.min(found.length, 2)}`,
        ...lastWords(sentence.items),
      ],
    });
  return choices;
}

interface Found {
  readonly number: number;
  readonly index: number;
  readonly noun: string;
  readonly gap: number;
}

const numbersOf = latest((items: readonly Item[]): readonly Found[] =>
  flat(items, (item, index) => {
    const number = WORDS.get(item.lower) ?? numberBefore(items, index);
    if (number !== undefined && item.kind !== 'date') {
      const { noun, gap } = nounAfter(items, index);
      return [{ number, index, noun, gap }];
    }
    const next = items[index + 1];
    if (
      item.kind === 'word' &&
      /^(?:tranche|lot|batch|phase|flight|block)$/.test(item.lower) &&
      next?.kind === 'number' &&
      next.value < 12
    )
      return [{ number: next.value, index, noun: named`${item.lower}-n`, gap: 0 }];
    return [];
  }),
);

/** The number that an ending makes an ordinal of, as far as ordinals are read as words. */
function numberBefore(items: readonly Item[], index: number): number | undefined {
  if (!ENDING.test((items[index] as Item).lower)) return undefined;
  const number = Number(items[index - 1]?.lower);
  return Number.isInteger(number) && number > 0 && number <= ORDINALS.size ? number : undefined;
}

/** The noun that an ordinal counts, at most four items on. */
function nounAfter(items: readonly Item[], index: number): { noun: string; gap: number } {
  for (let at = index + 1; at <= index + 4; at += 1) {
    const item = items[at];
    if (item === undefined || item.kind === 'sign') break;
    if (item.kind === 'word' && COUNTED.test(item.lower))
      return { noun: item.lower.replace(/ies$/, 'y').replace(/s$/, ''), gap: at - index };
    if (item.kind === 'system' || item.kind === 'class')
      return { noun: named`@${item.kind}:${item.systemClass}`, gap: at - index };
  }
  return { noun: wordOf(items[index + 1]), gap: 9 };
}

function featuresOf(
  { items, clauses }: AnalysedSentence,
  claim: Claim,
  { number, index, noun, gap }: Found,
  count: number,
): Features {
  const { anchor, type } = claim;
  const place = anchor === null ? '?' : clauses[index] === clauses[anchor] ? 'clause' : 'outside';
  const near = anchor === null ? 9 : Math.min(5, Math.floor(Math.abs(index - anchor) / 3));
  return [
    'number',
    named`number|${noun}`,
    named`number|${noun}|${type}`,
    named`number|${type}`,
    named`number|${place}`,
    named`number|${place}|${noun}`,
    named`number|near${near}`,
    named`number|gap${gap}`,
    named`number|${Math.min(number, 4)}`,
    named`number|${Math.min(number, 4)}|${type}`,
    named`number|p=${wordOf(items[index - 1])}`,
    named`number|n=${wordOf(items[index + 1])}`,
    named`number|nn=${wordOf(items[index + 2])}`,
    named`number|of${Math.min(count, 3)}`,
  ];
}

const REFERRING =
  /^(?:batch|regiment|battery|squadron|consignment|lot|tranche|shipment|it|they|these|those|that|this)$/;

function lastWords(items: readonly Item[]): Features {
  return flat(items, (item) =>
    item.kind === 'word' && REFERRING.test(item.lower) ? [named`last|w=${item.lower}`] : [],
  );
}
