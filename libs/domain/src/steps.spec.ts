import { type ToldArticle, told } from '@dealwatch/testing';
import type { Day } from './ids';
import type { TimelineStep } from './status-model';
import { timelineAt } from './timeline';

const timeline = (...articles: ToldArticle[]): TimelineStep[] =>
  timelineAt(told(...articles), { asOf: '2030-01-01' as Day, knownBy: null, recordedBy: null });
const lines = (...articles: ToldArticle[]): string[] =>
  timeline(...articles).map(
    ({ type, tranche, date, precision, events }) =>
      `${type}${tranche ? `#${tranche}` : ''} ${date} ${precision} ${events.length}`,
  );
const later = (...events: string[]): ToldArticle => ({ on: '2022-01-10', events });

test('a coarser date joins the single finer one that it contains', () => {
  expect(lines(later('ContractSigned 2017', 'ContractSigned 2017-09'))).toEqual(['ContractSigned 2017-09 month 2']);
});

test('a chain of ever finer dates is one step', () => {
  expect(lines(later('ContractSigned 2017', 'ContractSigned 2017-09', 'ContractSigned 2017-09-12'))).toEqual([
    'ContractSigned 2017-09-12 day 3',
  ]);
});

test('a coarser date that contains two finer ones stands alone', () => {
  expect(lines(later('ContractSigned 2017', 'ContractSigned 2017-03', 'ContractSigned 2017-09'))).toEqual([
    'ContractSigned 2017-03 month 1',
    'ContractSigned 2017-09 month 1',
    'ContractSigned 2017 year 1',
  ]);
});

test('a date cannot mean a finer one that came after its own publication', () => {
  const march: ToldArticle = { on: '2017-03-05', events: ['ContractSigned 2017'] };
  expect(lines(march, later('ContractSigned 2017-09'))).toEqual([
    'ContractSigned 2017 year 1',
    'ContractSigned 2017-09 month 1',
  ]);
});

test('a date cannot mean a finer one that came later by way of a date between them', () => {
  const year: ToldArticle = { on: '2017-09-05', events: ['ContractSigned 2017'] };
  const month: ToldArticle = { on: '2017-09-20', events: ['ContractSigned 2017-09'] };
  expect(lines(year, month)).toEqual(['ContractSigned 2017-09 month 2']);
  expect(lines(year, month, later('ContractSigned 2017-09-12'))).toEqual([
    'ContractSigned 2017 year 1',
    'ContractSigned 2017-09-12 day 2',
  ]);
});

test('an undated event joins the sole candidate of its type', () => {
  expect(lines(later('ContractSigned -', 'ContractSigned 2017-09', 'AgreementReached 2016'))).toContain(
    'ContractSigned 2017-09 month 2',
  );
});

test('an undated event with two candidates, or published before its only one, stands alone', () => {
  expect(lines(later('PaymentMade -', 'PaymentMade 2017', 'PaymentMade 2018'))).toContain(
    'PaymentMade 2022-01-10 reported 1',
  );
  const early: ToldArticle = { on: '2016-05-01', events: ['ContractSigned -'] };
  expect(lines(early, later('ContractSigned 2017-09'))).toContain('ContractSigned 2016-05-01 reported 1');
});

test('an untranched event joins a number within a month, not beyond', () => {
  expect(lines(later('DeliveryStarted 2019-07-20', 'DeliveryStarted#1 2019-07'))).toEqual([
    'DeliveryStarted#1 2019-07-20 day 2',
  ]);
  expect(lines(later('DeliveryStarted 2019', 'DeliveryStarted#1 2019-07'))).toHaveLength(2);
  expect(lines(later('DeliveryStarted 2019-09-02', 'DeliveryStarted#1 2019-07-12'))).toHaveLength(2);
});

test('an untranched event joins no number of a day after its own publication', () => {
  const july: ToldArticle = { on: '2019-07-13', events: ['DeliveryStarted 2019-07-12'] };
  const august: ToldArticle = { on: '2019-08-11', events: ['DeliveryStarted#2 2019-08-10'] };
  expect(lines(july, august)).toEqual(['DeliveryStarted 2019-07-12 day 1', 'DeliveryStarted#2 2019-08-10 day 1']);
  const again: ToldArticle = { on: '2019-08-20', events: ['DeliveryStarted 2019-07-12'] };
  expect(lines(again, august)).toEqual(['DeliveryStarted#2 2019-08-10 day 2']);
  expect(lines({ on: '2019-07-13', events: ['DeliveryStarted 2019-07'] }, again, august)).toHaveLength(2);
});

