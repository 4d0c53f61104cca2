import type { Which } from '../mentions/types';
import { WEEKDAYS } from './calendar';
import { type DateHit, isLimit, monthAt, type Parser, SEASONS, skipDot, UNITS, WHICH, type Words } from './reading';
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
  if (SEASONS.has(next)) return { expression: { form: 'season', which }, to: at + 2 };
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

/** `two years ago`, `a week later`, `in three months`, `within five years`. */
export const shift: Parser = (words, at) => {
  const article = words.at(at) === 'a' || words.at(at) === 'an';
  const amount = article ? 1 : numberOf(words.at(at));
  if (amount === null || amount > 400) return null;
  const unit = UNITS.get(words.at(at + 1));
  if (unit === undefined) return null;
  const side = SIDES.get(words.at(at + 2));
  if (side && words.at(at + 3) === 'than') return null;
  if (side) return { expression: { form: 'shift', unit, amount: side.sign * amount, from: side.from }, to: at + 3 };
  const lead = words.at(at - 1);
  if (lead === 'in' || lead === 'within')
    return { expression: { form: 'shift', unit, amount, from: 'publication' }, to: at + 2 };
  return null;
};

/** `that year`, `that month`, `the same day`: the narrated time. */
export const thatPeriod: Parser = (words, at) => {
  const lead = words.at(at);
  if (lead !== 'that' && !(lead === 'the' && words.at(at + 1) === 'same')) return null;
  const index = lead === 'that' ? at + 1 : at + 2;
  const unit = UNITS.get(words.at(index));
  if (unit === undefined || words.at(index).endsWith('s')) return null;
  return { expression: { form: 'shift', unit, amount: 0, from: 'narrated' }, to: index + 1 };
};

/** `the year`, `the week` in `within the year`, `later in the month`. */
export const thePeriod: Parser = (words, at) => {
  if (words.at(at) !== 'the' || !/^(?:within|during|in)$/.test(words.at(at - 1))) return null;
  const unit = UNITS.get(words.at(at + 1));
  if (unit === undefined || words.at(at + 1).endsWith('s') || words.at(at + 2) === 'of') return null;
  return { expression: { form: 'period', unit, which: 'this', limit: words.at(at - 1) === 'within' }, to: at + 2 };
};
