import * as fc from 'fast-check';
import { evaluate } from './evaluate';
import { formatEvaluation } from './format';
import type { ScoredEvent } from './types';

const GRIPEN = { supplier: 'SE', recipient: 'PE', system: 'Gripen' };
const RAFALE = { supplier: 'FR', recipient: 'IN', system: 'Rafale' };
const K2 = { supplier: 'KR', recipient: 'PL', system: 'K2' };

const event = (changes: Partial<ScoredEvent> = {}): ScoredEvent => ({
  type: 'ContractSigned',
  polarity: 'affirmed',
  deal: GRIPEN,
  tranche: null,
  occurredOn: null,
  expectedOn: null,
  actors: [],
  quantity: null,
  value: null,
  quote: 'Peru signed for the Gripen in May.',
  salience: 'news',
  ...changes,
});

/** Each article as its labels and its predictions. */
const run = (...articles: readonly (readonly [gold: readonly ScoredEvent[], predicted: readonly ScoredEvent[]])[]) =>
  evaluate(
    articles.map(([events], index) => ({ id: `${index}`, events })),
    new Map(articles.map(([, predicted], index) => [`${index}`, predicted])),
  );

describe('leaving deals out', () => {
  const found = [[event()], [event({ deal: { ...GRIPEN, system: 'gripen fighters' } })]] as const;
  const missed = [[event({ deal: RAFALE }), event({ deal: RAFALE, type: 'PaymentMade' }), event()], []] as const;
  const { leaveDealOut, recall } = run(found, found, found, missed, [[event({ deal: K2 })], [event({ deal: RAFALE })]]);

  it('leaves out the articles about the commonest deal, whatever else they tell', () => {
    expect(leaveDealOut.withoutCommonest).toMatchObject({
      deal: 'SE>PE Gripen',
      articles: 2,
      gold: 4,
      predicted: 1,
      f1: 0,
    });
  });

  it('parts the events of each deal that three articles are about from all others', () => {
    expect(leaveDealOut.deals).toHaveLength(1);
    expect(leaveDealOut.deals[0]).toMatchObject({
      articles: 3,
      without: { gold: 3, predicted: 1, recall: 0 },
      only: { gold: 4, predicted: 3, precision: 1, recall: 0.75 },
    });
    expect(recall).toBeCloseTo(3 / 7);
  });

  it('has no commonest deal where nothing is labelled', () => {
    expect(run([[], [event()]]).leaveDealOut).toEqual({ withoutCommonest: null, deals: [] });
  });
});

describe('calibration', () => {
  const told = (confidence: number, deal = GRIPEN) => event({ confidence, deal });
  const outcomes = (right: readonly number[], wrong: readonly number[]) =>
    run(
      ...right.map((confidence) => [[event()], [told(confidence)]] as const),
      ...wrong.map((confidence) => [[], [told(confidence)]] as const),
    ).calibration;

  it('sorts predictions into tenths and weighs their gaps', () => {
    const { bins, ece } = outcomes([0.95, 1, 0.72], [0.78]);
    expect(bins).toEqual([
      { from: 0.7, to: 0.8, count: 2, confidence: 0.75, right: 0.5 },
      { from: 0.9, to: 1, count: 2, confidence: 0.975, right: 1 },
    ]);
    expect(ece).toBeCloseTo((2 * 0.25 + 2 * 0.025) / 4);
  });

  it('is the chance that the right one is surer, equals half', () => {
    expect(outcomes([0.9, 0.5], [0.5, 0.1]).auc).toBe(3.5 / 4);
    expect(outcomes([0.1], [0.9]).auc).toBe(0);
    expect(outcomes([0.9], []).auc).toBeNull();
  });

  it('has nothing to say of predictions without a confidence', () => {
    expect(run([[event()], [event()]]).calibration).toEqual({ bins: [], ece: null, auc: null });
  });
});

