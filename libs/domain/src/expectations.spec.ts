import { statusOf, told } from '@dealwatch/testing';
import type { Expectation } from './status-model';

const END = '2030-01-01';
const expectations = (asOf: string, ...events: string[]): readonly Expectation[] =>
  statusOf(told({ on: '2029-01-01', events }), asOf).expectations;
const outcomes = (asOf: string, ...events: string[]): string[] =>
  expectations(asOf, ...events).map(({ expectedOn, outcome }) => `${expectedOn} ${outcome}`);

test('an announced date is pending until the end of its span, then overdue', () => {
  expect(outcomes('2020-04-30', 'ActivationScheduled 2019-12-13 > 2020-04')).toEqual(['2020-04 pending']);
  expect(outcomes('2020-05-01', 'ActivationScheduled 2019-12-13 > 2020-04')).toEqual(['2020-04 overdue']);
});

test('nobody can know that a date has passed before the day by which he knows', () => {
  const history = told({ on: '2019-12-14', events: ['ActivationScheduled 2019-12-13 > 2020-04'] });
  expect(statusOf(history, '2021-01-01', '2019-12-14').expectations[0]?.outcome).toBe('pending');
  expect(statusOf(history, '2021-01-01', '2020-05-01').expectations[0]?.outcome).toBe('overdue');
});

test('a delivery is met by its start, in time or late by so many days', () => {
  const [inTime] = expectations(END, 'DeliveryAnnounced 2019-04-09 > 2019-07', 'DeliveryStarted#1 2019-07-12');
  expect(inTime).toMatchObject({
    of: 'delivery',
    outcome: 'met',
    metBy: { type: 'DeliveryStarted', tranche: 1, daysLate: 0 },
  });
  const [late] = expectations(END, 'DeliveryAnnounced 2019-04-09 > 2019-07', 'DeliveryMade 2019-08');
  expect(late?.metBy).toMatchObject({ daysLate: 1, daysLateAtMost: 31 });
});

test('a step meets an expectation only once it is certain', () => {
  const events = ['DeliveryAnnounced 2019-04-09 > 2019-07', 'DeliveryStarted 2019-07'];
  expect(outcomes('2019-07-15', ...events)).toEqual(['2019-07 pending']);
  expect(outcomes('2019-07-31', ...events)).toEqual(['2019-07 met']);
});

test('activation is met by activation only, talks by a signature', () => {
  expect(
    outcomes(END, 'ActivationScheduled 2019 > 2020-04', 'DeploymentStarted 2020-03', 'SystemActivated 2020-06'),
  ).toEqual(['2020-04 met']);
  expect(outcomes(END, 'NegotiationsReported 2019 > 2020-04', 'AgreementReached 2020-03')).toEqual(['2020-04 overdue']);
  expect(outcomes(END, 'NegotiationsReported 2019 > 2020-04', 'ContractSigned 2020-03')).toEqual(['2020-04 met']);
});

test('an expectation of one tranche is met by that tranche only', () => {
  expect(outcomes(END, 'DeliveryAnnounced#2 2019 > 2020', 'DeliveryStarted#1 2020')).toEqual(['2020 overdue']);
  expect(outcomes(END, 'DeliveryAnnounced#2 2019 > 2020', 'DeliveryStarted#2 2020')).toEqual(['2020 met']);
});

test('what happened before the announcement does not meet it', () => {
  expect(outcomes(END, 'DeliveryAnnounced 2019-07-20 > 2019-09', 'DeliveryMade 2019-07-20')).toEqual([
    '2019-09 overdue',
  ]);
});

test('an announcement that is recalled without a date is met by what happened in its span', () => {
  expect(outcomes(END, 'DeliveryAnnounced - > 2019-07', 'DeliveryStarted 2019-07-12')).toEqual(['2019-07 met']);
});

