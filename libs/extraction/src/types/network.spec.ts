import * as fc from 'fast-check';
import { scoresByFormula } from '../../tools/net-formula';
import { type NetShape, type NetWeights, SentenceNet } from './network';

const SHAPE: NetShape = {
  size: 4,
  filters: 32,
  widths: [1, 2, 3],
  outputs: 2,
  ruleFeatures: 3,
  hidden: 4,
  learntRows: 2,
};
const POOLED = SHAPE.filters * SHAPE.widths.length;
const TAPS = 6;

/** Numbers that look random and are the same in each run. */
const numbers = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, index) => Math.sin((index + 1) * 12.9898 * seed) * 0.9);

const WEIGHTS: NetWeights = {
  shape: SHAPE,
  taps: numbers(TAPS * SHAPE.filters * SHAPE.size, 1),
  bias: numbers(POOLED, 2),
  out: numbers(SHAPE.outputs * POOLED, 3),
  outBias: numbers(SHAPE.outputs, 4),
  wide: numbers(SHAPE.ruleFeatures * SHAPE.outputs, 5),
  deepIn: numbers(SHAPE.ruleFeatures * SHAPE.hidden, 6),
  deepBias: numbers(SHAPE.hidden, 7),
  deepOut: numbers(SHAPE.outputs * SHAPE.hidden, 8),
};
const vectorOf = (row: number) => numbers(SHAPE.size, row + 11);
const fresh = () => new SentenceNet(WEIGHTS, vectorOf);
const read = (net: SentenceNet, words: readonly number[], rules: readonly number[] = []) =>
  net.read(Int32Array.from(words), Int32Array.from(rules));

const WORDS = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 });
const RULES = fc.uniqueArray(fc.integer({ min: 0, max: SHAPE.ruleFeatures - 1 }));

describe('the network that reads sentences', () => {
  it('gives what its formula gives', () => {
    const net = fresh();
    fc.assert(
      fc.property(WORDS, RULES, (words, rules) => {
        const { scores } = read(net, words, rules);
        for (const [output, score] of scoresByFormula(WEIGHTS, vectorOf, words, rules).entries())
          expect(scores[output]).toBeCloseTo(score, 2);
      }),
    );
  });

  it('reads a sentence alike whatever it read before, also one without words', () => {
    const net = fresh();
    fc.assert(
      fc.property(fc.array(fc.oneof(WORDS, fc.constant([])), { minLength: 2, maxLength: 5 }), (sentences) => {
        for (const words of sentences) expect(read(net, words)).toEqual(read(fresh(), words));
      }),
    );
  });

  it('tells which words weigh how much, so that the weights add up to what the words score', () => {
    fc.assert(
      fc.property(WORDS, (words) => {
        const reading = read(fresh(), words);
        const windows = fresh().windows(reading, 1, 99);
        const sum = windows.reduce((total, { weight }) => total + weight, 0);
        const withoutWords = read(fresh(), []).scores[1] as number;
        const pooledOfNone = read(fresh(), []).pooled.reduce(
          (total, value, i) => total + value * (WEIGHTS.out[POOLED + i] as number),
          0,
        );
        expect(sum).toBeCloseTo((reading.scores[1] as number) - (withoutWords - pooledOfNone), 4);
        expect(windows.map(({ weight }) => weight)).toEqual(
          [...windows].map(({ weight }) => weight).sort((a, b) => b - a),
        );
        for (const { at, width } of windows) expect(at < words.length && at + width > 0).toBe(true);
      }),
    );
  });

  it('shares the weight of each window out among its words, those beside the sentence among them', () => {
    fc.assert(
      fc.property(WORDS, (words) => {
        const reading = read(fresh(), words);
        const shares = fresh().byWord(reading, 1, words.length);
        const expected = new Float64Array(words.length);
        for (const { at, width, weight } of fresh().windows(reading, 1, 99))
          for (let word = Math.max(0, at); word < Math.min(words.length, at + width); word += 1)
            expected[word] = (expected[word] as number) + weight / width;
        for (const [word, share] of shares.entries()) expect(share).toBeCloseTo(expected[word] as number, 5);
      }),
    );
  });
});
