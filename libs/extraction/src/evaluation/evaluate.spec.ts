import { evaluate } from './evaluate';
import { formatEvaluation, formatMiss } from './format';
import { matchEvents, overlaps, sameStep } from './match';
import type { ScoredEvent } from './types';

const event = (changes: Partial<ScoredEvent> = {}): ScoredEvent => ({
  type: 'ContractSigned',
  polarity: 'affirmed',
  deal: { supplier: 'SE', recipient: 'PE', system: 'Gripen' },
  tranche: null,
  occurredOn: '2024-05',
  expectedOn: null,
  actors: [],
  quantity: null,
  value: null,
  quote: 'Peru signed for the Gripen in May.',
  salience: 'news',
  ...changes,
});
const run = (gold: readonly ScoredEvent[], predicted: readonly ScoredEvent[]) =>
  evaluate([{ id: 'a', events: gold }], new Map([['a', predicted]]));

describe('evaluate', () => {
  it('is perfect where everything agrees', () => {
    expect(run([event()], [event({ confidence: 0.9 })])).toMatchObject({
      f1: 1,
      lenientF1: 1,
      date: 1,
      evidence: 1,
      newsPrecision: 1,
      newsCover: 1,
      expected: null,
    });
  });

  it('counts a wrong type as a miss and a false event, but not leniently', () => {
    const result = run([event()], [event({ type: 'AgreementReached' })]);
    expect(result).toMatchObject({ f1: 0, lenientF1: 1, goldEvents: 1, predicted: 1 });
    expect(result.misses.map(({ kind }) => kind)).toEqual(['missed', 'spurious']);
  });

  it('reads designations alike with and without their general noun', () => {
    const deal = { supplier: 'SE', recipient: 'pe', system: 'gripen fighters' };
    expect(run([event()], [event({ deal })]).f1).toBe(1);
    expect(run([event()], [event({ deal: { ...deal, system: 'Rafale' } })]).f1).toBe(0);
  });

  it('asks for the polarity', () => {
    expect(run([event({ polarity: 'denied' })], [event()]).f1).toBe(0);
  });

  it('pairs one to one, the same tranche first', () => {
    const [first, second] = [event({ tranche: 1 }), event({ tranche: 2 })];
    const { matched } = matchEvents([first, second], [second, first], sameStep);
    expect(matched.map(([gold, predicted]) => [gold.tranche, predicted.tranche])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(run([event()], [event(), event()])).toMatchObject({ precision: 0.5, recall: 1 });
  });

  it('scores fields only where they apply', () => {
    const result = run(
      [event({ expectedOn: '2025', tranche: 2 })],
      [event({ expectedOn: '2026', tranche: 2, salience: 'background' })],
    );
    expect(result).toMatchObject({ expected: 0, tranche: 1, salience: 0, amounts: null });
  });

  it('takes no evidence from a quote that is far too long', () => {
    const long = `${event().quote} ${'It rained. '.repeat(20)}`;
    expect(run([event()], [event({ quote: long })]).evidence).toBe(0);
    expect(overlaps('', '')).toBe(false);
  });

  it('counts false alarms in articles without events, and articles without predictions', () => {
    const result = evaluate(
      [
        { id: 'a', events: [] },
        { id: 'b', events: [event()] },
      ],
      new Map([['a', [event()]]]),
    );
    expect(result).toMatchObject({ falseAlarmsPerNegative: 1, absent: 1, macroF1: 0 });
  });

  it('prints a line a type and the totals', () => {
    const result = run([event()], [event({ type: 'OfferMade' })]);
    expect(formatEvaluation(result)).toMatch(
      /ContractSigned +P 0\.000[\s\S]*OfferMade[\s\S]*F1 0\.000 {2}F1 lenient 1\.000/,
    );
    expect(result.misses.map(formatMiss)[0]).toBe(
      'a missed   ContractSigned [SE>PE Gripen] "peru signed for the gripen in may."',
    );
  });
});
