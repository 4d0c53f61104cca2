import type { Claim } from '@dealwatch/domain';
import { DELIVERED, K2, PAID, reportOf, SIGNED, SIGNED_REPORT, TALKS, WEAK_REPORT } from '../../test/fixtures';
import type { OpinedReport } from '../reading';
import { mergeArticle, mergeDoubts } from './merge';

const date = (text: string) => text as Claim['occurredOn'];
const fieldsOf = ({ claim, confidence, explanation }: OpinedReport) => [
  claim.type,
  claim.occurredOn,
  confidence,
  explanation.secondOpinion.voice,
];
const spanOf = ({ start, end }: { start: number; end: number }) => ({ start, end });

describe('two readings of an article', () => {
  it('raise what both read, lower what only the rules read, and take in what only the model read', () => {
    const model = [
      reportOf(SIGNED, { occurredOn: date('2024-06-11') }, 0.6),
      reportOf(PAID, { type: 'PaymentMade', occurredOn: date('2024-05') }, 0.6),
    ];
    expect(mergeArticle([SIGNED_REPORT, WEAK_REPORT], model).map(fieldsOf)).toEqual([
      ['ContractSigned', '2024-06-11', 0.96, 'both'],
      ['NegotiationsReported', null, 0.24, 'rules'],
      ['PaymentMade', '2024-05', 0.6, 'model'],
    ]);
  });

  it('come to the same whatever the order of the model’s list', () => {
    const model = [
      reportOf(PAID, { type: 'PaymentMade' }, 0.6),
      reportOf(DELIVERED, { type: 'DeliveryCompleted', tranche: 1 }, 0.6),
      reportOf(SIGNED, {}, 0.6),
    ];
    const rules = [SIGNED_REPORT, WEAK_REPORT];
    expect(mergeArticle(rules, [...model].reverse())).toEqual(mergeArticle(rules, model));
  });

  it('fill what the rules leave open, and never overwrite what they say', () => {
    const rules = reportOf(DELIVERED, { type: 'DeliveryCompleted', occurredOn: null, tranche: 1 });
    const model = {
      ...reportOf(DELIVERED, { type: 'DeliveryCompleted', occurredOn: date('2022'), tranche: null }),
      actors: [],
    };
    const [merged] = mergeArticle([rules], [{ ...model, value: { amount: 7, unit: 'USD' } }]);
    expect(merged).toMatchObject({
      claim: { occurredOn: '2022', tranche: 1 },
      value: { amount: 7, unit: 'USD' },
      actors: ['PL'],
    });
  });

  it('fill nothing where another report says just that already', () => {
    const dated = reportOf(SIGNED, { type: 'DeliveryMade', occurredOn: date('2022') });
    const open = reportOf(DELIVERED, { type: 'DeliveryMade' });
    const model = [reportOf(DELIVERED, { type: 'DeliveryMade', occurredOn: date('2022') })];
    const dates = mergeArticle([dated, open], model).map(({ claim }) => claim.occurredOn);
    expect(dates).toEqual(['2022', null]);
  });

  it('that date one sentence otherwise stay one event, as the rules date it and no surer', () => {
    const model = [reportOf(SIGNED, { occurredOn: date('2024-06-10') })];
    const merged = mergeArticle([SIGNED_REPORT], model);
    expect(merged.map(fieldsOf)).toEqual([['ContractSigned', '2024-06-11', 0.9, 'both']]);
    expect(merged[0]?.explanation.secondOpinion.note).toContain('2024-06-10');
  });

  it('that date two sentences otherwise are two events', () => {
    const model = [reportOf(DELIVERED, { occurredOn: date('2022') })];
    expect(mergeArticle([SIGNED_REPORT], model)).toHaveLength(2);
  });

  it.each([
    ['another type', reportOf(SIGNED, { type: 'AgreementReached' })],
    ['a denial', reportOf(SIGNED, { polarity: 'denied' })],
    ['another tranche', reportOf(SIGNED, { tranche: 2 })],
    ['another deal', { ...reportOf(SIGNED, {}), deal: { ...K2, system: 'FA-50' } }],
  ])('do not agree where the model says %s', (_, model) => {
    const rules = { ...SIGNED_REPORT, claim: { ...SIGNED_REPORT.claim, tranche: 1 } };
    expect(
      mergeArticle([rules], [model])
        .map(({ explanation }) => explanation.secondOpinion.voice)
        .sort(),
    ).toEqual(['model', 'rules']);
  });

  it('agree on a deal whatever the spelling of its system', () => {
    const model = { ...SIGNED_REPORT, deal: { ...K2, system: 'k-2' } };
    expect(mergeArticle([{ ...SIGNED_REPORT, deal: { ...K2, system: 'K 2' } }], [model])).toHaveLength(1);
  });

  it('count what the model says twice once', () => {
    const twice = reportOf(PAID, { type: 'PaymentMade' });
    expect(mergeArticle([], [twice, reportOf(SIGNED, { type: 'PaymentMade' }), twice])).toHaveLength(1);
  });

  it('leave out what the model says elsewhere once more without its date', () => {
    const rules = reportOf(DELIVERED, { type: 'DeliveryMade' });
    const dated = reportOf(DELIVERED, { type: 'DeliveryMade', occurredOn: date('2022') }, 0.6);
    const again = reportOf(PAID, { type: 'DeliveryMade' }, 0.6);
    expect(mergeArticle([rules], [again, dated]).map(({ claim }) => claim.occurredOn)).toEqual(['2022']);
  });

  it('pair one to one, the sentence that both quote first', () => {
    const first = reportOf(SIGNED, { type: 'DeliveryMade' }, 0.5);
    const second = reportOf(DELIVERED, { type: 'DeliveryMade', occurredOn: date('2022') }, 0.5);
    const model = [reportOf(DELIVERED, { type: 'DeliveryMade', occurredOn: date('2022-05') }, 0.6)];
    expect(mergeArticle([first, second], model).map(fieldsOf)).toEqual([
      ['DeliveryMade', null, 0.3, 'rules'],
      ['DeliveryMade', '2022', 0.8, 'both'],
    ]);
  });
});

describe('sentences that a model settled', () => {
  const settled = [spanOf(WEAK_REPORT)];

  it('lose a weak report that it does not repeat', () => {
    expect(mergeDoubts([SIGNED_REPORT, WEAK_REPORT], [], settled).map(fieldsOf)).toEqual([
      ['ContractSigned', '2024-06-11', 0.9, 'rules'],
    ]);
  });

  it('keep a weak report that it repeats, surer than before', () => {
    expect(mergeDoubts([WEAK_REPORT], [WEAK_REPORT], settled).map(fieldsOf)).toEqual([
      ['NegotiationsReported', null, 0.76, 'both'],
    ]);
  });

  it('never lose what the rules are sure of', () => {
    expect(mergeDoubts([SIGNED_REPORT], [], [spanOf(SIGNED_REPORT)])).toHaveLength(1);
  });

  it('leave the others as they were', () => {
    const other = reportOf(PAID, { type: 'PaymentMade' }, 0.3);
    expect(mergeDoubts([WEAK_REPORT, other], [], settled).map(fieldsOf)).toEqual([['PaymentMade', null, 0.3, 'rules']]);
  });

  it('gain what only the model reads there', () => {
    const read = reportOf(TALKS, { type: 'InterestExpressed' }, 0.7);
    expect(mergeDoubts([], [read], settled).map(fieldsOf)).toEqual([['InterestExpressed', null, 0.7, 'model']]);
  });
});
