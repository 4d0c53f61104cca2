import { statusOf, type ToldArticle, told } from '@dealwatch/testing';
import type { Amount } from './claim';
import type { RecordedReport } from './history';
import type { Day } from './ids';
import type { Contradiction, TimelineStep } from './status-model';
import { timelineAt } from './timeline';

const END = '2030-01-01';
const TIMES = { asOf: END as Day, knownBy: null, recordedBy: null };
const by = (source: string, on: string, ...events: string[]): ToldArticle => ({ source, on, events });
const contradictions = (history: readonly RecordedReport[]): readonly Contradiction[] =>
  statusOf(history, END).contradictions;
const steps = (history: readonly RecordedReport[]): TimelineStep[] => timelineAt(history, TIMES);

describe('the date of a step', () => {
  const dateOf = (...articles: ToldArticle[]): [string, number][] =>
    steps(told(...articles)).map(({ date, sources }) => [date, sources]);

  test('is the finest that is told where coarser ones only hold it, whoever tells those', () => {
    expect(
      dateOf(
        by('A', '2019-08-01', 'ContractSigned 2017'),
        by('B', '2019-08-02', 'ContractSigned 2017-09'),
        by('C', '2019-08-03', 'ContractSigned 2017-09-12'),
      ),
    ).toEqual([['2017-09-12', 3]]);
  });

  const numbered = by('A', '2019-08-01', 'DeliveryCompleted#1 2019-07-25');
  const others = ['B', 'C'].map((source) => by(source, '2019-08-02', 'DeliveryCompleted 2019-07-12'));

  test('is that which most independent sources tell where two differ', () => {
    expect(dateOf(numbered, ...others)).toEqual([['2019-07-12', 3]]);
    expect(dateOf(numbered, ...others.slice(1))).toEqual([['2019-07-25', 2]]);
  });

  test('is not carried by copies of one text, nor by many who quote one agency', () => {
    const copied = others.map((article) => ({ ...article, story: 'one' }));
    const quoting = others.map((article) => ({ ...article, origin: 'wire one' }));
    for (const articles of [copied, quoting]) expect(dateOf(numbered, ...articles)).toEqual([['2019-07-25', 2]]);
  });

  test('is supported by coarser dates that hold it and no other', () => {
    const august = [
      by('B', '2019-08-22', 'DeliveryCompleted 2019-08-02'),
      by('C', '2019-08-23', 'DeliveryCompleted 2019-08'),
    ];
    expect(dateOf({ ...numbered, on: '2019-08-21' }, ...august)).toEqual([['2019-08-02', 3]]);
  });
});

describe('two dates of what happens once', () => {
  const history = told(
    by('A', '2019-08-01', 'ContractSigned 2017-12-29'),
    by('B', '2019-08-02', 'ContractSigned 2017-09-12'),
    by('C', '2019-08-03', 'ContractSigned 2017-09'),
  );

  test('stand side by side, the better supported as the claim', () => {
    expect(contradictions(history)).toMatchObject([
      {
        kind: 'dates',
        type: 'ContractSigned',
        dates: { claim: '2017-09-12', against: ['2017-12-29'] },
        claim: { sources: 2 },
        against: { sources: 1, reports: [{ source: 'A' }] },
      },
    ]);
  });

  test('are marked on both steps of the timeline', () => {
    const [september, december] = steps(history);
    expect([september?.datedOtherwise, december?.datedOtherwise]).toEqual([[december?.stepId], [september?.stepId]]);
  });

  test('are no contradiction in two tranches, in two rounds, or of what can happen again', () => {
    for (const events of [
      ['ContractSigned#1 2017-09-12', 'ContractSigned#2 2017-12-29'],
      ['ContractSigned 2017-09-12', 'ContractSigned 2019-12-29'],
      ['DeliveryMade 2019-07-12', 'DeliveryMade 2019-07-25'],
      ['ContractSigned 2017', 'ContractSigned 2017-09-12'],
    ])
      expect(contradictions(told(by('A', '2020-08-01', ...events)))).toEqual([]);
  });

  test('leave the strand as it is, and what was known before the second was published without a mark', () => {
    expect(statusOf(history, END).strands.contract).toMatchObject({ state: 'ContractSigned', since: '2017-09-12' });
    expect(statusOf(history, END, '2019-08-01').contradictions).toEqual([]);
  });
});

describe('two amounts of one step', () => {
  const stating = (...values: (readonly [source: string, amount: number, unit?: string])[]): RecordedReport[] => {
    const articles = values.map(([source], n) => by(source, `2019-08-0${n + 1}`, 'ContractSigned 2017-09-12'));
    return told(...articles).map((entry, n) => {
      const [, amount = 0, unit = 'USD'] = values[n] ?? [];
      const value: Amount = { amount, unit };
      return { ...entry, report: { ...entry.report, value } };
    });
  };

  test('stand side by side, and the range is marked in status and timeline', () => {
    const history = stating(['A', 2e9], ['B', 2.5e9], ['C', 2.5e9]);
    expect(contradictions(history)).toMatchObject([
      {
        kind: 'value',
        type: 'ContractSigned',
        amounts: { unit: 'USD', claim: 2.5e9, against: [2e9] },
        claim: { sources: 2 },
        against: { sources: 1, reports: [{ source: 'A' }] },
      },
    ]);
    expect(statusOf(history, END).values).toMatchObject([{ min: 2e9, max: 2.5e9, disputed: true }]);
    expect(steps(history)[0]?.values).toMatchObject([{ disputed: true }]);
  });

  test('are no contradiction where they differ by rounding, by unit, or inside one source', () => {
    for (const history of [
      stating(['A', 2.5e9], ['B', 2.4e9]),
      stating(['A', 2e9], ['B', 2.5e9, 'EUR']),
      stating(['A', 2e9], ['A', 2.5e9]),
    ]) {
      expect(contradictions(history)).toEqual([]);
      expect(statusOf(history, END).values.some(({ disputed }) => disputed)).toBe(false);
    }
  });
});

test('a denial and the claim that it disputes stand side by side with their reports', () => {
  const history = told(
    by('A', '2019-08-01', 'ContractSigned 2019-07-30'),
    by('B', '2019-08-02', 'not ContractSigned -'),
  );
  expect(contradictions(history)).toMatchObject([
    { kind: 'denial', claim: { reports: [{ source: 'A' }] }, against: { reports: [{ source: 'B' }] } },
  ]);
});
