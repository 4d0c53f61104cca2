import type { Amount } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import type { Item } from '../mentions/types';
import type { Trigger } from '../triggers/types';

const AIRCRAFT = new Set([
  'fighter',
  'bomber',
  'trainer',
  'transport-aircraft',
  'maritime-aircraft',
  'aew-aircraft',
  'tanker-aircraft',
  'aircraft',
]);
const COUNTED = new Set(
  'batch batches regiment regiments battery batteries squadron squadrons battalion battalions division divisions consignment consignments lots units launchers sets'.split(
    ' ',
  ),
);
const SKIPPED =
  /^(?:more|new|additional|further|used|such|of|the|or|so|other|modern|advanced|former|secondhand|brand|block|surplus|multirole|nuclear|powered|as|many|and|its|these|those|american|s)$/;

/** The number of goods in a trigger's clause: a number followed by a weapon, a class noun or a military unit. */
export function quantityOf(sentence: AnalysedSentence, trigger: Trigger): Amount | null {
  const found = inClause(sentence, trigger, (items, index) => quantityAt(items, index));
  return found;
}

/** The sum of money in a trigger's clause, else the only one of its sentence. */
export function sumOf(sentence: AnalysedSentence, trigger: Trigger): Amount | null {
  const inside = inClause(sentence, trigger, (items, index) => moneyAt(items, index));
  if (inside) return inside;
  const all = sentence.items.flatMap((_, index) => moneyAt(sentence.items, index) ?? []);
  return all.length === 1 ? (all[0] ?? null) : null;
}

function inClause(
  sentence: AnalysedSentence,
  trigger: Trigger,
  read: (items: readonly Item[], index: number) => Amount | null,
): Amount | null {
  let best: { amount: Amount; distance: number } | null = null;
  sentence.items.forEach((_, index) => {
    if (sentence.clauses[index] !== sentence.clauses[trigger.head]) return;
    const amount = read(sentence.items, index);
    const distance = Math.abs(index - trigger.head);
    if (amount && (best === null || distance < best.distance)) best = { amount, distance };
  });
  return (best as { amount: Amount } | null)?.amount ?? null;
}

function moneyAt(items: readonly Item[], index: number): Amount | null {
  const item = items[index];
  return item?.kind === 'money' ? { amount: item.value, unit: item.unit } : null;
}

function quantityAt(items: readonly Item[], index: number): Amount | null {
  const item = items[index];
  if (
    item?.kind !== 'number' ||
    !Number.isInteger(item.value) ||
    item.value > 20_000 ||
    items[index + 1]?.lower === '%'
  )
    return null;
  for (let next = index + 1; next <= index + 5; next += 1) {
    const after = items[next];
    if (after === undefined) return null;
    if (after.kind === 'system' || after.kind === 'class') return { amount: item.value, unit: unitOf(after) };
    if (COUNTED.has(after.lower)) return { amount: item.value, unit: after.lower };
    if (!SKIPPED.test(after.lower) && after.kind !== 'state' && after.kind !== 'company' && after.kind !== 'number')
      return null;
  }
  return null;
}

function unitOf(item: Item & { systemClass: string }): string {
  if (AIRCRAFT.has(item.systemClass)) return 'aircraft';
  return item.kind === 'class' ? item.lower : item.systemClass.replace(/-/g, ' ');
}
