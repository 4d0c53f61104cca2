import { Kernel } from '../kernel/kernel';
import { First } from '../lists';
import type { Features } from './features';
import { heavierFirst, type Weighed, type Weights } from './rank-model';

/** One layer of hidden units beside linear weights. */
export interface Hidden {
  /** What each unit starts from. */
  readonly bias: readonly number[];
  /** What each unit weighs for the score where it is above zero. */
  readonly out: readonly number[];
  /** What a feature adds to each unit, by its name; rare features have none. */
  readonly rows: Readonly<Record<string, readonly number[]>>;
}

export const NO_HIDDEN: Hidden = { bias: [], out: [], rows: {} };

/**
 * Features added up before they are scored: their linear weight first, then what they give to each hidden unit. Sums of parts of a
 * candidate can be kept and added to each other.
 */
export type Sum = Float64Array;

/** So many sums of traits are kept; with more they are forgotten and reckoned anew. */
const MOST_KNOWN = 20_000;

/**
 * A linear model over named features with one layer of rectified units beside it (`w·x + v·max(0, Ex + b)`): what features mean
 * together, no list of their pairs need say. The weights alone make it the linear model.
 */
export class HiddenModel {
  /** How many numbers a sum has. */
  readonly size: number;
  /** The place of each feature that is known. */
  readonly #places: ReadonlyMap<string, number>;
  /** By place: the linear weight, and where the row begins among all rows; -1 of features that have none. */
  readonly #weights: Float64Array;
  readonly #rowAt: Int32Array;
  readonly #rows: Rows;
  readonly #bias: Float64Array;
  readonly #out: Float64Array;
  readonly #known = new Map<number, Sum>();
  readonly #nothing: Sum;

  constructor(weights: Weights, { bias, out, rows }: Hidden = NO_HIDDEN) {
    this.size = 1 + out.length;
    this.#bias = Float64Array.from(bias);
    this.#out = Float64Array.from(out);
    this.#nothing = new Float64Array(this.size);
    const names = [...new Set([...Object.keys(rows), ...Object.keys(weights)])];
    this.#places = new Map(names.map((name, place) => [name, place]));
    this.#weights = Float64Array.from(names, (name) => weights[name] ?? 0);
    // features with a row come first
    this.#rows = new Rows(Object.values(rows), out.length);
    this.#rowAt = Int32Array.from(names, (name, place) => (rows[name] === undefined ? -1 : place));
  }

  /** The sum of features; unknown ones add nothing. */
  sumOf(features: Features): Sum {
    const sum = new Float64Array(this.size);
    let linear = 0;
    for (const feature of features) {
      const place = this.#places.get(feature);
      if (place === undefined) continue;
      linear += this.#weights[place] as number;
      const row = this.#rowAt[place] as number;
      if (row >= 0) this.#rows.take(row, sum);
    }
    this.#rows.addTaken(sum);
    sum[0] = linear;
    return sum;
  }

  /**
   * The sum of features that follow from a few traits, which are put into one number: it is added up the first time only. Different
   * features must have different numbers, and nobody may add to what is returned.
   */
  sumOfTraits(traits: number, features: () => Features): Sum {
    let known = this.#known.get(traits);
    if (known === undefined) {
      known = this.sumOf(features());
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(traits, known);
    }
    return known;
  }

  /** What a candidate scores whose features have these two sums together. */
  scoreTogether(one: Sum, other: Sum): number {
    let score = (one[0] as number) + (other[0] as number);
    const out = this.#out;
    const bias = this.#bias;
    for (let unit = 0; unit < out.length; unit += 1) {
      const value = (one[unit + 1] as number) + (other[unit + 1] as number) + (bias[unit] as number);
      if (value > 0) score += value * (out[unit] as number);
    }
    return score;
  }

  /** What a candidate scores whose features have this sum. */
  score(sum: Sum): number {
    return this.scoreTogether(sum, this.#nothing);
  }

  /** The features that speak most for a candidate: with the units that its sum switches on, what each adds to the score. */
  speaking(features: Features, sum: Sum, most: number): Weighed[] {
    const first = new First<Weighed>(most, heavierFirst);
    for (const feature of features) {
      const place = this.#places.get(feature);
      const weight = place === undefined ? 0 : this.#share(place, sum);
      if (weight > 0) first.add({ feature, weight });
    }
    return first.items;
  }

  #share(place: number, sum: Sum): number {
    let share = this.#weights[place] as number;
    const at = this.#rowAt[place] as number;
    if (at < 0) return share;
    for (let unit = 0; unit < this.#out.length; unit += 1)
      if ((sum[unit + 1] as number) + (this.#bias[unit] as number) > 0)
        share += this.#rows.number(at, unit) * (this.#out[unit] as number);
    return share;
  }
}

const FLOAT = 4;
/** Numbers of a row are filled up to so many, as the kernel takes four at a time. */
const AT_A_TIME = 4;
/** So many rows are added at once; of more, in several goes. */
const MOST_TAKEN = 1_024;

/** The rows of features in the kernel's memory, where they are added up four numbers at a time, in 32-bit floats. */
class Rows {
  readonly #kernel = new Kernel();
  readonly #bytes: number;
  readonly #table: number;
  readonly #list: number;
  readonly #out: number;
  readonly #addresses: Int32Array;
  readonly #sums: Float32Array;
  readonly #values: Float32Array;
  #taken = 0;

  constructor(rows: readonly (readonly number[])[], units: number) {
    this.#bytes = AT_A_TIME * Math.ceil(units / AT_A_TIME) * FLOAT;
    this.#table = this.#kernel.reserve(rows.length * this.#bytes);
    this.#list = this.#kernel.reserve(MOST_TAKEN * FLOAT);
    this.#out = this.#kernel.reserve(this.#bytes);
    this.#addresses = this.#kernel.integers(this.#list, MOST_TAKEN);
    this.#sums = this.#kernel.floats(this.#out, units);
    this.#values = this.#kernel.floats(this.#table, (rows.length * this.#bytes) / FLOAT);
    rows.forEach((row, at) => {
      this.#values.set(row, (at * this.#bytes) / FLOAT);
    });
  }

  /** What a row gives to a unit. */
  number(at: number, unit: number): number {
    return this.#values[(at * this.#bytes) / FLOAT + unit] as number;
  }

  /** Notes a row that is to be added; what was noted before is added to the sum when there is room for no more. */
  take(at: number, sum: Sum): void {
    if (this.#taken === MOST_TAKEN) this.addTaken(sum);
    this.#addresses[this.#taken] = this.#table + at * this.#bytes;
    this.#taken += 1;
  }

  /** Adds the rows that were noted to a sum, behind its linear weight. */
  addTaken(sum: Sum): void {
    if (this.#taken === 0) return;
    this.#kernel.sum(this.#list, this.#taken, this.#bytes, this.#out);
    this.#taken = 0;
    const sums = this.#sums;
    for (let unit = 0; unit < sums.length; unit += 1)
      sum[unit + 1] = (sum[unit + 1] as number) + (sums[unit] as number);
  }
}

/** Adds a sum to another. */
export function addTo(sum: Sum, more: Sum): void {
  for (let at = 0; at < more.length; at += 1) sum[at] = (sum[at] as number) + (more[at] as number);
}
