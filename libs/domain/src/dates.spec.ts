import fc from 'fast-check';
import { addDays, addMonths, dayFromNumber, dayNumber, dayProblem, daysBetween, parseDay } from './day';
import type { Day } from './ids';
import { compareInstants, parseInstant } from './instant';
import {
  certainFrom,
  contains,
  endOf,
  parsePartialDate,
  partialDateProblem,
  precisionOf,
  startOf,
  withinAMonth,
} from './partial-date';

const date = parsePartialDate;
const day = (value: string): Day => parseDay(value);
const aDay = fc.integer({ min: dayNumber(day('1000-01-01')), max: dayNumber(day('9998-12-31')) }).map(dayFromNumber);

test('day numbers agree with the calendar of JavaScript, in years of four digits', () => {
  fc.assert(fc.property(aDay, (d) => dayNumber(d) === Date.parse(`${d}T00:00:00Z`) / 86_400_000));
});

test('adding days and counting them between two days are inverse', () => {
  fc.assert(fc.property(aDay, fc.integer({ min: -300, max: 300 }), (d, n) => daysBetween(d, addDays(d, n)) === n));
});

test('years below 100 are themselves, not of the 20th century', () => {
  expect(addDays(day('0099-12-31'), 1)).toBe('0100-01-01');
});

test.each([
  ['2019-01-31', 1, '2019-02-28'],
  ['2020-01-31', 1, '2020-02-29'],
  ['2019-11-30', 3, '2020-02-29'],
  ['2019-03-15', -3, '2018-12-15'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(day(from), months)).toBe(to);
});

test.each([
  '2019-02-29',
  '2019-13',
  '2019-00-01',
  '2019-04-31',
  '0000',
  '19',
  '2019-7',
  '2019-07-1',
  '2019-07-12T00:00:00Z',
  '',
  ' 2019',
  '2019\n',
])('%j is refused with a reason', (value) => {
  expect(partialDateProblem(value)).toContain(value);
  expect(() => parsePartialDate(value, '/occurredOn')).toThrow(
    expect.objectContaining({ code: 'invalid-date', pointer: '/occurredOn' }),
  );
});

test('a day needs all three parts', () => {
  expect(dayProblem('2019-07')).toContain('YYYY-MM-DD');
  expect(dayProblem('2020-02-29')).toBeNull();
});

test.each([
  ['2019', 'year', '2019-01-01', '2019-12-31'],
  ['2020-02', 'month', '2020-02-01', '2020-02-29'],
  ['2019-07-12', 'day', '2019-07-12', '2019-07-12'],
] as const)('%s is a %s from %s to %s', (value, precision, start, end) => {
  expect([precisionOf(date(value)), startOf(date(value)), endOf(date(value))]).toEqual([precision, start, end]);
});

test('an interval contains what lies inside it, and itself', () => {
  expect(contains(date('2019'), date('2019-07-12'))).toBe(true);
  expect(contains(date('2019-07'), date('2019-07'))).toBe(true);
  expect(contains(date('2019-07-12'), date('2019-07'))).toBe(false);
  expect(contains(date('2019'), date('2020-01'))).toBe(false);
});

test('a step is certain from the end of its interval, or from the day it was reported as done', () => {
  expect(certainFrom(date('2017'), day('2018-04-04'))).toBe('2017-12-31');
  expect(certainFrom(date('2017'), day('2017-10-02'))).toBe('2017-10-02');
});

test('publication does not pull a step before the start of its own interval', () => {
  expect(certainFrom(date('2017-09-12'), day('2017-09-11'))).toBe('2017-09-12');
});

test.each([
  ['2019-07-12', '2019-08-12', true],
  ['2019-07-12', '2019-08-13', false],
  ['2019-07', '2019-07-30', true],
  ['2019-07', '2019-08-01', true],
  ['2019-07', '2019-08-02', false],
  ['2019', '2019', false],
])('%s and %s within a month whatever days they stand for: %s', (a, b, answer) => {
  expect(withinAMonth(date(a), date(b))).toBe(answer);
  expect(withinAMonth(date(b), date(a))).toBe(answer);
});

test('a moment is read into UTC with at least milliseconds', () => {
  expect(parseInstant('2020-01-01T00:30:00+02:00')).toBe('2019-12-31T22:30:00.000Z');
  expect(parseInstant('2019-12-31t22:30:00.1234567-05:30')).toBe('2020-01-01T04:00:00.1234567Z');
  expect(() => parseInstant('2019-07-12')).toThrow('not a moment');
  expect(() => parseInstant('2019-02-30T00:00:00Z')).toThrow('30');
  expect(() => parseInstant('2019-02-03T24:00:00Z')).toThrow('outside');
});

test('a moment stays within the years 0001 to 9999, in UTC too', () => {
  expect(parseInstant('0001-01-01T12:00:00+12:00')).toBe('0001-01-01T00:00:00.000Z');
  expect(parseInstant('9999-12-31T11:59:59-12:00')).toBe('9999-12-31T23:59:59.000Z');
  expect(() => parseInstant('0001-01-01T00:00:00+12:00')).toThrow('outside the years');
  expect(() => parseInstant('0001-01-01T00:00:00+00:01')).toThrow('outside the years');
  expect(() => parseInstant('9999-12-31T23:59:59-12:00')).toThrow('outside the years');
});

test('moments of different exactness keep their order', () => {
  const [coarse, fine] = [parseInstant('2019-07-12T10:00:00Z'), parseInstant('2019-07-12T10:00:00.000123Z')];
  expect(compareInstants(coarse, fine)).toBeLessThan(0);
  expect(compareInstants(fine, coarse)).toBeGreaterThan(0);
  expect(compareInstants(coarse, parseInstant('2019-07-12T10:00:00.000000Z'))).toBe(0);
});
