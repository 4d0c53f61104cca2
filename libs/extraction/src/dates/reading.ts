import type { DateExpression, Unit, Which } from '../mentions/types';
import type { Token } from '../text/types';
import { MONTHS, partial } from './calendar';

/** A date expression found in the tokens, with the index of the token after its last. */
export interface DateHit {
  readonly expression: DateExpression;
  readonly to: number;
}

/** Reads one kind of date expression at a token; null where none stands there. */
export type Parser = (words: Words, at: number) => DateHit | null;

/** Read access to the folded tokens of a sentence. */
export interface Words {
  readonly tokens: readonly Token[];
  at(index: number): string;
}

/** Words that count from the present, by what they point to. */
export const WHICH: ReadonlyMap<string, Which> = new Map([
  ['last', 'last'],
  ['past', 'last'],
  ['previous', 'last'],
  ['this', 'this'],
  ['current', 'this'],
  ['next', 'next'],
  ['coming', 'next'],
]);

/** Words that count from the time that is told of. */
export const FROM_TOLD: ReadonlyMap<string, number> = new Map([
  ['same', 0],
  ['following', 1],
]);
export const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...(['day', 'week', 'month', 'year'] as const).flatMap((unit) => [
    [unit, unit] as const,
    [`${unit}s`, unit] as const,
  ]),
]);
/** Seasons with the month in which they begin. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
]);
const LIMITS = new Set(['by', 'before', 'until', 'till']);

/** Whether a date stands after `by`, `before`, `until`, so that it is the last day and no day of its own. */
export function isLimit(words: Words, at: number): boolean {
  const before = words.at(at - 1);
  return LIMITS.has(before) || (before === 'the' && LIMITS.has(words.at(at - 2)));
}

/** A year between 1950 and 2069 that is no decade (`2030s`). */
export function yearAt(words: Words, at: number): number | null {
  const token = words.tokens[at];
  if (!token || !/^(?:19[5-9]|20[0-6])\d$/.test(token.lower)) return null;
  const next = words.tokens[at + 1];
  return next?.glued && next.lower === 's' ? null : Number(token.lower);
}

/** A year that belongs to the month or season before it. */
export function yearAfter(words: Words, at: number): { year: number; to: number } | null {
  let index = at;
  if (words.at(index) === ',') index += 1;
  if (words.at(index) === 'of') index += 1;
  const year = yearAt(words, index);
  return year === null ? null : { year, to: index + 1 };
}

/** `last year`, `this year`, `next year`, `of the same year`, `of the following year` after a month or season. */
export function whichYearAfter(words: Words, at: number): { which: Which; to: number } {
  let index = at;
  if (words.at(index) === 'of') index += 1;
  if (words.at(index) === 'the') index += 1;
  if (words.at(index) === 'that' && words.at(index + 1) === 'year') return { which: 'narrated', to: index + 2 };
  const after = FROM_TOLD.get(words.at(index));
  if (after !== undefined && words.at(index + 1) === 'year')
    return { which: after === 0 ? 'narrated' : 'after-narrated', to: index + 2 };
  const which = WHICH.get(words.at(index));
  if (which !== undefined && words.at(index + 1) === 'year') return { which: ofYear(which), to: index + 2 };
  return { which: 'open', to: at };
}

function ofYear(which: Which): Which {
  return which === 'last' ? 'last-year' : which === 'next' ? 'next-year' : which;
}

/** A month, which begins with a capital where it is one. */
export const monthAt = (words: Words, at: number): number | null => {
  const token = words.tokens[at];
  const month = token === undefined ? undefined : MONTHS.get(token.lower);
  if (token === undefined || month === undefined || token.text === token.lower) return null;
  return month;
};

export const skipDot = (words: Words, at: number): number => (words.at(at) === '.' ? at + 1 : at);

export function fixed(value: ReturnType<typeof partial>, to: number, limit: boolean): DateHit {
  return { expression: { form: 'fixed', value, limit }, to };
}

/** The expression as a limit where the words before it make it one. */
export function withLimit(expression: DateExpression, limit: boolean): DateExpression {
  return 'limit' in expression ? { ...expression, limit: expression.limit || limit } : expression;
}
