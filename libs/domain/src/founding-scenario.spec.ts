import { statusOf, type ToldArticle, told } from '@dealwatch/testing';
import fc from 'fast-check';
import type { DealStatus } from './status-model';

/**
 * The purchase of an air defence system as five articles of 2018 to 2021 told it, in our own event lists: types, dates and
 * tranches only.
 */
const ARTICLES: readonly ToldArticle[] = [
  {
    on: '2018-04-04',
    source: 'First',
    events: [
      'DeliveryRescheduled 2018-04-03',
      'DeliveryAnnounced - > 2020',
      'ContractAmended 2018-04-03',
      'TechTransferProposed 2018-04-03',
      'AgreementReached 2018-04-03',
      'AgreementReached 2017',
      'DeliveryAnnounced 2018-04-04',
    ],
  },
  {
    on: '2019-04-11',
    source: 'Second',
    events: [
      'TechTransferProposed 2019-04-11',
      'AgreementReached -',
      'SanctionsThreatened 2019-04-09',
      'SanctionsAdvanced 2019-04-09',
      'DeliveryAnnounced 2019-04-09 > 2019-07',
      'InterestExpressed 2019-04-10',
    ],
  },
  {
    on: '2019-12-13',
    source: 'Third',
    events: [
      'TechTransferProposed 2019-12-13',
      'ActivationScheduled#1 2019-12-13 > 2020-04',
      'DeploymentStarted#1 2019-12-13',
      'NegotiationsReported#2 2019-12-13',
      'ContractSigned 2017-09',
      'DeliveryStarted#1 2019-07',
      'ParticipationSuspended 2019-07-17',
      'SanctionsAdvanced 2019-12-11',
      'SanctionsAdvanced 2019-10',
    ],
  },
  {
    on: '2019-12-14',
    source: 'Fourth',
    events: [
      'TechTransferAgreed 2019-12-14',
      'NegotiationsReported#2 2019-12-14 > 2020-04',
      'ActivationScheduled#1 2019-12-14 > 2020-04',
      'DeliveryCompleted#1 -',
      'DeploymentStarted#1 2019-12-14',
      'TechTransferRefused#1 -',
      'ContractSigned#2 -',
      'TechTransferProposed#2 2019-12-14',
      'AgreementReached -',
      'SanctionsThreatened -',
      'ParticipationSuspended -',
    ],
  },
  {
    on: '2021-11-17',
    source: 'Fifth',
    events: [
      'DisclosureRestricted 2021-11-17',
      'TechTransferStarted 2021-11-15',
      'InterestExpressed#2 2021-09',
      'SanctionsImposed 2020-12',
      'DeliveryCompleted#1 -',
      'NegotiationsReported#2 -',
      'SanctionsThreatened#2 -',
    ],
  },
];

/** The status, the articles having come in some order. */
const ask = (articles: readonly ToldArticle[], asOf: string, knownBy: string | null): DealStatus =>
  statusOf(told(...articles), asOf, knownBy);
const orders = fc.shuffledSubarray([...ARTICLES], { minLength: ARTICLES.length });

test('as of 4 April 2018, known by then: agreed, amended, rescheduled, transfer proposed, no signature', () => {
  const status = ask(ARTICLES, '2018-04-04', '2018-04-04');
  expect(status.strands).toMatchObject({
    contract: {
      state: 'AgreementReached',
      certainty: 'certain',
      since: '2017',
      precision: 'year',
      latest: '2018-04-03',
    },
    delivery: { state: 'DeliveryRescheduled', since: '2018-04-03' },
    technology: { state: 'TechTransferProposed', since: '2018-04-03' },
  });
  expect(status.milestones).toMatchObject([{ type: 'ContractAmended', date: '2018-04-03' }]);
  expect(status.expectations).toMatchObject([{ of: 'delivery', expectedOn: '2020', outcome: 'pending' }]);
});

test('as of 4 April 2018, by hindsight: signed since September 2017', () => {
  expect(ask(ARTICLES, '2018-04-04', null)).toMatchObject({
    hindsight: true,
    strands: { contract: { state: 'ContractSigned', certainty: 'certain', since: '2017-09', precision: 'month' } },
  });
});

test('as of 14 December 2019, known by then: the first tranche is delivered and in training, the second disputed', () => {
  const status = ask(ARTICLES, '2019-12-14', '2019-12-14');
  expect(status.tranches).toMatchObject([
    {
      tranche: 1,
      strands: {
        delivery: { state: 'DeliveryCompleted' },
        operation: { state: 'DeploymentStarted', since: '2019-12-13', latest: '2019-12-14' },
        technology: { state: null, halt: { type: 'TechTransferRefused' } },
      },
    },
    {
      tranche: 2,
      strands: {
        contract: { state: 'ContractSigned', disputed: true },
        technology: { state: 'TechTransferProposed', since: '2019-12-14' },
      },
    },
  ]);
  expect(status.contradictions).toMatchObject([
    { kind: 'talks-after-signature', tranche: 2, against: { reports: [{ publishedOn: '2019-12-14' }] } },
  ]);
  expect(status.strands).toMatchObject({
    contract: { state: 'ContractSigned', since: '2017-09' },
    sanctions: { state: 'SanctionsAdvanced', since: '2019-04-09', latest: '2019-12-11' },
    participation: { state: 'ParticipationSuspended', since: '2019-07-17', sources: 2 },
  });
});

test('as of 14 December 2019: the delivery was met, brought forward from 2020; activation is pending for April', () => {
  const { expectations, followOn, rollUp } = ask(ARTICLES, '2019-12-14', '2019-12-14');
  expect(expectations).toMatchObject([
    {
      of: 'delivery',
      expectedOn: '2020',
      outcome: 'superseded',
      supersededBy: { expectedOn: '2019-07', slippedDays: 153 - 672 },
    },
    {
      of: 'delivery',
      expectedOn: '2019-07',
      outcome: 'met',
      metBy: { type: 'DeliveryStarted', tranche: 1, daysLate: 0 },
    },
    { of: 'activation', tranche: 1, expectedOn: '2020-04', outcome: 'pending' },
    { of: 'signature', tranche: 2, expectedOn: '2020-04', outcome: 'pending' },
  ]);
  expect(followOn).toMatchObject({ state: 'InterestExpressed', since: '2019-04-10' });
  expect(rollUp.delivery).toMatchObject({ state: 'DeliveryStarted', since: '2019-07' });
});

test.each(['2021-11-17', null])(
  'as of 17 November 2021, known by %s: sanctions imposed, transfer started, details withheld',
  (knownBy) => {
    expect(ask(ARTICLES, '2021-11-17', knownBy).strands).toMatchObject({
      sanctions: { state: 'SanctionsImposed', since: '2020-12', certainty: 'certain' },
      technology: { state: 'TechTransferStarted', since: '2021-11-15' },
      disclosure: { state: 'DisclosureRestricted', since: '2021-11-17' },
    });
  },
);

test('any order of the articles gives the same statuses', () => {
  const questions = ['2018-04-04', '2019-12-14', '2021-11-17'].flatMap(
    (day) =>
      [
        [day, day],
        [day, null],
      ] as const,
  );
  fc.assert(
    fc.property(orders, (articles) => {
      for (const [asOf, knownBy] of questions)
        expect(ask(articles, asOf, knownBy)).toEqual(ask(ARTICLES, asOf, knownBy));
    }),
    { numRuns: 20 },
  );
});
