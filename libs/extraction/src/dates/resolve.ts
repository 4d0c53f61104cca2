import type { PartialDate } from '@dealwatch/domain';
import type { DateExpression, Unit, Which } from '../mentions/types';
import { addDays, addMonths, type CalendarDay, formatDay, parseDay, partial, weekdayOf } from './calendar';

export type Direction = 'past' | 'future';

/** What a relative date is counted from. */
export interface DateAnchor {
  readonly published: CalendarDay;
  /** The last date that the text narrated before; null where there is none. */
  readonly narrated: PartialDate | null;
}

/** The value of a date expression, or null where it is too vague or has nothing to be counted from. */
export function resolveDate(expression: DateExpression, anchor: DateAnchor, direction: Direction): PartialDate | null {
  const { published } = anchor;
  switch (expression.form) {
    case 'vague':
      return null;
    case 'fixed':
      return expression.value;
    case 'month-day':
      return partial(
        yearOf(expression.which, anchor) ??
          yearOfMonthDay(expression.month, expression.day, expression.which, published, direction),
        expression.month,
        expression.day,
      );
    case 'month':
      return partial(
        yearOf(expression.which, anchor) ?? yearOfMonth(expression.month, expression.which, published, direction),
        expression.month,
      );
    case 'part':
      return partial(
        yearOf(expression.which, anchor) ?? yearOfMonth(expression.month, expression.which, published, direction),
        expression.month,
      );
    case 'season':
      return partial(yearOf(expression.which, anchor) ?? yearOfSeason(expression, published, direction));
    case 'weekday':
      return formatDay(addDays(published, weekdayShift(expression.weekday, expression.which, published, direction)));
    case 'period':
      return shifted(published, expression.unit, { last: -1, this: 0, next: 1 }[expression.which]);
    case 'shift':
      return (
        (expression.from === 'narrated' ? shiftedFrom(anchor.narrated, expression.unit, expression.amount) : null) ??
        (expression.from === 'publication' || isFine(expression)
          ? shifted(published, expression.unit, expression.amount)
          : null)
      );
  }
}

/** Whether days are counted: "six days earlier" is told of the news where no day was told before. */
function isFine({ unit, amount }: { readonly unit: Unit; readonly amount: number }): boolean {
  return unit === 'day' && amount !== 0;
}

/** The year of the date told before, for "December of that year", or the year after it; null for every other wording. */
function yearOf(which: Which, { narrated }: DateAnchor): number | null {
  if (narrated === null || (which !== 'narrated' && which !== 'after-narrated')) return null;
  return Number(narrated.slice(0, 4)) + (which === 'narrated' ? 0 : 1);
}

/** The year of a season: "in the autumn", told in March, was last year's, or will be this year's. */
function yearOfSeason(
  { which, starts }: { readonly which: Which; readonly starts: number },
  published: CalendarDay,
  direction: Direction,
): number {
  // a winter begins in one year and goes on in the next
  const begun = starts <= published.month || starts === WINTER;
  if (which === 'open' && direction === 'past' && !begun) return published.year - 1;
  if (which === 'open' && direction === 'future' && starts !== WINTER && starts + MONTHS_OF_SEASON <= published.month)
    return published.year + 1;
  return published.year + yearShift(which);
}

const WINTER = 12;
const MONTHS_OF_SEASON = 3;

function yearShift(which: Which): number {
  switch (which) {
    case 'last':
    case 'last-year':
      return -1;
    case 'next':
    case 'next-year':
      return 1;
    case 'this':
    case 'open':
    case 'narrated':
    case 'after-narrated':
      return 0;
  }
}

function yearOfMonth(month: number, which: Which, published: CalendarDay, direction: Direction): number {
  if (which === 'this') return published.year;
  if (which === 'last-year') return published.year - 1;
  if (which === 'next-year') return published.year + 1;
  if (which === 'last') return month < published.month ? published.year : published.year - 1;
  if (which === 'next') return month > published.month ? published.year : published.year + 1;
  if (direction === 'future') return month >= published.month ? published.year : published.year + 1;
  return month <= published.month ? published.year : published.year - 1;
}

function yearOfMonthDay(
  month: number,
  day: number,
  which: Which,
  published: CalendarDay,
  direction: Direction,
): number {
  if (which === 'this') return published.year;
  if (which === 'last-year') return published.year - 1;
  if (which === 'next-year') return published.year + 1;
  const here = month * 100 + day;
  const today = published.month * 100 + published.day;
  if (direction === 'future') return here >= today ? published.year : published.year + 1;
  return here <= today ? published.year : published.year - 1;
}

function weekdayShift(weekday: number, which: Which, published: CalendarDay, direction: Direction): number {
  const back = (weekdayOf(published) - weekday + 7) % 7;
  if (which === 'next') return 7 - back;
  if (which === 'last') return back === 0 ? -7 : -back;
  return direction === 'future' && back > 0 ? 7 - back : -back;
}

function shifted(day: CalendarDay, unit: Unit, amount: number): PartialDate {
  switch (unit) {
    case 'day':
      return formatDay(addDays(day, amount));
    case 'week': {
      const then = addDays(day, amount * 7);
      return partial(then.year, then.month);
    }
    case 'month': {
      const then = addMonths(day.year, day.month, amount);
      return partial(then.year, then.month);
    }
    case 'year':
      return partial(day.year + amount);
  }
}

/** Counts from a narrated date, never with more precision than that date has. */
function shiftedFrom(narrated: PartialDate | null, unit: Unit, amount: number): PartialDate | null {
  if (narrated === null) return null;
  const [year = 0, month, day] = narrated.split('-').map(Number);
  if (unit === 'year') return partial(year + amount);
  if (month === undefined) return amount === 0 ? narrated : null;
  if (unit === 'month') {
    const then = addMonths(year, month, amount);
    return partial(then.year, then.month);
  }
  if (day === undefined) return amount === 0 ? narrated : null;
  return formatDay(addDays({ year, month, day }, unit === 'week' ? amount * 7 : amount));
}

export { parseDay };
