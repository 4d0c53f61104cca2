import type { Item } from '../mentions/types';
import { kindOf } from './kind-of';
import type { Slot, SlotKind } from './types';

const SHIPS = new Set(
  'frigate corvette destroyer submarine patrol-vessel amphibious-ship aircraft-carrier mine-ship ship'.split(' '),
);
const NONE = new Uint32Array(0);

/**
 * Numbers equal places of all patterns alike and keeps for each word and kind a bit set of the places that accept it, so
 * that asking whether an item fits a place is one look into an array.
 */
export class SlotBits {
  private readonly numbers = new Map<string, number>();
  private readonly byWord = new Map<string, Uint32Array>();
  private readonly byKind = new Map<string, Uint32Array>();
  private readonly numbered: Slot[] = [];
  /** Bit sets of words that are accepted by themselves and by their kind. */
  private readonly both = new Map<Uint32Array, Map<Uint32Array, Uint32Array>>();

  /** Length of the bit sets. */
  get length(): number {
    return Math.ceil(this.numbered.length / 32);
  }

  /** The number of a place; places that accept the same share it. */
  numberOf(slot: Slot): number {
    const key = `${[...slot.words].sort().join(' ')}/${[...slot.kinds].sort().join(' ')}/${slot.shipsOnly}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.numbered.length);
    this.numbered.push(slot);
    return this.numbered.length - 1;
  }

  /** Fills the bit sets; call once, after the last `numberOf`. */
  fill(): void {
    this.numbered.forEach((slot, number) => {
      for (const word of slot.words) this.set(this.byWord, word, number);
      for (const kind of slot.kinds) {
        this.set(this.byKind, `${kind}+ship`, number);
        if (!slot.shipsOnly) this.set(this.byKind, kind, number);
      }
    });
  }

  /** The places that accept an item, by word or by kind. */
  of(item: Item): Uint32Array {
    // "May" as a month is no verb, whatever its letters
    const word = (item.kind === 'date' ? undefined : this.byWord.get(item.lower)) ?? NONE;
    const kind = this.byKind.get(keyOf(item)) ?? NONE;
    if (word.length === 0) return kind;
    return kind.length === 0 ? word : this.either(word, kind);
  }

  private either(word: Uint32Array, kind: Uint32Array): Uint32Array {
    let known = this.both.get(word);
    if (known === undefined) {
      known = new Map();
      this.both.set(word, known);
    }
    let bits = known.get(kind);
    if (bits === undefined) {
      bits = word.map((own, index) => own | (kind[index] ?? 0));
      known.set(kind, bits);
    }
    return bits;
  }

  private set(map: Map<string, Uint32Array>, key: string, number: number): void {
    const bits = map.get(key) ?? new Uint32Array(this.length);
    bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
    map.set(key, bits);
  }
}

/** Whether a bit set holds all of some numbers. */
export function holdsAll(bits: Uint32Array, numbers: readonly number[]): boolean {
  for (let at = 0; at < numbers.length; at += 1) if (!holds(bits, numbers[at] as number)) return false;
  return true;
}

/** Whether a bit set holds a number. */
export function holds(bits: Uint32Array, number: number): boolean {
  return (((bits[number >> 5] ?? 0) >>> (number & 31)) & 1) === 1;
}

function keyOf(item: Item): string {
  const kind: SlotKind = kindOf(item);
  const isShip = (item.kind === 'system' || item.kind === 'class') && SHIPS.has(item.systemClass);
  return isShip ? `${kind}+ship` : kind;
}
