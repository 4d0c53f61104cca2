import companies from '../../lexicon/companies.json';
import systems from '../../lexicon/systems.json';
import { fold } from '../text/fold';
import { wordAt } from './item-of';
import type { Item } from './types';

interface Flags {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly variants?: readonly string[];
  readonly needsContext?: boolean;
  readonly riskyAliases?: readonly string[];
}

const RISKY = new Set(
  [...(systems as Flags[]), ...(companies as Flags[])]
    .flatMap((row) => [
      ...(row.riskyAliases ?? []),
      ...(row.needsContext
        ? [row.name, ...(row.aliases ?? []), ...(row.variants ?? [])].filter((name) => !/[\s\d-]/.test(name))
        : []),
    ])
    .flatMap((name) => [fold(name), `${fold(name)}s`]),
);

/**
 * Names that are also common words (`Typhoon`, `Harpoon`) count as systems only beside a weapon noun, a number, a maker, another system of a list or a
 * state's adjective; in a sentence on buying and selling, where the article speaks of armed forces, or the text is brief and the
 * sentence names a state; or where the article names the same system elsewhere in one of these ways. Other readings become plain words.
 */
export function settleRiskyNames(sentences: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  const sure = new Set<string>();
  const martial = sentences.some((items) => items.some(isMartial));
  const brief = sentences.length <= MOST_OF_BRIEF;
  for (const items of sentences) {
    items.forEach((item, index) => {
      if ((item.kind === 'system' || item.kind === 'company') && !isRisky(item, items, index)) sure.add(item.name);
    });
  }
  const rejected = (item: Item, index: number, items: readonly Item[]) =>
    isDoubtful(item, items, index, sure) &&
    !((martial || (brief && isOfState(items, index))) && isOnSale(item, items, index));
  return sentences.map((items) =>
    items.some(rejected) ? items.map((item, index) => (rejected(item, index, items) ? asWord(item) : item)) : items,
  );
}

function isDoubtful(item: Item, items: readonly Item[], index: number, sure: ReadonlySet<string>): boolean {
  if ((item.kind !== 'system' && item.kind !== 'company') || sure.has(item.name)) return false;
  return isRisky(item, items, index);
}

/** Words of buying and selling: where one stands in the sentence, a capitalised name that could be goods is taken for goods. */
const PROCUREMENT =
  /^(?:buy|buys|buying|bought|sell|sells|selling|sold|sale|sales|purchas\w+|acqui\w+|procure\w*|order|orders|ordered|ordering|contract|contracts|contracted|deal|deals|deliver\w*|handover|handed|ship(?:ped|ment|ments)|export\w*|offer\w*|tender|bid|batch|consignment|lease\w*|licen[cs]e\w*|transfer\w*|sanction\w*|embargo|donat\w+|refus\w+|receiv\w+|arriv\w+|collect\w*|want(?:s|ed)?|pick(?:s|ed)?|choos\w+|chosen?|select\w*|second[ -]hand|surplus|induct\w*|commission\w*|produc\w+|assembl\w+|built|made)$/;

/** Whether a name stands where goods are bought or sold, or after a state's adjective. */
function isOnSale(item: Item, items: readonly Item[], index: number): boolean {
  if (item.kind !== 'system') return false;
  const before = items[index - 1];
  if (before?.kind === 'state' && before.form === 'demonym') return true;
  return items.some(({ kind, lower }) => kind === 'word' && PROCUREMENT.test(lower));
}

/** So few sentences need no word of armed forces to speak of them. */
const MOST_OF_BRIEF = 4;

/** Whether a name stands within a sentence that names a state: "Chile will not buy any more Leopards" speaks of no animals. */
function isOfState(items: readonly Item[], index: number): boolean {
  return index > 0 && items.some(({ kind }) => kind === 'state');
}

const MARTIAL =
  /^(?:army|armies|navy|naval|military|troops|infantry|soldiers?|servicemen|arms|weapons?|weaponry|warplanes?|warships?|pentagon|squadrons?|regiments?|battalions?|brigades?|munitions|embargo|sanctions|arsenal|combat|nato)$/;

/** Whether an item says that the article is about armed forces or their goods. */
function isMartial(item: Item): boolean {
  if (item.kind === 'class') return item.systemClass !== 'generic';
  if (item.kind === 'system') return !RISKY.has(item.lower);
  return item.kind === 'word' && MARTIAL.test(item.lower);
}

function isRisky(item: Item & { name: string }, items: readonly Item[], index: number): boolean {
  if (!RISKY.has(item.lower)) return false;
  const near = [items[index - 1], items[index + 1], items[index - 2]];
  if (near.some((one) => one !== undefined && /^(?:class|company|system|number)$/.test(one.kind))) return false;
  return !isBesideSure(items, index, -1) && !isBesideSure(items, index, 1);
}

const MOST_BETWEEN = 6;

/** Words that may stand between the parts of a list, or between a product and its maker. */
const BETWEEN = /^(?:and|or|nor|the|a|an|its|of|from|by|company|manufacturer|maker|group|firm)$/;

/** Whether a list, or "of the German company", leads from a name to a system or maker beyond doubt: "the Lynx, the CV90 and the Redback". */
function isBesideSure(items: readonly Item[], index: number, direction: 1 | -1): boolean {
  for (let steps = 1; steps <= MOST_BETWEEN; steps += 1) {
    const item = items[index + direction * steps];
    if (item === undefined) return false;
    if (item.kind === 'company' || (item.kind === 'system' && !RISKY.has(item.lower))) return true;
    const passes = item.kind === 'state' || item.lower === ',' || BETWEEN.test(item.lower);
    if (!passes) return false;
  }
  return false;
}

function asWord(item: Item): Item {
  return wordAt(item, true);
}
