import { HiddenModel } from '../src/model/hidden-model';
import { type HiddenOptions, namedHidden, trainHiddenRanker } from './hidden-ranker';
import { namedWeights } from './learn';
import { type Choice, FeatureIndex, trainRanker } from './ranker';

const OPTIONS: HiddenOptions = {
  units: 8,
  least: 2,
  epochs: 60,
  rate: 0.1,
  drop: 0,
  l2: 1e-4,
  rowL2: 1e-4,
  seed: 3,
};
/** Right is what is both or neither, which no sum of two weights can say. */
const EITHER_BUT_NOT_ONE = [
  [['a', 'b'], ['a'], ['b']],
  [[], ['a'], ['b']],
  [['a', 'b'], ['a']],
  [[], ['b']],
];

function learnt(options: HiddenOptions) {
  const index = new FeatureIndex();
  const choices: Choice[] = EITHER_BUT_NOT_ONE.map((candidates) => ({
    candidates: candidates.map((names) => Int32Array.from(names, (name) => index.id(name))),
    right: [0],
    weight: 1,
  }));
  const start = trainRanker(choices, index.names.length, { epochs: 5, rate: 0.1, l2: 1e-3 });
  const ranker = trainHiddenRanker(choices, start, options);
  const model = new HiddenModel(namedWeights(index.names, ranker.linear), namedHidden(index.names, ranker));
  return { ranker, scoreOf: (features: string[]) => model.score(model.sumOf(features)) };
}

describe('the ranker with hidden units', () => {
  it('learns what no linear one can', () => {
    const { scoreOf } = learnt(OPTIONS);
    for (const [right, ...wrong] of EITHER_BUT_NOT_ONE)
      for (const other of wrong) expect(scoreOf(right as string[])).toBeGreaterThan(scoreOf(other) + 1);
  });

  it('gives the same units again, and others from another seed', () => {
    const { out } = learnt(OPTIONS).ranker;
    expect(learnt(OPTIONS).ranker.out).toEqual(out);
    expect(learnt({ ...OPTIONS, seed: 4 }).ranker.out).not.toEqual(out);
  });

  it('gives no row to a feature that stands in few choices', () => {
    expect([...learnt({ ...OPTIONS, least: 5 }).ranker.rows.keys()]).toEqual([]);
    expect([...learnt({ ...OPTIONS, least: 4 }).ranker.rows.keys()]).toHaveLength(1);
  });
});
