import { First } from '../lists';
import type { Features } from './features';

/** Weights by the names of features. */
export type Weights = Readonly<Record<string, number>>;

/** A linear model over named features: the sum of their weights. */
export class RankModel {
  readonly #weights: ReadonlyMap<string, number>;
  readonly #known = new Map<number, number>();
  readonly #under = new Map<string, ReadonlyMap<string, number>>();

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
   * The score of features that follow from a few traits, which are put into one number: it is added up the first time only. Different
   * features must have different numbers.
   */
  scoreOf(traits: number, features: () => Features): number {
    const known = this.#known.get(traits);
    if (known !== undefined) return known;
    const score = this.score(features());
    this.#known.set(traits, score);
    return score;
  }

  /** A sum so far with the weights of features to whose names a beginning and `|` belong. */
  scoreUnder(beginning: string, features: Features, sum: number): number {
    const weights = this.#weightsUnder(beginning);
    let score = sum;
    for (let at = 0; at < features.length; at += 1) score += weights.get(features[at] as string) ?? 0;
    return score;
  }

  #weightsUnder(beginning: string): ReadonlyMap<string, number> {
    let weights = this.#under.get(beginning);
    if (weights === undefined) {
      const start = `${beginning}|`;
      const own = [...this.#weights].filter(([name]) => name.startsWith(start));
      weights = new Map(own.map(([name, weight]) => [name.slice(start.length), weight]));
      this.#under.set(beginning, weights);
    }
    return weights;
  }

  /** The features that weigh most, for explanations. */
  leading(features: Features, most: number): Weighed[] {
    const first = new First<Weighed>(most, heavierFirst);
    for (const feature of features) {
      const weight = this.#weights.get(feature);
      if (weight !== undefined && weight !== 0) first.add({ feature, weight });
    }
    return first.items;
  }
}

/** A feature with what it weighs. */
export interface Weighed {
  readonly feature: string;
  readonly weight: number;
}

function heavierFirst(a: Weighed, b: Weighed): number {
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
