import type { Item } from '../mentions/types';
import type { Pattern, PatternMatch, Slot, SlotKind } from './types';

/** Signs that no gap of a pattern may cross. */
const WALLS = new Set([';', ':', '.', '?', '!', '—', '–', '-']);

/** Many patterns, found in one pass over the items: each is tried only where its first place can stand. */
export class PatternIndex<Meaning> {
  private readonly byWord = new Map<string, Pattern<Meaning>[]>();
  private readonly byKind = new Map<SlotKind, Pattern<Meaning>[]>();

  constructor(patterns: readonly Pattern<Meaning>[]) {
    for (const pattern of patterns) {
      const first = pattern.slots[0] as Slot;
      for (const word of first.words) push(this.byWord, word, pattern);
      for (const kind of first.kinds) push(this.byKind, kind, pattern);
    }
  }

  /** Every match in a sentence, in order of their first item; one match a pattern and start, the shortest. */
  find(items: readonly Item[]): PatternMatch<Meaning>[] {
    const found: PatternMatch<Meaning>[] = [];
    for (let from = 0; from < items.length; from += 1) {
      const item = items[from] as Item;
      this.tryAll(this.byWord.get(item.lower), items, from, found);
      this.tryAll(this.byKind.get(kindOf(item)), items, from, found);
    }
    return found;
  }

  private tryAll(
    patterns: readonly Pattern<Meaning>[] | undefined,
    items: readonly Item[],
    from: number,
    found: PatternMatch<Meaning>[],
  ): void {
    for (const pattern of patterns ?? []) {
      const matched = matchAt(pattern.slots, 0, items, from);
      if (matched === null) continue;
      found.push(asMatch(pattern, from, matched));
    }
  }
}

interface Matched {
  readonly item: number;
  readonly slot: Slot;
}

function asMatch<Meaning>(pattern: Pattern<Meaning>, from: number, matched: readonly Matched[]): PatternMatch<Meaning> {
  const labels = new Map<string, number>();
  for (const { item, slot } of matched) if (slot.label !== null) labels.set(slot.label, item);
  const to = (matched.at(-1) as Matched).item + 1;
  return { pattern, from, to, head: headOf(matched), matched: matched.map(({ item }) => item), labels };
}

/** The kind under which patterns see an item. */
export function kindOf(item: Item): SlotKind {
  if (item.kind !== 'state') return item.kind;
  if (item.form === 'city') return 'city';
  return item.form === 'demonym' && item.agent === null ? 'demonym' : 'state';
}

function headOf(matched: readonly Matched[]): number {
  return (matched.find(({ slot }) => slot.head) ?? (matched[0] as Matched)).item;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function accepts(slot: Slot, item: Item): boolean {
  return slot.words.has(item.lower) || (slot.kinds.has(kindOf(item)) && (!slot.shipsOnly || isShip(item)));
}

const SHIPS = new Set(
  'frigate corvette destroyer submarine patrol-vessel amphibious-ship aircraft-carrier mine-ship ship'.split(' '),
);

function isShip(item: Item): boolean {
  return (item.kind === 'system' || item.kind === 'class') && SHIPS.has(item.systemClass);
}

function matchAt(slots: readonly Slot[], slotIndex: number, items: readonly Item[], at: number): Matched[] | null {
  const slot = slots[slotIndex];
  if (slot === undefined) return [];
  for (let index = at; index <= at + slot.gap && index < items.length; index += 1) {
    const item = items[index] as Item;
    if (accepts(slot, item)) {
      const rest = matchAt(slots, slotIndex + 1, items, index + 1);
      if (rest !== null) return [{ item: index, slot }, ...rest];
    }
    if (item.kind === 'sign' && WALLS.has(item.lower)) break;
  }
  return slot.optional ? matchAt(slots, slotIndex + 1, items, at) : null;
}
