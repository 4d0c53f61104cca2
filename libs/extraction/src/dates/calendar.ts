import type { Day, PartialDate } from '@dealwatch/domain';

const MONTH_NAMES = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAY_NAMES = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** Month by its folded name or abbreviation, 1 to 12. */
export const MONTHS: ReadonlyMap<string, number> = new Map([
  ...MONTH_NAMES.map((name, index) => [name, index + 1] as const),
  ...MONTH_NAMES.filter((name) => name !== 'may').map(
    (name, index, all) => [name.slice(0, 3), MONTH_NAMES.indexOf(all[index] as string) + 1] as const,
  ),
  ['sept', 9] as const,
]);

/** Weekday by its folded name, 0 is Sunday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  WEEKDAY_NAMES.map((name, index) => [name, index] as const),
);

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function parseDay(day: Day | string): CalendarDay {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date };
}

const two = (value: number) => String(value).padStart(2, '0');

/** A date cut to its precision; days that no calendar has are cut to the month. */
export function partial(year: number, month?: number, day?: number): PartialDate {
  if (month === undefined) return String(year).padStart(4, '0') as PartialDate;
  if (day === undefined || !isRealDay(year, month, day)) return `${partial(year)}-${two(month)}` as PartialDate;
  return `${partial(year)}-${two(month)}-${two(day)}` as PartialDate;
}

function isRealDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Moves a day by a number of days. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Moves a month by a number of months. */
export function addMonths(year: number, month: number, months: number): { year: number; month: number } {
  const total = year * 12 + (month - 1) + months;
  return { year: Math.floor(total / 12), month: (((total % 12) + 12) % 12) + 1 };
}

export function weekdayOf(day: CalendarDay): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
}

/** The day before or after in a number of days, as `2019-07-12`. */
export function formatDay(day: CalendarDay): PartialDate {
  return partial(day.year, day.month, day.day);
}