test('a later announcement of another date supersedes, and tells how far it slipped', () => {
  const answer = expectations(
    END,
    'DeliveryAnnounced 2018 > 2019-07',
    'DeliveryRescheduled 2019-05 > 2020-01',
    'DeliveryAnnounced 2019-08 > 2020-03-10',
  );
  expect(
    answer.map(({ outcome, supersededBy }) => [outcome, supersededBy?.expectedOn, supersededBy?.slippedDays]),
  ).toEqual([
    ['superseded', '2020-01', 184],
    ['superseded', '2020-03-10', 39],
    ['overdue', undefined, undefined],
  ]);
});

test('a finer date inside the old one supersedes without slipping, a vaguer one around it only confirms', () => {
  const [vague] = expectations(END, 'DeliveryAnnounced 2018 > 2020', 'DeliveryAnnounced 2019-05 > 2020-04');
  expect(vague).toMatchObject({ outcome: 'superseded', supersededBy: { slippedDays: 0 } });
  const [fine] = expectations('2020-01-01', 'DeliveryAnnounced 2018 > 2020-04', 'DeliveryAnnounced 2019-05 > 2020');
  expect(fine).toMatchObject({ expectedOn: '2020-04', outcome: 'pending' });
});

test('two dates announced on one day are two portions, and an undated announcement supersedes nothing', () => {
  const sameDay = outcomes('2019-06-01', 'DeliveryAnnounced 2019-05-02 > 2020', 'DeliveryAnnounced 2019-05-02 > 2021');
  expect([...sameDay].sort()).toEqual(['2020 pending', '2021 pending']);
  const recalled = statusOf(
    told(
      { on: '2019-05-02', events: ['DeliveryAnnounced 2019-05-01 > 2020'] },
      { on: '2019-09-01', events: ['DeliveryAnnounced - > 2021'] },
    ),
    '2019-10-01',
  );
  expect(recalled.expectations.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
});

test('a date that is said again after another was named is open again', () => {
  const events = [
    'DeliveryAnnounced 2019-01 > 2020-04',
    'DeliveryAnnounced 2019-03 > 2021',
    'DeliveryAnnounced 2019-05 > 2020-04',
  ];
  expect(outcomes('2020-01-01', ...events)).toEqual(['2020-04 pending', '2021 superseded']);
});

test('what is delivered on the day of a new date meets the old one', () => {
  const events = [
    'DeliveryAnnounced 2018 > 2019-07',
    'DeliveryRescheduled 2019-05-02 > 2020',
    'DeliveryStarted 2019-05-02',
  ];
  expect(outcomes('2019-12-01', ...events)).toEqual(['2019-07 met', '2020 pending']);
});

test('the same date said again is one expectation', () => {
  expect(
    expectations(
      '2020-01-01',
      'ActivationScheduled#1 2019-12-13 > 2020-04',
      'ActivationScheduled#1 2019-12-14 > 2020-04',
    ),
  ).toMatchObject([
    {
      announced: '2019-12-13',
      latest: '2019-12-14',
      outcome: 'pending',
      stepIds: [expect.anything(), expect.anything()],
    },
  ]);
});

test('a cancellation makes what is open void, until the deal goes on', () => {
  const events = ['DeliveryAnnounced#1 2019-04 > 2020', 'DealCancelled 2019-06'];
  expect(outcomes(END, ...events)).toEqual(['2020 void']);
  expect(outcomes(END, ...events, 'NegotiationsReported 2019-09')).toEqual(['2020 overdue']);
  expect(outcomes(END, 'DeliveryAnnounced 2019-04-02 > 2020', 'DealCancelled 2019-04-02')).toEqual(['2020 void']);
  expect(outcomes(END, 'DeliveryAnnounced 2019-04 > 2020', 'DealCancelled 2018')).toEqual(['2020 overdue']);
});

test('a denied announcement is marked disputed', () => {
  expect(expectations(END, 'DeliveryAnnounced 2019-04 > 2020', 'not DeliveryAnnounced 2019-05')).toMatchObject([
    { disputed: true },
  ]);
});
