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
  readonly #rows: ReadonlyMap<string, Sum>;
  readonly #bias: Float64Array;
  readonly #out: Float64Array;
  readonly #known = new Map<number, Sum>();
  readonly #nothing: Sum;

  constructor(weights: Weights, { bias, out, rows }: Hidden = NO_HIDDEN) {
    this.size = 1 + out.length;
    this.#bias = Float64Array.from(bias);
    this.#out = Float64Array.from(out);
    this.#nothing = new Float64Array(this.size);
    const names = new Set([...Object.keys(weights), ...Object.keys(rows)]);
    this.#rows = new Map([...names].map((name) => [name, Float64Array.of(weights[name] ?? 0, ...(rows[name] ?? []))]));
  }

  /** The sum of features; unknown ones add nothing. */
  sumOf(features: Features): Sum {
    const sum = new Float64Array(this.size);
    for (const feature of features) {
      const row = this.#rows.get(feature);
      if (row !== undefined) addTo(sum, row);
    }
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
      const row = this.#rows.get(feature);
      const weight = row === undefined ? 0 : this.#share(row, sum);
      if (weight > 0) first.add({ feature, weight });
    }
    return first.items;
  }

  #share(row: Sum, sum: Sum): number {
    let share = row[0] as number;
    for (let unit = 0; unit + 1 < row.length; unit += 1)
      if ((sum[unit + 1] as number) + (this.#bias[unit] as number) > 0)
        share += (row[unit + 1] as number) * (this.#out[unit] as number);
    return share;
  }
}

/** Adds a sum, or the row of one feature, to another. */
export function addTo(sum: Sum, more: Sum): void {
  for (let at = 0; at < more.length; at += 1) sum[at] = (sum[at] as number) + (more[at] as number);
}
