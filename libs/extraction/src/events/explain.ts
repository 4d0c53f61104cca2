import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import type { DealRanker, RankedDeal } from '../deals/rank-deals';
import { flat } from '../lists';
import type { Features } from '../model/features';
import type { Models } from '../model/models';
import type { TypeOdds } from '../types/type-model';
import { inWords } from './feature-words';
import type { Explanation, Reason } from './types';
import type { Decided, Reading } from './walk';

/** What an explanation is made from. */
export interface Grounds {
  readonly reading: Reading;
  readonly models: Models;
  readonly ranker: DealRanker;
  readonly odds: readonly (TypeOdds | null)[];
}

const MOST_WORDS = 4;
const MOST_OTHERS = 3;
const MOST_REASONS = 3;
const LEAST_OTHER = 0.1;

/** Puts the reasons for an event together: trigger and rule, words, parties, date, and what weighed on the confidence. */
export function explain(grounds: Grounds, decided: Decided, confidence: Features): Explanation {
  const { reading, models, ranker, odds } = grounds;
  const { claim, question, answer, occurred, news } = decided;
  const sentence = reading.article.analysed[claim.sentence] as AnalysedSentence;
  const parts = answer.triple === null ? null : ranker.reasons(question, answer.triple, MOST_REASONS);
  const trigger = claim.ruled?.trigger ?? null;
  const types = odds[claim.sentence];
  return {
    pattern: trigger?.pattern ?? '',
    trigger: trigger === null ? '' : wordsOf(sentence, trigger.from, trigger.to),
    rule: claim.ruled?.fires && claim.ruled.decision ? claim.ruled.decision.rule : 'statistical layer',
    cues: claim.ruled === null ? [] : [claim.ruled.mood],
    tense: claim.tense,
    systemFrom: inReading(parts?.system ?? []),
    supplierFrom: inReading(parts?.supplier ?? []),
    recipientFrom: inReading(parts?.recipient ?? []),
    dateFrom: occurred.from,
    dateExpressions: flat(sentence.items, (item) => (item.kind === 'date' ? [item.lower] : [])),
    salienceFrom: news ? 'taken for the news' : 'taken for background',
    learnt: {
      typeProbability: rounded(types?.types[EVENT_TYPES.indexOf(claim.type)] ?? 0),
      dealProbability: rounded(answer.probability),
      words: types ? leadingWords(models, sentence, types, decided) : [],
      otherTypes: otherTypes(types, decided),
      otherDeals: answer.ranked
        .filter(({ deal }) => !isSame(deal, answer.deal))
        .slice(0, MOST_OTHERS)
        .map(({ deal, probability }) => ({ deal: nameOf(deal), probability: rounded(probability) })),
      confidence: byWords(models.heads.confidence.leading(confidence, 24)),
    },
  };
}

function leadingWords({ types }: Models, sentence: AnalysedSentence, odds: TypeOdds, { claim }: Decided): Reason[] {
  const sums = new Map<string, number>();
  for (const { from, to, weight } of types.leadingWords(sentence, odds, claim.type, MOST_WORDS)) {
    // at the ends of a sentence windows of several widths hold the same words
    const because = wordsOf(sentence, from, to);
    if (weight > 0 && to > from) sums.set(because, (sums.get(because) ?? 0) + weight);
  }
  return heaviestFirst(sums);
}

function otherTypes(odds: TypeOdds | null | undefined, { claim }: Decided) {
  if (!odds) return [];
  const others: { type: EventType; probability: number }[] = [];
  for (let index = 0; index < EVENT_TYPES.length; index += 1) {
    const type = EVENT_TYPES[index] as EventType;
    const probability = rounded(odds.types[index] ?? 0);
    if (type !== claim.type && probability >= LEAST_OTHER) others.push({ type, probability });
  }
  return others.sort((a, b) => b.probability - a.probability || (a.type < b.type ? -1 : 1)).slice(0, MOST_OTHERS);
}

/** Weights of features that say the same in words, added up; the heaviest first. */
function byWords(leading: readonly { feature: string; weight: number }[]): Reason[] {
  const sums = new Map<string, number>();
  for (const { feature, weight } of leading) {
    if (feature === 'bias') continue;
    const because = inWords(feature);
    sums.set(because, (sums.get(because) ?? 0) + weight);
  }
  return heaviestFirst(sums).slice(0, 2 * MOST_REASONS);
}

function heaviestFirst(sums: ReadonlyMap<string, number>): Reason[] {
  return [...sums]
    .map(([because, weight]) => ({ because, weight: rounded(weight) }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.because < b.because ? -1 : 1));
}

function inReading(features: Features): string {
  return [...new Set(features.map(inWords))].join(', ');
}

function wordsOf({ items }: AnalysedSentence, from: number, to: number): string {
  return items
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(' ');
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const nameOf = ({ supplier, recipient, system }: RankedDeal['deal']): string => `${supplier}>${recipient} ${system}`;

function isSame(a: RankedDeal['deal'], b: RankedDeal['deal']): boolean {
  return a.supplier === b.supplier && a.recipient === b.recipient && a.system === b.system;
}
