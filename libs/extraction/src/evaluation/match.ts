import { type EventType, trackOf } from '@dealwatch/domain';
import type { ScoredEvent } from './types';

/** Gold and predicted events of one article, paired one to one. */
export interface Matching {
  readonly matched: readonly (readonly [gold: ScoredEvent, predicted: ScoredEvent])[];
  readonly missed: readonly ScoredEvent[];
  readonly spurious: readonly ScoredEvent[];
}

export type SameEvent = (gold: ScoredEvent, predicted: ScoredEvent) => boolean;

const GENERAL_NOUNS =
  /\b(class|type|submarines?|frigates?|corvettes?|ships?|fighters?|jets?|aircraft|helicopters?|drones?|missiles?|launchers?|tanks?|systems?|air defen[cs]e)\b/g;
const QUOTE_HEAD = 60;

/** Text for comparison: compatibility forms, single blanks, lower case. */
export function flat(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Whether two quotes are the same passage: one holds the other, or both begin alike. */
export function overlaps(a: string, b: string): boolean {
  const [x, y] = [flat(a), flat(b)];
  if (x === '' || y === '') return false;
  return x.includes(y) || y.includes(x) || x.slice(0, QUOTE_HEAD) === y.slice(0, QUOTE_HEAD);
}

/** A system's letters and digits without its general noun; the noun itself where nothing else is left. */
export function designation(system: string): string {
  const letters = (name: string) => name.replace(/[^a-z0-9]/g, '');
  return letters(flat(system).replace(GENERAL_NOUNS, '')) || letters(flat(system));
}

/** A deal by supplier, recipient and system, however they are written. */
export function dealOf({ deal }: ScoredEvent): string {
  return `${flat(deal?.supplier)} ${flat(deal?.recipient)} ${designation(deal?.system ?? '')}`;
}

export const sameDeal: SameEvent = (a, b) => dealOf(a) === dealOf(b);

/** Same type, polarity and deal. */
export const sameStep: SameEvent = (gold, predicted) =>
  gold.type === predicted.type &&
  (gold.polarity ?? 'affirmed') === (predicted.polarity ?? 'affirmed') &&
  sameDeal(gold, predicted);

/** Same track and deal: the lenient measure. */
export const sameTrack: SameEvent = (gold, predicted) =>
  trackOf(gold.type as EventType) === trackOf(predicted.type as EventType) && sameDeal(gold, predicted);

/** Pairs events one to one; of several candidates the one with an overlapping quote, the same tranche, the same date goes first. */
export function matchEvents(
  gold: readonly ScoredEvent[],
  predicted: readonly ScoredEvent[],
  same: SameEvent,
): Matching {
  const pairs = gold.flatMap((one, i) =>
    predicted.flatMap((other, j) => (same(one, other) ? [{ rank: rankOf(one, other), i, j }] : [])),
  );
  pairs.sort((a, b) => b.rank - a.rank || a.i - b.i || a.j - b.j);
  const takenGold = new Set<number>();
  const takenPredicted = new Set<number>();
  const matched: [ScoredEvent, ScoredEvent][] = [];
  for (const { i, j } of pairs) {
    if (takenGold.has(i) || takenPredicted.has(j)) continue;
    takenGold.add(i);
    takenPredicted.add(j);
    matched.push([gold[i] as ScoredEvent, predicted[j] as ScoredEvent]);
  }
  return {
    matched,
    missed: gold.filter((_, i) => !takenGold.has(i)),
    spurious: predicted.filter((_, j) => !takenPredicted.has(j)),
  };
}

function rankOf(gold: ScoredEvent, predicted: ScoredEvent): number {
  const quote = overlaps(gold.quote, predicted.quote) ? 4 : 0;
  const tranche = (gold.tranche ?? null) === (predicted.tranche ?? null) ? 2 : 0;
  return quote + tranche + ((gold.occurredOn ?? null) === (predicted.occurredOn ?? null) ? 1 : 0);
}
