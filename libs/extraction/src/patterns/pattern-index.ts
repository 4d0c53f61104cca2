import type { Item } from '../mentions/types';
import { kindOf } from './kind-of';
import { holds, SlotBits } from './slot-bits';
import type { Pattern, PatternMatch, Slot, SlotKind } from './types';

/** Signs that no gap of a pattern may cross. */
const WALLS = new Set([';', ':', '.', '?', '!', '—', '–', '-']);

/** A short gap ends at a comma; a long one is meant to reach over what commas set apart. */
const OVER_COMMA = 8;

interface Numbered<Meaning> {
  readonly pattern: Pattern<Meaning>;
  /** Number of each of its places in the bit sets. */
  readonly places: readonly number[];
}

/** Many patterns, found in one pass over the items: each is tried only where its first place can stand. */
export class PatternIndex<Meaning> {
  private readonly bits = new SlotBits();
  private readonly byWord = new Map<string, Numbered<Meaning>[]>();
  private readonly byKind = new Map<SlotKind, Numbered<Meaning>[]>();

  constructor(patterns: readonly Pattern<Meaning>[]) {
    for (const pattern of patterns) {
      const numbered = { pattern, places: pattern.slots.map((slot) => this.bits.numberOf(slot)) };
      const first = pattern.slots[0] as Slot;
      for (const word of first.words) push(this.byWord, word, numbered);
      for (const kind of first.kinds) push(this.byKind, kind, numbered);
    }
    this.bits.fill();
  }

  /** Every match in a sentence, in order of their first item; one match a pattern and start, the shortest. */
  find(items: readonly Item[]): PatternMatch<Meaning>[] {
    const found: PatternMatch<Meaning>[] = [];
    const sentence = items.map((item) => ({
      bits: this.bits.of(item),
      wall: item.kind === 'sign' && WALLS.has(item.lower),
      comma: item.lower === ',',
    }));
    items.forEach((item, from) => {
      for (const numbered of this.byWord.get(item.lower) ?? []) tryAt(numbered, sentence, from, found);
      for (const numbered of this.byKind.get(kindOf(item)) ?? []) tryAt(numbered, sentence, from, found);
    });
    return found;
  }
}

interface Place {
  readonly bits: Uint32Array;
  readonly wall: boolean;
  readonly comma: boolean;
}

function tryAt<Meaning>(
  { pattern, places }: Numbered<Meaning>,
  sentence: readonly Place[],
  from: number,
  found: PatternMatch<Meaning>[],
): void {
  const matched = new Array<number>(places.length).fill(-1);
  if (fits(pattern.slots, places, 0, sentence, from, matched)) found.push(asMatch(pattern, matched));
}

/** Matches the places from one on, writing the items into `matched`; -1 stays where an optional place is left out. */
function fits(
  slots: readonly Slot[],
  places: readonly number[],
  at: number,
  sentence: readonly Place[],
  from: number,
  matched: number[],
): boolean {
  const slot = slots[at];
  if (slot === undefined) return true;
  const last = Math.min(from + slot.gap, sentence.length - 1);
  for (let index = from; index <= last; index += 1) {
    const { bits, wall, comma } = sentence[index] as Place;
    if (holds(bits, places[at] as number)) {
      matched[at] = index;
      if (fits(slots, places, at + 1, sentence, index + 1, matched)) return true;
    }
    if (wall || (comma && slot.gap < OVER_COMMA)) break;
  }
  matched[at] = -1;
  return slot.optional && fits(slots, places, at + 1, sentence, from, matched);
}

function asMatch<Meaning>(pattern: Pattern<Meaning>, matched: readonly number[]): PatternMatch<Meaning> {
  const labels = new Map<string, number>();
  pattern.slots.forEach(({ label }, index) => {
    if (label !== null && matched[index] !== -1) labels.set(label, matched[index] as number);
  });
  const items = matched.filter((item) => item >= 0);
  const head = matched[pattern.slots.findIndex(({ head }) => head)] ?? -1;
  const from = items[0] as number;
  return { pattern, from, to: (items.at(-1) as number) + 1, head: head >= 0 ? head : from, matched: items, labels };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
