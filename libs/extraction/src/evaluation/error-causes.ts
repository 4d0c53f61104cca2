import { flat, type Matching, matchEvents, overlaps, type SameEvent, sameDeal, sameStep } from './match';
import type { ErrorCauses, ScoredEvent, Tally } from './types';

type PairCause = 'polarity' | 'dealWrong' | 'typeConfused' | 'typeAndDeal';
type Cause = keyof ErrorCauses;

const sameQuote: SameEvent = (gold, predicted) => overlaps(gold.quote, predicted.quote);
const sameType: SameEvent = (gold, predicted) => gold.type === predicted.type;

/** When a missed label and a false event are one, misread; the likeliest reading first. */
const PAIRS: readonly (readonly [PairCause, SameEvent, (gold: ScoredEvent, predicted: ScoredEvent) => string])[] = [
  ['polarity', (g, p) => sameType(g, p) && sameDeal(g, p), ({ type }) => type],
  ['dealWrong', (g, p) => sameType(g, p) && sameQuote(g, p), wrongParts],
  ['typeConfused', (g, p) => sameDeal(g, p) && sameQuote(g, p), bothTypes],
  ['typeAndDeal', sameQuote, bothTypes],
];

/** Sorts what was missed and what was made up by what went wrong. */
export function errorCauses(matchings: readonly Matching[]): ErrorCauses {
  const kinds: Record<Cause, string[]> = {
    notSeen: [],
    typeConfused: [],
    dealWrong: [],
    typeAndDeal: [],
    polarity: [],
    merged: [],
    split: [],
    hallucinated: [],
  };
  for (const { matched, ...strict } of matchings) {
    let { missed, spurious } = strict;
    for (const [cause, same, kind] of PAIRS) {
      const pairs = matchEvents(missed, spurious, same);
      kinds[cause].push(...pairs.matched.map(([gold, predicted]) => kind(gold, predicted)));
      ({ missed, spurious } = pairs);
    }
    const isFound = (event: ScoredEvent) => matched.some(([gold]) => sameStep(gold, event));
    for (const event of missed) kinds[isFound(event) ? 'merged' : 'notSeen'].push(event.type);
    for (const event of spurious) kinds[isFound(event) ? 'split' : 'hallucinated'].push(event.type);
  }
  return Object.fromEntries(Object.entries(kinds).map(([cause, of]) => [cause, tally(of)])) as Record<Cause, Tally>;
}

function bothTypes(gold: ScoredEvent, predicted: ScoredEvent): string {
  return `${gold.type} → ${predicted.type}`;
}

function wrongParts(gold: ScoredEvent, predicted: ScoredEvent): string {
  const party = (part: 'supplier' | 'recipient') => flat(gold.deal?.[part]) !== flat(predicted.deal?.[part]);
  const parts = (['supplier', 'recipient'] as const).filter(party);
  const { supplier, recipient } = gold.deal;
  const moved = { ...predicted, deal: { ...predicted.deal, supplier, recipient } };
  return [...parts, ...(sameDeal(gold, moved) ? [] : ['system'])].join(' and ');
}

function tally(kinds: readonly string[]): Tally {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { count: kinds.length, of: Object.fromEntries(sorted) };
}
