import type { Which } from '../mentions/types';
import { partial, WEEKDAYS } from './calendar';
import { fixed, isLimit, monthAt, type Parser, skipDot, type Words, whichYearAfter, yearAfter } from './reading';

/** Days named from the day of publication. */
export const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

function dayAt(words: Words, at: number): number | null {
  const lower = words.at(at);
  if (!/^\d{1,2}$/.test(lower)) return null;
  const day = Number(lower);
  return day >= 1 && day <= 31 ? day : null;
}

/** Skips `st`, `nd`, `rd`, `th` glued to a day. */
function afterDay(words: Words, at: number): number {
  const next = words.tokens[at + 1];
  return next?.glued && /^(?:st|nd|rd|th)$/.test(next.lower) ? at + 2 : at + 1;
}

/** `July 12, 2019`, `July 12`, `July 2019`, `July last year`, `July`. */
export const monthFirst: Parser = (words, at) => {
  const month = monthAt(words, at);
  if (month === null) return null;
  const limit = isLimit(words, at);
  const next = skipDot(words, at + 1);
  const day = dayAt(words, next);
  if (day !== null) {
    const after = afterDay(words, next);
    const year = yearAfter(words, after);
    if (year) return fixed(partial(year.year, month, day), year.to, limit);
    return {
      expression: { form: 'month-day', month, day, limit, ...whichOnly(words, after) },
      to: whichYearAfter(words, after).to,
    };
  }
  if (words.at(at) === 'may' && !mayIsMonth(words, at)) return null;
  const year = yearAfter(words, next);
  if (year) return fixed(partial(year.year, month), year.to, limit);
  const { which, to } = whichYearAfter(words, next);
  return { expression: { form: 'month', month, which, limit }, to };
};

const MONTH_LEADS = new Set(
  'in by since until from during before after of early late mid last next this and to till'.split(' '),
);

function mayIsMonth(words: Words, at: number): boolean {
  return MONTH_LEADS.has(words.at(at - 1)) || yearAfter(words, at + 1) !== null;
}

function whichOnly(words: Words, at: number): { which: Which } {
  return { which: whichYearAfter(words, at).which };
}

/** `12 July 2019`, `12 July`, `12th of July`. */
export const dayFirst: Parser = (words, at) => {
  const day = dayAt(words, at);
  if (day === null) return null;
  let next = afterDay(words, at);
  if (words.at(next) === 'of') next += 1;
  const month = monthAt(words, next);
  if (month === null) return null;
  const limit = isLimit(words, at);
  const after = skipDot(words, next + 1);
  const year = yearAfter(words, after);
  if (year) return fixed(partial(year.year, month, day), year.to, limit);
  const { which, to } = whichYearAfter(words, after);
  return { expression: { form: 'month-day', month, day, which, limit }, to };
};

/** `on Friday`, `Friday last week`, `Wednesday, December 11`. */
export const weekday: Parser = (words, at) => {
  const day = WEEKDAYS.get(words.at(at));
  if (day === undefined || words.tokens[at]?.text === words.at(at)) return null;
  const exact =
    words.at(at + 1) === ','
      ? (monthFirst(words, at + 2) ?? dayFirst(words, at + 2))
      : (monthFirst(words, at + 1) ?? dayFirst(words, at + 1));
  if (exact && (exact.expression.form === 'fixed' || exact.expression.form === 'month-day')) return exact;
  if (words.at(at + 1) === 'last' && words.at(at + 2) === 'week')
    return { expression: { form: 'weekday', weekday: day, which: 'last' }, to: at + 3 };
  if (words.at(at + 1) === 'next' && words.at(at + 2) === 'week')
    return { expression: { form: 'weekday', weekday: day, which: 'next' }, to: at + 3 };
  return { expression: { form: 'weekday', weekday: day, which: 'open' }, to: at + 1 };
};

export const dayWord: Parser = (words, at) => {
  const shift = DAY_WORDS.get(words.at(at));
  return shift === undefined
    ? null
    : { expression: { form: 'shift', unit: 'day', amount: shift, from: 'publication' }, to: at + 1 };
};
