import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sureness } from '../src/events/merge-claims';
import { loadModels } from '../src/model/load';
import { RankModel } from '../src/model/rank-model';
import { confidenceChoices, type Judged, judge } from './confidence-choices';
import type { Labelled } from './labelled-articles';
import { textOf } from './learn-text';
import { FeatureIndex } from './ranker';
import { claimsOf, quoted } from './read-texts';
import { confidenceWeights, readFolds } from './train';

const MODELS = loadModels(join(__dirname, '../model'));
const QUOTE = 'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.';
const SIGNED = {
  type: 'ContractSigned',
  polarity: 'affirmed',
  deal: { supplier: 'KR', recipient: 'PL', system: 'K2 tanks' },
  tranche: null,
  occurredOn: '2024-06-11',
  expectedOn: null,
  quote: QUOTE,
};
const labelled = (id: string, ...events: object[]) =>
  ({
    id,
    title: null,
    publishedOn: '2024-06-12',
    text: `${QUOTE} It rained.`,
    events,
    kind: 'articles',
  }) as unknown as Labelled;
const judgedOf = (one: Labelled): Judged => judge(textOf(one), claimsOf(MODELS, one));
/** Whether a label backs the contract that is read in a text. */
const backed = ({ groups, right }: Judged) =>
  right[groups.findIndex(({ lead }) => lead.candidate.type === 'ContractSigned')];

describe('what the confidence is learnt from', () => {
  it('is each event that is read, right where a label backs it, in whatever spelling of the system', () => {
    expect(backed(judgedOf(labelled('a', SIGNED)))).toBe(true);
    expect(backed(judgedOf(labelled('a', { ...SIGNED, polarity: 'denied' })))).toBe(false);
    expect(backed(judgedOf(labelled('a')))).toBe(false);
  });

  it('is one choice an event: nothing against its features', () => {
    const judged = judgedOf(labelled('a', SIGNED));
    const index = new FeatureIndex();
    const choices = confidenceChoices([judged], index);
    expect(choices).toHaveLength(judged.groups.length);
    choices.forEach(({ candidates, right }, at) => {
      expect(candidates.map(({ length }) => length)).toEqual([0, judged.features[at]?.length]);
      expect(right).toEqual([judged.right[at] ? 1 : 0]);
    });
  });

  it('counts a false alarm more where there is nothing to be found', () => {
    const weights = (one: Labelled) =>
      confidenceChoices([judgedOf(one)], new FeatureIndex()).map(({ weight }) => weight);
    expect(new Set(weights(labelled('a', SIGNED)))).toEqual(new Set([1]));
    expect(new Set(weights(labelled('a')))).toEqual(new Set([2]));
  });

  it('survives the file in which a fold hands its claims on', () => {
    const folder = mkdtempSync(join(tmpdir(), 'folds-'));
    const one = labelled('a', SIGNED);
    try {
      const file = join(folder, 'fold-0.json');
      writeFileSync(
        file,
        JSON.stringify([
          { id: 'a', claims: claimsOf(MODELS, one) },
          { id: 'dropped', claims: [] },
        ]),
      );
      const [read, ...more] = readFolds([file], [one]);
      const direct = judgedOf(one);
      expect(more).toEqual([]);
      expect(read?.features).toEqual(direct.features);
      expect(read?.right).toEqual(direct.right);
      expect(read?.groups.map(({ lead }) => sureness(lead))).toEqual(direct.groups.map(({ lead }) => sureness(lead)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('makes a head that believes what was right more than what was wrong', () => {
    const right = judgedOf(labelled('a', SIGNED));
    const wrong = {
      ...right,
      features: right.features.map(() => ['bias', 'rule:none']),
      right: right.right.map(() => false),
    };
    const head = new RankModel(confidenceWeights([right, wrong, right, wrong, right, wrong]));
    const at = right.right.indexOf(true);
    expect(head.score([...(right.features[at] ?? [])])).toBeGreaterThan(head.score(['bias', 'rule:none']));
  });
});

test('an event is scored with the words that it was read from', () => {
  const one = labelled('a', SIGNED);
  const { groups } = judgedOf(one);
  expect(groups.map((group) => quoted(one, group).quote)).toContain(QUOTE);
});
