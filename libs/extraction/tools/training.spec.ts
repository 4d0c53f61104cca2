import { join } from 'node:path';
import type { Day } from '@dealwatch/domain';
import { EVENT_TYPES } from '@dealwatch/domain';
import { checkTraining } from './training-check';
import { readTraining, type TrainingLine } from './training-files';
import { formatSentences, formatStats, trainingStats } from './training-stats';

const TEXT = 'Peru signed for 24 Gripen jets on Friday. Sweden was glad.';
const EVENT = {
  type: 'ContractSigned',
  polarity: 'affirmed',
  deal: { supplier: 'SE', recipient: 'PE', system: 'Gripen' },
  tranche: null,
  occurredOn: '2024-06-07',
  expectedOn: null as string | null,
  actors: ['PE'],
  quantity: { amount: 24, unit: 'aircraft' },
  value: null,
  quote: 'Peru signed for 24 Gripen jets on Friday.',
  salience: 'news',
};
const PASSAGE = {
  id: 'a-p-0001',
  register: 'wire',
  publishedOn: '2024-06-08',
  title: null,
  text: TEXT,
  events: [EVENT],
};

const line = (json: string, place = 'writer-a/passages-01.jsonl:1'): TrainingLine => ({
  writer: 'writer-a',
  kind: 'passages',
  place,
  json,
});
const faultsOf = (change: object) => checkTraining([line(JSON.stringify({ ...PASSAGE, ...change }))]).faults;
const withEvent = (change: object) => faultsOf({ events: [{ ...EVENT, ...change }] });

describe('the committed passages', () => {
  const checked = checkTraining(readTraining(join(__dirname, '../training')));
  const stats = trainingStats(checked.passages);

  it('are all in order', () => {
    expect(checked.faults).toEqual([]);
  });

  it('have hardly a date that the catalogue does not allow', () => {
    expect(checked.doubts.length).toBeLessThan(stats.events / 200);
  });

  it('tell of every type, in several registers, of many deals, and often of nothing', () => {
    const types = new Set(stats.byType.map(([name]) => name.replace('!', '')));
    expect(EVENT_TYPES.filter((type) => !types.has(type))).toEqual([]);
    expect(stats.byRegister.length).toBeGreaterThanOrEqual(5);
    expect(stats.deals).toBeGreaterThan(100);
    expect(stats.withoutEvents).toBeGreaterThan(stats.passages / 20);
  });
});

describe('the check of passages', () => {
  it('passes what is in order', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each([
    ['no JSON', () => checkTraining([line('{"id":')]).faults, 'is no JSON object'],
    ['a list', () => checkTraining([line('[]')]).faults, 'is no JSON object'],
    ['an event without a deal', () => withEvent({ deal: null }), 'cannot be read'],
    ['another field', () => faultsOf({ url: 'x' }), 'its fields must be'],
    ['a register of its own', () => faultsOf({ register: 'novel' }), '"novel" is no register'],
    ['a day that no calendar has', () => faultsOf({ publishedOn: '2024-02-30' }), 'is no day'],
    ['an empty title', () => faultsOf({ title: '' }), 'write null'],
    ['the id of another writer', () => faultsOf({ id: 'b-p-0001' }), 'is not that of passages of writer-a'],
    ['the id of another kind', () => faultsOf({ id: 'a-n-0001' }), 'is not that of passages of writer-a'],
    ['an unknown type', () => withEvent({ type: 'Signed' }), '"Signed" is no type'],
    ['a quote that is not there', () => withEvent({ quote: 'Peru signs.' }), 'does not hold the quote'],
    ['an impossible date', () => withEvent({ occurredOn: '2024-13' }), '2024-13'],
    ['a bloc as buyer', () => withEvent({ deal: { ...EVENT.deal, recipient: 'NATO' } }), 'is no pair of states'],
    ['a sale to itself', () => withEvent({ deal: { ...EVENT.deal, recipient: 'SE' } }), 'is no pair of states'],
    ['a tranche of zero', () => withEvent({ tranche: 0 }), 'tranche 0'],
    ['an amount of nothing', () => withEvent({ value: { amount: 0, unit: 'EUR' } }), 'an amount without'],
  ])('finds %s', (_, faults, reason) => {
    expect(faults()).toEqual([expect.stringContaining(reason)]);
  });

  it('finds ids and texts that stand twice, also with other signs', () => {
    const again = { ...PASSAGE, text: TEXT.replace('. S', '! S'), events: [] };
    const { faults } = checkTraining([
      line(JSON.stringify(PASSAGE)),
      line(JSON.stringify(again), 'writer-a/passages-02.jsonl:9'),
    ]);
    expect(faults).toEqual([
      'writer-a/passages-02.jsonl:9: has the id of writer-a/passages-01.jsonl:1',
      'writer-a/passages-02.jsonl:9: repeats the text of writer-a/passages-01.jsonl:1',
    ]);
  });

  it('counts dates that the catalogue does not allow apart', () => {
    const events = [{ ...EVENT, occurredOn: '2024-07', expectedOn: '2025' }];
    const { faults, doubts } = checkTraining([line(JSON.stringify({ ...PASSAGE, events }))]);
    expect(faults).toEqual([]);
    expect(doubts).toEqual([
      'a-p-0001: ContractSigned cannot name an expected date',
      'a-p-0001: ContractSigned of 2024-07 lies after publication on 2024-06-08',
    ]);
  });

  it('prints its counts', () => {
    const text = formatStats(checkTraining([line(JSON.stringify(PASSAGE))]));
    expect(text).toContain('1 texts, 0 of them without events; 1 events of 1 deals');
    expect(text).toMatch(/\s1 {2}ContractSigned\n0 faults\n0 labels with doubtful dates$/);
  });

  it('prints counts of single sentences, denials apart', () => {
    const sentence = { id: 'z-s-0001', writer: 'writer-z', publishedOn: '2024-06-12' as Day, title: 'T', text: 'One.' };
    const text = formatSentences({
      sentences: [
        { ...sentence, affirmed: ['ContractSigned'], denied: ['DeliveryMade'] },
        { ...sentence, text: 'Two.', affirmed: [], denied: [] },
      ],
      faults: ['somewhere: something'],
    });
    expect(text).toContain('2 sentences, 1 of them without events');
    expect(text).toMatch(/\s2 {2}writer-z\n/);
    expect(text).toMatch(/\s1 {2}!DeliveryMade\n\s+1 {2}ContractSigned\n1 faults\nsomewhere: something$/);
  });
});