test('nor does a number join an untranched event of a day after its own publication', () => {
  const month: ToldArticle = { on: '2019-07-05', events: ['DeliveryStarted#1 2019-07'] };
  expect(lines(month, later('DeliveryStarted 2019-07-25'))).toHaveLength(2);
  expect(lines(month, later('DeliveryStarted 2019-07-03'))).toEqual(['DeliveryStarted#1 2019-07-03 day 2']);
});

test('a step takes no date of a day after its first report', () => {
  const july: ToldArticle = { on: '2019-07-05', events: ['DeliveryStarted 2019-07'] };
  const day: ToldArticle = { on: '2019-07-26', events: ['DeliveryStarted 2019-07-25'] };
  const numbered: ToldArticle = { on: '2019-08-20', events: ['DeliveryStarted#1 2019-07'] };
  expect(lines(day, numbered)).toEqual(['DeliveryStarted#1 2019-07-25 day 2']);
  expect(lines(july, day, numbered)).toEqual(['DeliveryStarted#1 2019-07 month 3']);
});

test('between two numbers an untranched event joins the one of its own date, else none', () => {
  const two = ['DeliveryMade#1 2019-07-12', 'DeliveryMade#2 2019-07-20'];
  expect(lines(later('DeliveryMade 2019-07-12', ...two))).toContain('DeliveryMade#1 2019-07-12 day 2');
  expect(lines(later('DeliveryMade 2019-07-15', ...two))).toContain('DeliveryMade 2019-07-15 day 1');
});

test('of several equally exact dates the earliest is that of the step', () => {
  const days = ['DeliveryMade 2019-07-25', 'DeliveryMade 2019-07-12', 'DeliveryMade#1 2019-07'];
  expect(lines(later(...days))).toEqual(['DeliveryMade#1 2019-07-12 day 3']);
});

test('two numbers never join, nor do denial and affirmation', () => {
  expect(lines(later('DeliveryMade#1 2019-07', 'DeliveryMade#2 2019-07-12'))).toHaveLength(2);
  expect(lines(later('ContractSigned 2017', 'not ContractSigned 2017-09'))).toHaveLength(2);
});

test('announcements of different dates are different steps, of a coarser one the same', () => {
  expect(lines(later('DeliveryAnnounced 2019 > 2020', 'DeliveryAnnounced 2019-04 > 2021-01'))).toHaveLength(2);
  expect(lines(later('DeliveryAnnounced 2019 > 2020', 'DeliveryAnnounced 2019-04 > 2020-06'))).toHaveLength(1);
  expect(lines(later('DeliveryAnnounced 2019', 'DeliveryAnnounced 2019-04 > 2020-06'))).toHaveLength(2);
});

test('a step has surely happened by the day on which it was first reported', () => {
  const [step] = timeline(later('ContractSigned 2017-09'), { on: '2017-09-20', events: ['ContractSigned 2017'] });
  expect(step).toMatchObject({
    date: '2017-09',
    from: '2017-09-01',
    until: '2017-09-20',
    firstPublishedOn: '2017-09-20',
  });
});

test('a step carries the best of its reports', () => {
  const [step] = timeline(
    { on: '2019-07-13', source: 'One', actors: ['RU'], events: ['DeliveryStarted 2019-07-12'] },
    { on: '2019-07-14', source: 'Two', actors: ['TR', 'RU'], events: ['DeliveryStarted 2019-07'] },
  );
  expect(step).toMatchObject({ salience: 'news', confidence: 0.9, actors: ['RU', 'TR'], sources: 2 });
  expect(step?.events.map(({ occurredOn }) => occurredOn)).toEqual(['2019-07-12', '2019-07']);
});

test('undated steps stand before the dated ones of their publication day', () => {
  const types = timeline({ on: '2019-07-13', events: ['ObjectionRaised 2019-07-13', 'SanctionsThreatened -'] }).map(
    ({ type }) => type,
  );
  expect(types).toEqual(['SanctionsThreatened', 'ObjectionRaised']);
});
