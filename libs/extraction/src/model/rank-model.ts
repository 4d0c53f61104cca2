import type { Features } from './features';

/** Weights by the names of features. */
export type Weights = Readonly<Record<string, number>>;

/** A linear model over named features: the sum of their weights. */
export class RankModel {
  readonly #weights: ReadonlyMap<string, number>;

  constructor(weights: Weights) {
    this.#weights = new Map(Object.entries(weights));
  }

  /** Sum of the weights of features; unknown ones weigh nothing. */
  score(features: Features): number {
    let sum = 0;
    for (const feature of features) sum += this.#weights.get(feature) ?? 0;
    return sum;
  }

  /** The features that weigh most, for explanations. */
  leading(features: Features, most: number): { feature: string; weight: number }[] {
    return [...new Set(features)]
      .map((feature) => ({ feature, weight: this.#weights.get(feature) ?? 0 }))
      .filter(({ weight }) => weight !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.feature < b.feature ? -1 : 1))
      .slice(0, most);
  }
}

/** Probabilities from scores. */
export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - top));
  const total = exps.reduce((sum, value) => sum + value, 0);
  return exps.map((value) => value / total);
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
