import { softmax } from '../src/model/rank-model';
import { shuffle } from './conv-net';

/** One decision of a ranking model: candidates by their features, and which of them is right. */
export interface Choice {
  readonly candidates: readonly Int32Array[];
  /** Indices of the right ones; of several any will do. */
  readonly right: readonly number[];
  readonly weight: number;
}

/** Numbers the names of features; unseen ones get no number once it is closed. */
export class FeatureIndex {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();

  id(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.names.length;
      this.names.push(name);
      this.#ids.set(name, id);
    }
    return id;
  }
}

export interface RankerOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull towards zero. */
  readonly l2: number;
  readonly damping?: number;
}

/**
 * Trains a conditional logit: the probability of a candidate is the softmax of the sum of its features' weights. AdaGrad
 * (Duchi, Hazan, Singer 2011) over the choices in a fixed shuffled order, so that the same input gives the same weights.
 */
export function trainRanker(choices: readonly Choice[], features: number, options: RankerOptions): Float64Array {
  const weights = new Float64Array(features);
  const squares = new Float64Array(features).fill(options.damping ?? 1e-6);
  const sum = new Float64Array(features);
  let snapshots = 0;
  const order = choices.map((_, index) => index);
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    order.forEach((index, done) => {
      learn(choices[index] as Choice, weights, squares, options);
      if (epoch >= options.epochs / 2 && done % Math.ceil(order.length / 4) === 0) {
        snapshots += 1;
        for (let i = 0; i < features; i += 1) sum[i] = (sum[i] as number) + (weights[i] as number);
      }
    });
  }
  return sum.map((value) => value / snapshots);
}

function learn(choice: Choice, weights: Float64Array, squares: Float64Array, { rate, l2 }: RankerOptions): void {
  const odds = probabilities(choice.candidates, weights);
  const right = choice.right.reduce((sum, index) => sum + (odds[index] as number), 1e-12);
  const gradient = new Map<number, number>();
  choice.candidates.forEach((features, index) => {
    const wanted = choice.right.includes(index) ? (odds[index] as number) / right : 0;
    const error = ((odds[index] as number) - wanted) * choice.weight;
    if (Math.abs(error) < 1e-4) return;
    for (const feature of features) gradient.set(feature, (gradient.get(feature) ?? 0) + error);
  });
  for (const [feature, value] of gradient) {
    const slope = value + l2 * (weights[feature] as number);
    squares[feature] = (squares[feature] as number) + slope * slope;
    weights[feature] = (weights[feature] as number) - (rate * slope) / Math.sqrt(squares[feature] as number);
  }
}

/** Softmax of the candidates' scores. */
export function probabilities(candidates: readonly Int32Array[], weights: Float64Array): number[] {
  const scores = candidates.map((features) => {
    let sum = 0;
    for (const feature of features) sum += weights[feature] as number;
    return sum;
  });
  return softmax(scores);
}
