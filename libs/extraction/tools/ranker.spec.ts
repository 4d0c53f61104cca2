import { namedWeights } from './learn';
import { type Choice, FeatureIndex, probabilities, type RankerOptions, trainRanker } from './ranker';

const OPTIONS: RankerOptions = { epochs: 40, rate: 0.2, l2: 1e-3 };

/** Choices among candidates by name of feature; the first is right. */
function choicesOf(index: FeatureIndex, ...sets: string[][][]): Choice[] {
  return sets.map((candidates) => ({
    candidates: candidates.map((names) => Int32Array.from(names, (name) => index.id(name))),
    right: [0],
    weight: 1,
  }));
}
const SEPARABLE = [
  [
    ['near', 'blue'],
    ['far', 'red'],
  ],
  [['near', 'red'], ['far', 'blue'], ['far']],
  [['near'], ['far', 'red'], ['blue']],
  [['near', 'blue'], ['blue'], ['red']],
];

describe('the ranker', () => {
  it('learns what can be told apart', () => {
    const index = new FeatureIndex();
    const choices = choicesOf(index, ...SEPARABLE);
    const weights = trainRanker(choices, index.names.length, OPTIONS);
    for (const { candidates } of choices) {
      const odds = probabilities(candidates, weights);
      expect(odds[0]).toBe(Math.max(...odds));
      expect(odds[0]).toBeGreaterThan(0.7);
      expect(odds.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1);
    }
    const weigh = (name: string) => weights[index.id(name)] as number;
    expect(weigh('near')).toBeGreaterThan(Math.abs(weigh('blue')));
    expect(weigh('far')).toBeLessThan(0);
  });

  it('gives the same weights again', () => {
    const index = new FeatureIndex();
    const choices = choicesOf(index, ...SEPARABLE);
    expect(trainRanker(choices, index.names.length, OPTIONS)).toEqual(
      trainRanker(choices, index.names.length, OPTIONS),
    );
  });

  it('holds any of several right candidates for right', () => {
    const index = new FeatureIndex();
    const [choice] = choicesOf(index, [['a'], ['b'], ['c']]);
    const weights = trainRanker([{ ...choice, right: [0, 2] } as Choice], index.names.length, OPTIONS);
    expect(weights[index.id('b')]).toBeLessThan(Math.min(weights[0] as number, weights[2] as number));
  });

  it('is held back by a pull towards zero', () => {
    const index = new FeatureIndex();
    const choices = choicesOf(index, ...SEPARABLE);
    const size = (l2: number) =>
      trainRanker(choices, index.names.length, { ...OPTIONS, l2 })
        .map(Math.abs)
        .reduce((a, b) => a + b);
    expect(size(0.5)).toBeLessThan(size(1e-3));
  });
});

test('features are numbered as they come, and weights that hardly weigh are left out', () => {
  const index = new FeatureIndex();
  expect(['near', 'far', 'near'].map((name) => index.id(name))).toEqual([0, 1, 0]);
  expect(namedWeights(['near', 'far', 'so'], Float64Array.from([1.23456, -0.001, -0.5]))).toEqual({
    near: 1.235,
    so: -0.5,
  });
});
