import { EVENT_TYPES } from '@dealwatch/domain';
import * as fc from 'fast-check';
import { analyse } from '../analysis';
import { HiddenModel } from '../model/hidden-model';
import { softmax } from '../model/rank-model';
import { jointFeatures, pairFeatures } from './pair-features';
import { partyFeatures } from './party-features';
import { DealRanker } from './rank-deals';
import { type Scene, sceneOf } from './scene';
import { EMPTY_MEMORY, type Question } from './slots';
import { systemFeatures } from './system-features';
import { type Triple, triplesOf } from './triples';

const SCENE = sceneOf(
  analyse(
    'Peru signed for 24 Gripen jets, Sweden said on Monday. It will pay Saab until 2030.\n\n' +
      'Chile wants K2 tanks from South Korea. The tanks would come by ship, and Peru may follow with frigates from France.',
    'Peru buys Gripen jets from Sweden',
  ),
);
const NO_RULE: Question = { sentence: 1, type: 'ContractSigned', anchor: 1, memory: EMPTY_MEMORY, rule: null };

/** Features of a deal one by one, as the heads are trained on them. */
function featuresOf(scene: Scene, question: Question, triple: Triple): string[] {
  const [system, supplier, recipient] = [
    scene.systems[triple.system],
    scene.parties[triple.supplier],
    scene.parties[triple.recipient],
  ];
  if (!system || !supplier || !recipient) throw new Error('no such deal');
  return [
    ...systemFeatures(scene, question, system),
    ...partyFeatures(scene, question, supplier, 'sup'),
    ...partyFeatures(scene, question, recipient, 'rec'),
    ...pairFeatures(system, supplier, 'sup', question),
    ...pairFeatures(system, recipient, 'rec', question),
    ...jointFeatures(question, system, supplier, recipient),
  ];
}

/** A weight for every feature there is, small enough that no deal outdoes all others, and what it adds to each of two units. */
const weightOf = (feature: string, salt: number) =>
  Math.sin(salt + ([...feature].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7) % 9973)) * 0.2;
const ALL_WEIGHED = new (class extends HiddenModel {
  constructor() {
    super({}, { bias: [0.1, -0.1], out: [0.7, -0.5], rows: {} });
  }
  override sumOf(features: string[]): Float64Array {
    return Float64Array.from({ length: this.size }, (_, at) =>
      features.reduce((sum, feature) => sum + weightOf(feature, at), 0),
    );
  }
})();
const scoreOf = (features: string[]) => ALL_WEIGHED.score(ALL_WEIGHED.sumOf(features));

const DEAL = fc.constantFrom(...triplesOf(SCENE)).map(({ system, supplier, recipient }) => ({
  system: SCENE.systems[system]?.name ?? '',
  supplier: SCENE.parties[supplier]?.code ?? '',
  recipient: SCENE.parties[recipient]?.code ?? '',
}));
const QUESTION: fc.Arbitrary<Question> = fc
  .record({
    sentence: fc.integer({ min: 1, max: SCENE.sentences.length - 1 }),
    type: fc.constantFrom(...EVENT_TYPES),
    anchor: fc.option(fc.integer({ min: 0, max: 8 })),
    last: fc.option(DEAL),
    before: fc.integer({ min: 0, max: 2 }),
    rule: fc.option(DEAL),
  })
  .map(({ sentence, type, anchor, last, before, rule }) => ({
    sentence,
    type,
    anchor,
    memory:
      last === null
        ? EMPTY_MEMORY
        : {
            last: { ...last, sentence: Math.max(0, sentence - before) },
            bySystem: new Map([[last.system, { supplier: last.supplier, recipient: last.recipient }]]),
          },
    rule: rule === null ? null : { systems: [rule.system], source: 'named', supplier: rule.supplier, recipient: null },
  }));

describe('the ranking of deals', () => {
  it('gives what the features give one by one, whatever was asked before: reading and training are one', () => {
    const triples = triplesOf(SCENE);
    const ranker = new DealRanker(SCENE, ALL_WEIGHED);
    fc.assert(
      fc.property(QUESTION, (question) => {
        const odds = softmax(triples.map((triple) => scoreOf(featuresOf(SCENE, question, triple))));
        const ranked = ranker.rank(question);
        expect(ranked[0]?.probability).toBeCloseTo(Math.max(...odds), 9);
        for (const { triple, probability } of ranked) {
          const at = triples.findIndex((one) =>
            (['system', 'supplier', 'recipient'] as const).every((k) => one[k] === triple[k]),
          );
          expect(probability).toBeCloseTo(odds[at] as number, 9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('names the most probable first, and only what comes near it', () => {
    fc.assert(
      fc.property(QUESTION, (question) => {
        const ranked = new DealRanker(SCENE, ALL_WEIGHED).rank(question).map(({ probability }) => probability);
        expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
        expect(ranked.at(-1)).toBeGreaterThanOrEqual((ranked[0] as number) * 0.029);
        expect(ranked.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('tells which features speak for each part of a deal', () => {
    const ranker = new DealRanker(
      SCENE,
      new HiddenModel({ Shere: 2, 'sup*maker': 1, 'rec.first-actor': 3, 'rec.title': -1 }),
    );
    const best = ranker.rank(NO_RULE)[0];
    expect(best?.deal).toMatchObject({ supplier: 'SE', recipient: 'PE', system: 'Gripen' });
    expect(best && ranker.reasons(NO_RULE, best.triple, 2)).toEqual({
      system: ['Shere'],
      supplier: ['sup*maker'],
      recipient: ['rec.first-actor'],
    });
  });

  it('has no deal for an article without a buyer', () => {
    expect(new DealRanker(sceneOf(analyse('The Gripen is a jet.', null)), ALL_WEIGHED).rank(NO_RULE)).toEqual([]);
  });
});

describe('what was read before', () => {
  const systems = (question: Question) => SCENE.systems.flatMap((system) => systemFeatures(SCENE, question, system));
  const memory = (sentence: number) => ({
    last: { supplier: 'SE', recipient: 'PE', system: 'Gripen', sentence },
    bySystem: new Map([['Gripen', { supplier: 'SE', recipient: 'PE' }]]),
  });

  it('speaks for the same system, by how far it lies back', () => {
    const near = [3, 2, 1].map((sentence) =>
      systems({ ...NO_RULE, sentence: 3, memory: memory(sentence) }).filter((feature) => feature.startsWith('Smemory')),
    );
    expect(near).toEqual([['Smemory-s'], ['Smemory-1'], ['Smemory-n']]);
    expect(systems(NO_RULE).some((feature) => feature.includes('memory'))).toBe(false);
  });

  it('speaks for the same parties in the same roles', () => {
    const features = (code: string, role: 'sup' | 'rec') =>
      SCENE.parties
        .filter((party) => party.code === code)
        .flatMap((party) => partyFeatures(SCENE, { ...NO_RULE, memory: memory(1) }, party, role));
    expect(features('SE', 'sup')).toContain('sup.memory-s');
    expect(features('SE', 'rec')).toContain('rec.memory-other-s');
    expect(features('PE', 'rec')).toContain('rec.memory-s');
    expect(features('CL', 'rec').some((feature) => feature.includes('memory'))).toBe(false);
  });
});