describe('errors by cause', () => {
  const other = event({ quote: 'Something else was told far away.' });
  const only = (gold: readonly ScoredEvent[], predicted: readonly ScoredEvent[]) =>
    Object.fromEntries(
      Object.entries(run([gold, predicted]).errors).flatMap(([cause, { count, of }]) =>
        count > 0 ? [[cause, of]] : [],
      ),
    );

  it.each<[string, readonly ScoredEvent[], readonly ScoredEvent[], object]>([
    ['a label without an answer', [event()], [], { notSeen: { ContractSigned: 1 } }],
    ['an event without a label', [], [event()], { hallucinated: { ContractSigned: 1 } }],
    [
      'another type of one sentence',
      [event()],
      [event({ type: 'AgreementReached' })],
      { typeConfused: { 'ContractSigned → AgreementReached': 1 } },
    ],
    [
      'another type elsewhere',
      [event()],
      [{ ...other, type: 'AgreementReached' }],
      { notSeen: { ContractSigned: 1 }, hallucinated: { AgreementReached: 1 } },
    ],
    ['another state', [event()], [event({ deal: { ...GRIPEN, recipient: 'CO' } })], { dealWrong: { recipient: 1 } }],
    ['another deal', [event()], [event({ deal: K2 })], { dealWrong: { 'supplier and recipient and system': 1 } }],
    [
      'another type and deal',
      [event()],
      [event({ deal: K2, type: 'OfferMade' })],
      { typeAndDeal: { 'ContractSigned → OfferMade': 1 } },
    ],
    ['a denial, wherever it is quoted', [event({ polarity: 'denied' })], [other], { polarity: { ContractSigned: 1 } }],
    ['one event for two labels', [event(), event()], [event()], { merged: { ContractSigned: 1 } }],
    ['two events for one label', [event()], [event(), other], { split: { ContractSigned: 1 } }],
  ])('tell %s', (_, gold, predicted, causes) => {
    expect(only(gold, predicted)).toEqual(causes);
  });

  it('count every missed label and every false event once', () => {
    const anyEvent = fc.record({
      type: fc.constantFrom('ContractSigned', 'AgreementReached', 'OfferMade'),
      polarity: fc.constantFrom('affirmed', 'denied'),
      deal: fc.constantFrom(GRIPEN, RAFALE, { ...GRIPEN, recipient: 'BR' }),
      quote: fc.constantFrom('Here.', 'There.', 'Nowhere.'),
    }) as fc.Arbitrary<Partial<ScoredEvent>>;
    const anyEvents = fc.array(anyEvent.map(event), { maxLength: 6 });
    fc.assert(
      fc.property(anyEvents, anyEvents, (gold, predicted) => {
        const { errors, misses } = run([gold, predicted]);
        const count = (...causes: (keyof typeof errors)[]) => causes.reduce((sum, one) => sum + errors[one].count, 0);
        const pairs = count('typeConfused', 'dealWrong', 'typeAndDeal', 'polarity');
        expect(pairs + count('notSeen', 'merged')).toBe(misses.filter(({ kind }) => kind === 'missed').length);
        expect(pairs + count('split', 'hallucinated')).toBe(misses.filter(({ kind }) => kind === 'spurious').length);
      }),
    );
  });
});

describe('the text', () => {
  it('shows each section and ends with counts and totals', () => {
    const wrong = event({ confidence: 0.42, deal: RAFALE });
    const lines = formatEvaluation(run([[event()], [event({ confidence: 0.9 }), wrong]])).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/no articles on SE>PE Gripen +0 +0 {2}P 0\.000/),
        expect.stringMatching(/0\.4 to 0\.5 +1 {2}0\.420 {2}0\.000/),
        'expected calibration error 0.260  AUC 1.000',
        'errors by cause (missed labels 0, false events 1)',
        expect.stringMatching(/hallucinated +1 {2}ContractSigned 1/),
      ]),
    );
    expect(lines.slice(-2)).toEqual([
      'articles 1 (without a prediction: 0)  gold events 1  predicted 2',
      expect.stringMatching(/^P 0\.500 {2}R 1\.000 {2}F1 0\.667 .* false alarms\/negative {3}- {2}$/),
    ]);
  });
});
