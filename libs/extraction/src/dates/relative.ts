import type { Which } from '../mentions/types';
import { WEEKDAYS } from './calendar';
import {
  type DateHit,
  FROM_TOLD,
  isLimit,
  monthAt,
  type Parser,
  SEASONS,
  skipDot,
  UNITS,
  WHICH,
  type Words,
} from './reading';
import { numberOf } from './words';

/** `last month`, `this week`, `next July`, `last Friday`, `last autumn`. */
export const whichUnit: Parser = (words, at) => {
  const which = WHICH.get(words.at(at));
  if (which === undefined) return null;
  const next = words.at(at + 1);
  const unit = UNITS.get(next);
  if (unit !== undefined && !next.endsWith('s') && (which === 'last' || which === 'this' || which === 'next')) {
    return { expression: { form: 'period', unit, which, limit: isLimit(words, at) }, to: at + 2 };
  }
  const starts = SEASONS.get(next);
  if (starts !== undefined) return { expression: { form: 'season', which, starts }, to: at + 2 };
  const weekday = WEEKDAYS.get(next);
  if (weekday !== undefined) return { expression: { form: 'weekday', weekday, which }, to: at + 2 };
  const month = monthAt(words, at + 1);
  if (month !== null)
    return { expression: { form: 'month', month, which, limit: isLimit(words, at) }, to: skipDot(words, at + 2) };
  return coming(words, at, which);
};

/** `the next two years`, `the past three months`, `the coming weeks`. */
function coming(words: Words, at: number, which: Which): DateHit | null {
  const amount = numberOf(words.at(at + 1));
  const unit = UNITS.get(words.at(at + (amount === null ? 1 : 2)));
  if (unit === undefined || which === 'this') return null;
  if (amount === null) return { expression: { form: 'vague' }, to: at + 2 };
  if (which === 'last') return { expression: { form: 'vague' }, to: at + 3 };
  return { expression: { form: 'shift', unit, amount, from: 'publication' }, to: at + 3 };
}

const SIDES: ReadonlyMap<string, { sign: number; from: 'publication' | 'narrated' }> = new Map([
  ['ago', { sign: -1, from: 'publication' }],
  ['earlier', { sign: -1, from: 'narrated' }],
  ['before', { sign: -1, from: 'narrated' }],
  ['later', { sign: 1, from: 'narrated' }],
  ['after', { sign: 1, from: 'narrated' }],
]);

const ABOUT = new Set(['about', 'some', 'around', 'roughly', 'approximately', 'only', 'just']);

/** `two years ago`, `a week later`, `in about three months`, `within five years`. */
export const shift: Parser = (words, at) => {
  const article = words.at(at) === 'a' || words.at(at) === 'an';
  const amount = article ? 1 : numberOf(words.at(at));
  if (amount === null || amount > 400) return null;
  const unit = UNITS.get(words.at(at + 1));
  if (unit === undefined) return null;
  const side = SIDES.get(words.at(at + 2));
  if (side && words.at(at + 3) === 'than') return null;
  if (side) return { expression: { form: 'shift', unit, amount: side.sign * amount, from: side.from }, to: at + 3 };
  const lead = ABOUT.has(words.at(at - 1)) ? words.at(at - 2) : words.at(at - 1);
  if (lead === 'in' || lead === 'within')
    return { expression: { form: 'shift', unit, amount, from: 'publication' }, to: at + 2 };
  return null;
};

/** `that year`, `that month`, `the same day`, `the following year`: counted from the narrated time. */
export const thatPeriod: Parser = (words, at) => {
  const lead = words.at(at);
  const amount = lead === 'that' ? 0 : lead === 'the' ? FROM_TOLD.get(words.at(at + 1)) : undefined;
  if (amount === undefined) return null;
  const index = lead === 'that' ? at + 1 : at + 2;
  const unit = UNITS.get(words.at(index));
  if (unit === undefined || words.at(index).endsWith('s')) return null;
  return { expression: { form: 'shift', unit, amount, from: 'narrated' }, to: index + 1 };
};

/** `the day before`, `the year after`, where nothing follows that they could be before or after of. */
export const neighbour: Parser = (words, at) => {
  if (words.at(at) !== 'the') return null;
  const unit = UNITS.get(words.at(at + 1));
  const side = SIDES.get(words.at(at + 2));
  if (unit === undefined || words.at(at + 1).endsWith('s') || side === undefined || side.from !== 'narrated')
    return null;
  if (!/^(?:[^\p{L}]*|and|but|by|in|on|with|from|to|when|while|as)$/u.test(words.at(at + 3))) return null;
  return { expression: { form: 'shift', unit, amount: side.sign, from: 'narrated' }, to: at + 3 };
};

/** `the year`, `the week` in `within the year`, `later in the month`, `before the year is out`. */
export const thePeriod: Parser = (words, at) => {
  const over = outAt(words, at);
  if (over !== null) return over;
  if (words.at(at) !== 'the' || !/^(?:within|during|in)$/.test(words.at(at - 1))) return null;
  const unit = UNITS.get(words.at(at + 1));
  if (unit === undefined || words.at(at + 1).endsWith('s') || words.at(at + 2) === 'of') return null;
  return { expression: { form: 'period', unit, which: 'this', limit: words.at(at - 1) === 'within' }, to: at + 2 };
};

/** `before the year is out`, `before the month ends`. */
function outAt(words: Words, at: number): DateHit | null {
  if (words.at(at) !== 'the' || words.at(at - 1) !== 'before') return null;
  const unit = UNITS.get(words.at(at + 1));
  if (unit === undefined || words.at(at + 1).endsWith('s')) return null;
  const verb = words.at(at + 2);
  const to = /^(?:ends|ended|closes|closed)$/.test(verb)
    ? at + 3
    : /^(?:is|was)$/.test(verb) && /^(?:out|over|up)$/.test(words.at(at + 3))
      ? at + 4
      : null;
  return to === null ? null : { expression: { form: 'period', unit, which: 'this', limit: true }, to };
}
