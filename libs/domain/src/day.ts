import { DomainError } from './domain-error';
import type { Day } from './ids';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days in a month of the Gregorian calendar; `month` from 1 to 12, 0 for any other. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** Why a string is no day of the calendar, as a sentence for its writer; null where it is one. */
export function dayProblem(value: string): string | null {
  const parts = DAY.exec(value);
  if (!parts) return `"${value}" is not a day; write it as YYYY-MM-DD.`;
  return calendarProblem(value, Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** Why year, month and day are not of the calendar; null where they are. `shown` is what the message quotes. */
export function calendarProblem(shown: string, year: number, month: number, day: number): string | null {
  if (year < 1) return `"${shown}" names year 0; years run from 0001 to 9999.`;
  if (month < 1 || month > 12) return `"${shown}" names month ${month}; months run from 01 to 12.`;
  const last = daysInMonth(year, month);
  return day < 1 || day > last ? `"${shown}" names day ${day} of a month of ${last} days.` : null;
}

/**
 * Reads a calendar day in UTC, `2019-07-12`.
 * @throws DomainError `invalid-date` with the reason
 */
export function parseDay(value: string, pointer: string | null = null): Day {
  const problem = dayProblem(value);
  if (problem) throw new DomainError('invalid-date', problem, pointer);
  return value as Day;
}

/** The day of a year, month (1 to 12) and day of the month, unchecked. */
export function dayOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day;
}

/**
 * Days since 1970-01-01. Plain integer arithmetic on the civil calendar (Howard Hinnant, "chrono-compatible low-level
 * date algorithms"): no `Date`, so neither time zones nor its reading of two-digit years can come in.
 */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day that stands `number` days after 1970-01-01: the inverse of `dayNumber`. */
export function dayFromNumber(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dayOf(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/** The day `count` days later, or earlier where negative. */
export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count);
}

/** Days from `from` to `to`; negative where `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of the month `count` months later; where that month is shorter, its last day (31 January → 28 February). */
export function addMonths(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return dayOf(year, month, Math.min(Number(day.slice(8, 10)), daysInMonth(year, month)));
}

/** The earlier of two days. */
export function earlierDay(a: Day, b: Day): Day {
  return a <= b ? a : b;
}

/** The later of two days. */
export function laterDay(a: Day, b: Day): Day {
  return a >= b ? a : b;
}
