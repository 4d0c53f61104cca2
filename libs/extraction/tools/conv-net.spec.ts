import type { NetShape } from '../src/types/network';
import { type Example, generator, joined, shuffle, type Trained, type Training, trainNet } from './conv-net';
import { scoresByFormula } from './net-formula';

const SHAPE: NetShape = {
  size: 4,
  filters: 16,
  widths: [1, 2, 3],
  outputs: 2,
  ruleFeatures: 3,
  hidden: 4,
  learntRows: 2,
};
const ROWS = 7;
const random = generator(3);
const VECTORS = Float32Array.from({ length: ROWS * SHAPE.size }, () => random() - 0.5);

const example = (words: number[], rules: number[], wanted: number[], weight = 1): Example => ({
  words: Int32Array.from(words),
  rules: Int32Array.from(rules),
  wanted: Float32Array.from(wanted),
  weight: new Float32Array(wanted.length).fill(weight),
});
const CALM: Training = { epochs: 1, rate: 0.01, batch: 8, joined: 0, wordDrop: 0, drop: 0, decay: 0, seed: 1 };

function scoresOf(net: Trained, { words, rules }: Example): number[] {
  const { size, learntRows } = SHAPE;
  const vectorOf = (row: number) => (row < learntRows ? net.rows : VECTORS).subarray(row * size, (row + 1) * size);
  return scoresByFormula({ ...net, shape: SHAPE }, vectorOf, [...words], [...rules]);
}
const probability = (score: number) => 1 / (1 + Math.exp(-score));

describe('the training of a network', () => {
  it('goes down the slopes that finite differences find, for each parameter', () => {
    // weights so small that Adam's ε outdoes its normalisation: then a first step goes by the slope itself
    const tiny = 1e-10;
    const rate = 1e-8 / (Math.sqrt(0.001) * tiny);
    const examples = (weight: number) => [
      example([2, 0, 5, 1, 3], [0, 2], [1, 0], weight),
      example([4, 1], [1], [0, 1], weight),
      example([6, 6, 0], [], [1, 1], weight),
    ];
    const before = trainNet([], VECTORS, SHAPE, { ...CALM, epochs: 0 });
    const after = trainNet(examples(tiny), VECTORS, SHAPE, { ...CALM, rate });
    const loss = () =>
      examples(1).reduce((sum, one) => {
        const scores = scoresOf(before, one);
        const odds = scores.map((score, o) => (one.wanted[o] === 1 ? probability(score) : 1 - probability(score)));
        return sum - odds.reduce((total, value) => total + Math.log(value), 0) / 3;
      }, 0);
    const moved: string[] = [];
    for (const name of Object.keys(before) as (keyof Trained)[]) {
      const values = before[name];
      const here = values.slice();
      values.forEach((value, at) => {
        const step = 5e-4;
        values[at] = value + step;
        const above = loss();
        values[at] = value - step;
        const below = loss();
        values[at] = value;
        const slope = (above - below) / (2 * step);
        const took = (here[at] as number) - (after[name][at] as number);
        if (Math.abs(took - slope) > 2e-3 + 0.02 * Math.abs(slope))
          throw new Error(`${name}[${at}] went down by ${took} where the slope is ${slope}`);
        if (Math.abs(slope) > 1e-2 && !moved.includes(name)) moved.push(name);
      });
    }
    expect(moved.sort()).toEqual(Object.keys(before).sort());
  });

  it('learns which word and which rule stand for which output', () => {
    const texts = [
      example([2, 4, 3], [], [1, 0]),
      example([4, 6, 3], [], [0, 0]),
      example([6, 4], [1], [0, 1]),
      example([4, 6, 2], [1], [1, 1]),
      example([6, 3], [0], [0, 0]),
    ];
    const net = trainNet(texts, VECTORS, SHAPE, { ...CALM, epochs: 300, batch: 2 });
    for (const one of texts)
      expect(scoresOf(net, one).map((score) => (probability(score) > 0.5 ? 1 : 0))).toEqual([...one.wanted]);
  });

  it('learns nothing from an output without weight', () => {
    const spared = { ...example([2, 3], [0], [1, 1]), weight: Float32Array.from([1, 0]) };
    const before = trainNet([], VECTORS, SHAPE, { ...CALM, epochs: 0 });
    const after = trainNet([spared], VECTORS, SHAPE, CALM);
    expect(after.outBias[0]).not.toBe(before.outBias[0]);
    expect(after.outBias[1]).toBe(before.outBias[1]);
  });

  it('gives the same network for the same seed and another for another', () => {
    const texts = [example([2, 0, 3], [1], [1, 0]), example([4, 5], [0], [0, 1])];
    const options = { ...CALM, epochs: 3, joined: 0.5, wordDrop: 0.2, drop: 0.3 };
    const net = trainNet(texts, VECTORS, SHAPE, options);
    expect(trainNet(texts, VECTORS, SHAPE, options)).toEqual(net);
    expect(trainNet(texts, VECTORS, SHAPE, { ...options, seed: 2 }).taps).not.toEqual(net.taps);
  });

  it('joins two sentences to one that states what either states, and spares what neither is sure to lack', () => {
    const first = { ...example([2, 3], [0, 1], [1, 0]), weight: Float32Array.from([0.5, 0.25]) };
    const both = joined(first, example([4], [1, 2], [0, 0]));
    expect([...both.words]).toEqual([2, 3, -1, 4]);
    expect([...both.rules]).toEqual([0, 1, 2]);
    expect([...both.wanted]).toEqual([1, 0]);
    expect([...both.weight]).toEqual([1, 0.25]);
  });

  it('leaves the vectors that it is given as they are', () => {
    const given = VECTORS.slice();
    trainNet([example([0, 1, 2], [0], [1, 0])], given, SHAPE, CALM);
    expect(given).toEqual(VECTORS);
  });
});

test('random numbers are spread over 0 to 1, and an order is shuffled without loss', () => {
  const next = generator(1);
  const values = Array.from({ length: 10_000 }, next);
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
  const order = Array.from({ length: 50 }, (_, at) => at);
  shuffle(order, generator(2));
  expect(order).not.toEqual([...order].sort((a, b) => a - b));
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at));
});
