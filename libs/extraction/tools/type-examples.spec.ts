import { join } from 'node:path';
import { type Day, EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { OUTPUTS } from '../src/types/type-model';
import { readVectors } from '../src/types/vectors';
import type { Labelled } from './labelled-articles';
import { textOf } from './learn-text';
import { FeatureIndex } from './ranker';
import type { LabelledSentence } from './training-sentences';
import { scoreTypes, sentenceCaseOf, type TypeCase, typeCasesOf } from './type-examples';

const VECTORS = readVectors(join(__dirname, '../model'));
const at = (type: EventType) => EVENT_TYPES.indexOf(type);
const DENIED = EVENT_TYPES.length;

const FIRST = 'Peru signed a contract with Sweden for Gripen jets.';
const SECOND = 'Sweden has not delivered any Gripen to Peru.';
const event = (type: EventType, quote: string, polarity: 'affirmed' | 'denied' = 'affirmed') =>
  ({ type, quote, polarity }) as Labelled['events'][number];

function casesOf(...events: Labelled['events']): TypeCase[] {
  const labelled = {
    text: `${FIRST} ${SECOND} It rained.`,
    title: null,
    publishedOn: '2024-06-12',
    events,
  } as unknown as Labelled;
  return typeCasesOf(textOf(labelled), VECTORS, new FeatureIndex());
}
/** Indices of the outputs that an example wants. */
const wanted = ({ example }: TypeCase) => [...example.wanted].flatMap((value, output) => (value === 1 ? [output] : []));

describe('the examples of a text', () => {
  const cases = casesOf(event('ContractSigned', FIRST), event('DeliveryMade', SECOND, 'denied'));

  it('are one a sentence, and want the types that are labelled there', () => {
    expect(cases.map(wanted)).toEqual([[at('ContractSigned')], [at('DeliveryMade'), DENIED], []]);
    for (const { example } of cases) expect(example.wanted).toHaveLength(OUTPUTS);
  });

  it('hardly count that a sentence lacks what the text tells elsewhere, as repeats are labelled once', () => {
    const weights = cases.map(({ example }) => [example.weight[at('ContractSigned')], example.weight[at('OfferMade')]]);
    expect(weights).toEqual([
      [1, 1],
      [0.25, 1],
      [0.25, 1],
    ]);
  });

  it('learn denial only where something is told', () => {
    expect(cases.map(({ example }) => example.weight[DENIED])).toEqual([1, 1, 0]);
  });

  it('know what the rules alone say, and number words and features', () => {
    expect([...(cases[0]?.fires ?? [])]).toEqual(['ContractSigned']);
    for (const { example } of cases) {
      expect(example.words.length).toBeGreaterThan(0);
      expect(Math.max(...example.words)).toBeLessThan(VECTORS.rows);
      expect(Math.min(...example.words, ...example.rules)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the example of a single sentence', () => {
  const sentence = (text: string, changes: Partial<LabelledSentence> = {}): LabelledSentence => ({
    id: 'z-s-0001',
    writer: 'writer-z',
    publishedOn: '2024-06-12' as Day,
    title: 'Peru and the Gripen',
    text,
    affirmed: [],
    denied: [],
    ...changes,
  });
  const caseOf = (one: LabelledSentence) => sentenceCaseOf(one, VECTORS, new FeatureIndex());

  it('wants its types, affirmed and denied', () => {
    const both = caseOf(sentence(SECOND, { affirmed: ['ContractSigned'], denied: ['DeliveryMade'] }));
    expect(both && wanted(both).sort()).toEqual([at('ContractSigned'), at('DeliveryMade'), DENIED].sort());
    const none = caseOf(sentence('The Gripen was seen in Lima.'));
    expect(none && wanted(none)).toEqual([]);
    expect(none?.example.weight[DENIED]).toBe(0);
  });

  it('is none where the line is read as several sentences', () => {
    expect(caseOf(sentence(`${FIRST} ${SECOND}`))).toBeNull();
  });
});

test('types are scored by sentence, and what the text tells elsewhere is no false alarm', () => {
  const cases = casesOf(event('ContractSigned', FIRST), event('DeliveryMade', SECOND));
  const said: EventType[][] = [['ContractSigned'], ['ContractSigned', 'OfferMade'], []];
  const score = scoreTypes(cases, (index) => new Set(said[index]));
  expect(score).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
});
