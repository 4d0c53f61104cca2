import { First } from '../lists';
import type { Features } from './features';

/** Weights by the names of features. */
export type Weights = Readonly<Record<string, number>>;

/** A linear model over named features: the sum of their weights. */
export class RankModel {
  readonly #weights: ReadonlyMap<string, number>;
  #split: SplitWeights | null = null;

  constructor(weights: Weights) {
    this.#weights = new Map(Object.entries(weights));
  }

  /** Sum of the weights of features; unknown ones weigh nothing. */
  score(features: Features): number {
    let sum = 0;
    for (const feature of features) sum += this.#weights.get(feature) ?? 0;
    return sum;
  }

  /**
   * Adds to each sum the weights of features whose names go on after a beginning and `|`; each sum has a beginning of its own. What
   * a feature weighs under all beginnings stands in one row, so that it is looked up once.
   */
  addUnder(beginnings: readonly string[], features: Features, sums: number[]): void {
    const { columns, rows } = this.#splitWeights();
    const at = beginnings.map((beginning) => columns.get(beginning) ?? 0);
    for (const feature of features) {
      const row = rows.get(feature);
      if (row === undefined) continue;
      for (let sum = 0; sum < at.length; sum += 1)
        sums[sum] = (sums[sum] as number) + (row[at[sum] as number] as number);
    }
  }

  #splitWeights(): SplitWeights {
    this.#split ??= splitWeights(this.#weights);
    return this.#split;
  }

  /** The features that weigh most, for explanations. */
  leading(features: Features, most: number): Weighed[] {
    const first = new First<Weighed>(most, heavierFirst);
    for (const feature of features) {
      const weight = this.#weights.get(feature);
      if (weight === undefined || weight === 0) continue;
      if (first.full && Math.abs(weight) < Math.abs(first.last?.weight ?? 0)) continue;
      first.add({ feature, weight });
    }
    return first.items;
  }
}

/** Weights by what stands before and after the first `|` of a name. */
interface SplitWeights {
  /** The column of each beginning; the first column is of no beginning and all zero. */
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, Float64Array>;
}

function splitWeights(weights: ReadonlyMap<string, number>): SplitWeights {
  const parted = [...weights]
    .filter(([name]) => name.includes('|'))
    .map(([name, weight]) => ({
      before: name.slice(0, name.indexOf('|')),
      after: name.slice(name.indexOf('|') + 1),
      weight,
    }));
  const columns = new Map([...new Set(parted.map(({ before }) => before))].map((before, at) => [before, at + 1]));
  const rows = new Map<string, Float64Array>();
  for (const { before, after, weight } of parted) {
    const row = rows.get(after) ?? new Float64Array(columns.size + 1);
    row[columns.get(before) as number] = weight;
    rows.set(after, row);
  }
  return { columns, rows };
}

/** A feature with what it weighs. */
export interface Weighed {
  readonly feature: string;
  readonly weight: number;
}

/** Order of the heaviest first, whichever way they weigh. */
export function heavierFirst(a: Weighed, b: Weighed): number {
  return Math.abs(b.weight) - Math.abs(a.weight) || (a.feature === b.feature ? 0 : a.feature < b.feature ? -1 : 1);
}

/** Probabilities from scores. */
export function softmax(scores: readonly number[]): number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  const odds = scores.map((score) => Math.exp(score - top));
  let total = 0;
  for (const value of odds) total += value;
  for (let i = 0; i < odds.length; i += 1) odds[i] = (odds[i] as number) / total;
  return odds;
}

export const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));

/** Index of the highest value, the first of equals; -1 of none. */
export function argmax(values: readonly number[]): number {
  let best = -1;
  values.forEach((value, index) => {
    if (best < 0 || value > (values[best] as number)) best = index;
  });
  return best;
}
