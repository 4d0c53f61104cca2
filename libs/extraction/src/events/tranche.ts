import type { AnalysedSentence } from '../analysis';
import { ORDINALS } from '../dates/words';
import { flat, latest } from '../lists';
import type { Item } from '../mentions/types';
import type { Trigger } from '../triggers/types';

const NOUNS = new Set(
  'batch batches regiment battery squadron battalion division consignment lot tranche system shipment brigade set regimental unit'.split(
    ' ',
  ),
);
const BETWEEN = /^(?:and|last|final|s|russian|new|missile|of|the|such|air|\[|\]|")$/;
const WORDS: ReadonlyMap<string, number> = new Map([
  ...ORDINALS,
  ['initial', 1],
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['5', 5],
]);

/** The numbered part of a deal that a clause speaks of ("the second batch", "the first of them"); null where it names none. */
export function trancheOf(sentence: AnalysedSentence, trigger: Trigger): number | null {
  const { items, clauses } = sentence;
  const found = tranchesIn(items);
  const near = found.filter(({ index }) => clauses[index] === clauses[trigger.head]);
  const pool =
    near.length > 0 ? near : found.length === 1 && Math.abs((found[0]?.index ?? 99) - trigger.head) < 10 ? found : [];
  const nearest = pool.reduce<{ number: number; index: number } | null>(
    (best, one) =>
      best === null || Math.abs(one.index - trigger.head) < Math.abs(best.index - trigger.head) ? one : best,
    null,
  );
  return nearest?.number ?? null;
}

const tranchesIn = latest((items: readonly Item[]) =>
  flat(items, (_, index) => {
    const number = trancheAt(items, index);
    return number === null ? [] : [{ number, index }];
  }),
);

function trancheAt(items: readonly Item[], index: number): number | null {
  const item = items[index] as Item;
  if (item.kind === 'word' && /^(?:tranche|lot|batch)$/.test(item.lower)) {
    const next = items[index + 1];
    return next?.kind === 'number' && next.value < 20 ? next.value : null;
  }
  const number = WORDS.get(item.lower);
  if (number === undefined || item.kind === 'date') return null;
  for (let next = index + 1; next <= index + 4; next += 1) {
    const after = items[next];
    if (after === undefined) return null;
    if (NOUNS.has(after.lower)) return number;
    if (after.kind === 'system') return isSystemCount(after.lower) ? number : null;
    if (after.kind === 'class')
      return /^(?:system|battery|missile system|missile battery|air defence system|air defense system|missile defence system|missile defense system)$/.test(
        after.lower,
      )
        ? number
        : null;
    if (!BETWEEN.test(after.lower) && after.kind !== 'state') return null;
  }
  return null;
}

function isSystemCount(lower: string): boolean {
  return /(?:system|battery|regiment|squadron)$/.test(lower);
}
