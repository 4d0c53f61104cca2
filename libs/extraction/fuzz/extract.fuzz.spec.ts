import { type Growth, MOST_FACTOR, MOST_RATIO, measureGrowth } from './growth';
import { HOSTILE_KINDS, mutated } from './hostile-texts';
import { randomOf } from './random';
import { readingFaults } from './reading-faults';

const SEED = 2026;
const LENGTH = 20_000;
const STORY =
  'WARSAW, June 12 (Wire) - Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.\n\n' +
  'The deal is worth $6.7 billion. "Deliveries are to begin in 2026," Defence Minister Jan Wzorek said. Washington warned of ' +
  'sanctions over the S-400 that Turkey bought from Russia in 2017; a second batch will not come.\n\n' +
  'In 2022 Warsaw bought a first batch of the tanks, and all of them have been delivered.';

describe('the reading of hostile texts', () => {
  it.each(HOSTILE_KINDS)('never throws, and quotes exactly: $name', ({ make }) => {
    for (const length of [0, 1, 300, 6000]) {
      expect(readingFaults(make(randomOf(SEED + length), length))).toEqual([]);
    }
  });

  it('never throws, and quotes exactly, in a spoilt story under a spoilt title', () => {
    const random = randomOf(SEED);
    for (let count = 0; count < 150; count += 1) {
      const text = mutated(random, STORY);
      expect([text, readingFaults(text, mutated(random, 'Poland signs for K2 tanks'))]).toEqual([text, []]);
    }
  });

  it('takes time in proportion to the length of the text', () => {
    const isSlow = ({ factor, ratio }: Growth) => factor > MOST_FACTOR || ratio > MOST_RATIO;
    const slow = [...measureGrowth(SEED, LENGTH, 2)].filter(isSlow).map(({ kind }) => kind);
    // what seemed slow is measured again: the machine may have been busy
    const kinds = HOSTILE_KINDS.filter(({ name }) => slow.includes(name));
    expect([...measureGrowth(SEED, LENGTH, 6, kinds)].filter(isSlow)).toEqual([]);
  });
});
