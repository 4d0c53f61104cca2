import type { Item } from '../mentions/types';
import { remembered } from '../text/remembered';
import { kindOf } from './kind-of';
import { holds, holdsAll, SlotBits } from './slot-bits';
import type { Pattern, PatternMatch, Slot, SlotKind } from './types';

/** Signs that no gap of a pattern may cross. */
const WALLS = new Set([';', ':', '.', '?', '!', '—', '–', '-']);

/** A short gap ends at a comma; a long one is meant to reach over what commas set apart. */
const OVER_COMMA = 8;

interface Numbered<Meaning> {
  readonly pattern: Pattern<Meaning>;
  /** Number of each of its places in the bit sets. */
  readonly places: readonly number[];
  /** Those of the places after the first that cannot be left out: a sentence without one of them holds no match. */
  readonly needed: readonly number[];
}

/** What a place of a pattern asks of an item. */
interface Place {
  readonly bits: Uint32Array;
  readonly wall: boolean;
  readonly comma: boolean;
}

/** What is known of an item by its word and kind. */
interface Known<Meaning> extends Place {
  /** The patterns that can begin with it: by the word, then by the kind. */
  readonly begun: readonly Numbered<Meaning>[];
}

const NO_PATTERNS: readonly [] = [];

/** How many words are remembered. */
const MOST_WORDS = 20_000;

/** Many patterns, found in one pass over the items: each is tried only where its first place can stand. */
export class PatternIndex<Meaning> {
  private readonly bits = new SlotBits();
  private readonly byWord = new Map<string, Numbered<Meaning>[]>();
  private readonly byKind = new Map<SlotKind, Numbered<Meaning>[]>();
  private readonly words = remembered<Known<Meaning>>(MOST_WORDS);
  private readonly signs = remembered<Known<Meaning>>(MOST_WORDS);
  private readonly matched: Int32Array;
  private readonly held: Uint32Array;

  constructor(patterns: readonly Pattern<Meaning>[]) {
    let most = 0;
    for (const pattern of patterns) {
      const places = pattern.slots.map((slot) => this.bits.numberOf(slot));
      const needed = places.filter((_, at) => at > 0 && !pattern.slots[at]?.optional);
      const numbered = { pattern, places, needed };
      const first = pattern.slots[0] as Slot;
      for (const word of first.words) push(this.byWord, word, numbered);
      for (const kind of first.kinds) push(this.byKind, kind, numbered);
      most = Math.max(most, pattern.slots.length);
    }
    this.bits.fill();
    this.matched = new Int32Array(most);
    this.held = new Uint32Array(this.bits.length);
  }

  /** Every match in a sentence, in order of their first item; one match a pattern and start, the shortest. */
  find(items: readonly Item[]): PatternMatch<Meaning>[] {
    const found: PatternMatch<Meaning>[] = [];
    const known: Known<Meaning>[] = [];
    for (let at = 0; at < items.length; at += 1) known.push(this.knownOf(items[at] as Item));
    const held = this.heldBy(known);
    for (let from = 0; from < items.length; from += 1) {
      const { begun } = known[from] as Known<Meaning>;
      for (let at = 0; at < begun.length; at += 1) {
        const numbered = begun[at] as Numbered<Meaning>;
        if (holdsAll(held, numbered.needed)) tryAt(numbered, known, from, this.matched, found);
      }
    }
    return found;
  }

  /** The places that some item accepts. */
  private heldBy(known: readonly Place[]): Uint32Array {
    const { held } = this;
    held.fill(0);
    for (let at = 0; at < known.length; at += 1) {
      const { bits } = known[at] as Place;
      for (let word = 0; word < bits.length; word += 1) held[word] = (held[word] as number) | (bits[word] as number);
    }
    return held;
  }

  private knownOf(item: Item): Known<Meaning> {
    if (item.kind !== 'word' && item.kind !== 'sign') return this.asked(item);
    const before = item.kind === 'word' ? this.words : this.signs;
    let known = before.get(item.lower);
    if (known === undefined) {
      known = this.asked(item);
      before.set(item.lower, known);
    }
    return known;
  }

  private asked(item: Item): Known<Meaning> {
    const byWord = this.byWord.get(item.lower);
    const byKind = this.byKind.get(kindOf(item));
    return {
      bits: this.bits.of(item),
      begun: byWord && byKind ? [...byWord, ...byKind] : (byWord ?? byKind ?? NO_PATTERNS),
      wall: item.kind === 'sign' && WALLS.has(item.lower),
      comma: item.lower === ',',
    };
  }
}

/** Tries a pattern at an item; `matched` is what it is tried in, for patterns as long as any. */
function tryAt<Meaning>(
  { pattern, places }: Numbered<Meaning>,
  sentence: readonly Place[],
  from: number,
  matched: Int32Array,
  found: PatternMatch<Meaning>[],
): void {
  if (fits(pattern.slots, places, 0, sentence, from, matched))
    found.push(asMatch(pattern, Array.from(matched.subarray(0, places.length))));
}

/** Matches the places from one on, writing the items into `matched`; -1 stays where an optional place is left out. */
function fits(
  slots: readonly Slot[],
  places: readonly number[],
  at: number,
  sentence: readonly Place[],
  from: number,
  matched: Int32Array,
): boolean {
  if (at === slots.length) return true;
  const slot = slots[at] as Slot;
  const place = places[at] as number;
  const last = Math.min(from + slot.gap, sentence.length - 1);
  for (let index = from; index <= last; index += 1) {
    const { bits, wall, comma } = sentence[index] as Place;
    if (holds(bits, place)) {
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
