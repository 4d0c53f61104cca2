import { addMonths, calendarProblem, dayOf, daysInMonth, earlierDay, laterDay } from './day';
import { DomainError } from './domain-error';
import type { Day } from './ids';

declare const brand: unique symbol;

/** An ISO 8601 date cut to its precision: `2019`, `2019-07` or `2019-07-12`. It stands for an interval of days. */
export type PartialDate = string & { readonly [brand]: 'PartialDate' };

export type Precision = 'day' | 'month' | 'year';

const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Why a string is no partial date, as a sentence for its writer; null where it is one. */
export function partialDateProblem(value: string): string | null {
  const parts = PARTIAL.exec(value);
  if (!parts) return `"${value}" is not a date; write it as YYYY-MM-DD, YYYY-MM or YYYY.`;
  return calendarProblem(value, Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1));
}

/**
 * Reads a date of day, month or year precision. Impossible ones (2019-02-30, 2019-13) are refused.
 * @throws DomainError `invalid-date` with the reason
 */
export function parsePartialDate(value: string, pointer: string | null = null): PartialDate {
  const problem = partialDateProblem(value);
  if (problem) throw new DomainError('invalid-date', problem, pointer);
  return value as PartialDate;
}

/** A day as a partial date of precision `day`. */
export function partialDateOf(day: Day): PartialDate {
  return day as string as PartialDate;
}

/** How exact a date is. */
export function precisionOf(date: PartialDate): Precision {
  return date.length === 10 ? 'day' : date.length === 7 ? 'month' : 'year';
}

/** First day of the interval that the date stands for. */
export function startOf(date: PartialDate): Day {
  return (date.length === 10 ? date : date.length === 7 ? `${date}-01` : `${date}-01-01`) as string as Day;
}

/** Last day of the interval that the date stands for. */
export function endOf(date: PartialDate): Day {
  if (date.length === 10) return date as string as Day;
  const year = Number(date.slice(0, 4));
  const month = date.length === 7 ? Number(date.slice(5, 7)) : 12;
  return dayOf(year, month, daysInMonth(year, month));
}

/**
 * The day by which a step of this date has surely happened: the end of its interval, but no later than the day on which
 * it was reported as done. A date that lies wholly after its own publication keeps its start: publication cannot pull a
 * step to a day that its report excludes.
 */
export function certainFrom(date: PartialDate, publishedOn: Day): Day {
  return laterDay(startOf(date), earlierDay(endOf(date), publishedOn));
}

/** Whether the interval of `outer` holds that of `inner`; a date contains itself. */
export function contains(outer: PartialDate, inner: PartialDate): boolean {
  return inner.startsWith(outer);
}

/**
 * Whether two dates are at most a calendar month apart, whatever days they stand for: the later end is no later than a
 * month after the earlier start. A year is therefore never within a month of anything, not even of itself.
 */
export function withinAMonth(a: PartialDate, b: PartialDate): boolean {
  const start = earlierDay(startOf(a), startOf(b));
  return laterDay(endOf(a), endOf(b)) <= addMonths(start, 1);
}
