import type { DateExpression, Unit, Which } from '../mentions/types';
import type { Token } from '../text/types';
import { MONTHS, partial, WEEKDAYS } from './calendar';
import { NUMBER_WORDS, numberOf, ORDINALS } from './words';

/** A date expression found in the tokens, with the index of the token after its last. */
export interface DateHit {
  readonly expression: DateExpression;
  readonly to: number;
}

type Parser = (words: Words, at: number) => DateHit | null;

/** Read access to the folded tokens of a sentence. */
interface Words {
  readonly tokens: readonly Token[];
  at(index: number): string;
}

const WHICH: ReadonlyMap<string, Which> = new Map([
  ['last', 'last'],
  ['past', 'last'],
  ['previous', 'last'],
  ['this', 'this'],
  ['current', 'this'],
  ['same', 'this'],
  ['next', 'next'],
  ['coming', 'next'],
  ['following', 'next'],
]);
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...(['day', 'week', 'month', 'year'] as const).flatMap((unit) => [
    [unit, unit] as const,
    [`${unit}s`, unit] as const,
  ]),
]);
const SEASONS = new Set(['spring', 'summer', 'autumn', 'fall', 'winter']);
const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);
const EDGES = new Set(['early', 'mid', 'middle', 'late', 'end', 'beginning', 'start', 'turn', 'close']);
/** Every word that a date expression can begin with; digits aside. A word outside it costs one look-up. */
const STARTS: ReadonlySet<string> = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...WHICH.keys(),
  ...DAY_WORDS.keys(),
  ...EDGES,
  ...SEASONS,
  ...NUMBER_WORDS.keys(),
  ...ORDINALS.keys(),
  ...['a', 'an', 'that', 'the', 'q', 'h', 'final'],
]);
const LIMITS = new Set(['by', 'before', 'until', 'till']);

/** Finds a date expression that starts at a token; the longest reading wins. */
export function parseDate(tokens: readonly Token[], from: number): DateHit | null {
  if (!canStart((tokens[from] as Token).lower)) return null;
  const words: Words = { tokens, at: (index) => tokens[index]?.lower ?? '' };
  for (const parser of PARSERS) {
    const hit = parser(words, from);
    if (hit) return hit;
  }
  return null;
}

function canStart(lower: string): boolean {
  const first = lower.charCodeAt(0);
  return (first >= 48 && first <= 57) || STARTS.has(lower);
}

function isLimit(words: Words, at: number): boolean {
  const before = words.at(at - 1);
  return LIMITS.has(before) || (before === 'the' && LIMITS.has(words.at(at - 2)));
}

function yearAt(words: Words, at: number): number | null {
  const token = words.tokens[at];
  if (!token || !/^(?:19[5-9]|20[0-6])\d$/.test(token.lower)) return null;
  const next = words.tokens[at + 1];
  return next?.glued && next.lower === 's' ? null : Number(token.lower);
}

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

function yearAfter(words: Words, at: number): { year: number; to: number } | null {
  let index = at;
  if (words.at(index) === ',') index += 1;
  if (words.at(index) === 'of') index += 1;
  const year = yearAt(words, index);
  return year === null ? null : { year, to: index + 1 };
}

/** `last year`, `this year`, `next year`, `of the same year` after a month or season. */
function whichYearAfter(words: Words, at: number): { which: Which; to: number } {
  let index = at;
  if (words.at(index) === 'of') index += 1;
  if (words.at(index) === 'the') index += 1;
  if (words.at(index) === 'that' && words.at(index + 1) === 'year') return { which: 'narrated', to: index + 2 };
  const which = WHICH.get(words.at(index));
  if (which !== undefined && words.at(index + 1) === 'year') return { which: ofYear(which), to: index + 2 };
  return { which: 'open', to: at };
}

function ofYear(which: Which): Which {
  return which === 'last' ? 'last-year' : which === 'next' ? 'next-year' : which;
}

const monthAt = (words: Words, at: number): number | null => {
  const token = words.tokens[at];
  const month = token === undefined ? undefined : MONTHS.get(token.lower);
  if (token === undefined || month === undefined || token.text === token.lower) return null;
  return month;
};

const skipDot = (words: Words, at: number): number => (words.at(at) === '.' ? at + 1 : at);

/** `July 12, 2019`, `July 12`, `July 2019`, `July last year`, `July`. */
const monthFirst: Parser = (words, at) => {
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
const dayFirst: Parser = (words, at) => {
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

function fixed(value: ReturnType<typeof partial>, to: number, limit: boolean): DateHit {
  return { expression: { form: 'fixed', value, limit }, to };
}

const YEAR_LEADS = new Set(
  "in by since from until during of to before after for till around about and or between early mid late the a its their through than circa year fiscal fy 's".split(
    ' ',
  ),
);

/** `2017` after a word that leads a date, or before a noun ("the 2017 contract"); a range gives its start. */
const bareYear: Parser = (words, at) => {
  const year = yearAt(words, at);
  if (year === null || !YEAR_LEADS.has(words.at(at - 1))) return null;
  const joins = words.at(at + 1);
  const second = yearAt(words, at + 2);
  const to = second !== null && /^(?:to|and|or|through|[-–—])$/.test(joins) ? at + 3 : at + 1;
  if (words.tokens[at + 1]?.glued && yearAt(words, at + 1) !== null)
    return fixed(partial(year), at + 2, isLimit(words, at));
  const hit = fixed(partial(year), to, isLimit(words, at));
  if (to === at + 1 || second === null || hit.expression.form !== 'fixed') return hit;
  return { expression: { ...hit.expression, until: partial(second) }, to };
};

/** `2030s`, `1990s`: too vague for a date, but nothing else either. */
const decade: Parser = (words, at) => {
  const next = words.tokens[at + 1];
  if (!/^(?:19|20)\d0$/.test(words.at(at)) || !next?.glued || next.lower !== 's') return null;
  return { expression: { form: 'vague' }, to: at + 2 };
};

/** `early 2020`, `end of next year`, `late last October`, `the middle of 2026`, `the end of the decade`. */
const edge: Parser = (words, at) => {
  if (!EDGES.has(words.at(at))) return null;
  const limit = isLimit(words, at);
  let index = at + 1;
  if (words.at(index) === 'of') index += 1;
  if (words.at(index) === 'the') index += 1;
  if (words.at(index) === 'decade') return { expression: { form: 'vague' }, to: index + 1 };
  const year = yearAt(words, index);
  if (year !== null) return fixed(partial(year), index + 1, limit);
  if (words.at(index) === 'year' && words.at(index - 1) === 'the') {
    return { expression: { form: 'period', unit: 'year', which: 'this', limit }, to: index + 1 };
  }
  if (words.at(index) === 'month' && words.at(index - 1) === 'the') {
    return { expression: { form: 'period', unit: 'month', which: 'this', limit }, to: index + 1 };
  }
  const hit = decade(words, index) ?? whichUnit(words, index) ?? monthFirst(words, index) ?? season(words, index);
  return hit === null || hit.to === index ? null : { expression: withLimit(hit.expression, limit), to: hit.to };
};

function withLimit(expression: DateExpression, limit: boolean): DateExpression {
  return 'limit' in expression ? { ...expression, limit: expression.limit || limit } : expression;
}

/** `last month`, `this week`, `next July`, `last Friday`, `last autumn`. */
const whichUnit: Parser = (words, at) => {
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

/** `on Friday`, `Friday last week`, `Wednesday, December 11`. */
const weekday: Parser = (words, at) => {
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

const dayWord: Parser = (words, at) => {
  const shift = DAY_WORDS.get(words.at(at));
  return shift === undefined
    ? null
    : { expression: { form: 'shift', unit: 'day', amount: shift, from: 'publication' }, to: at + 1 };
};

const SIDES: ReadonlyMap<string, { sign: number; from: 'publication' | 'narrated' }> = new Map([
  ['ago', { sign: -1, from: 'publication' }],
  ['earlier', { sign: -1, from: 'narrated' }],
  ['before', { sign: -1, from: 'narrated' }],
  ['later', { sign: 1, from: 'narrated' }],
  ['after', { sign: 1, from: 'narrated' }],
]);

/** `two years ago`, `a week later`, `in three months`, `within five years`. */
const shift: Parser = (words, at) => {
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

const season: Parser = (words, at) => {
  if (!SEASONS.has(words.at(at))) return null;
  if (words.at(at) === 'fall' && !/^(?:the|in|last|this|next)$/.test(words.at(at - 1))) return null;
  const year = yearAfter(words, at + 1);
  if (year) return fixed(partial(year.year), year.to, isLimit(words, at));
  const { which, to } = whichYearAfter(words, at + 1);
  if (which === 'open' && !/^(?:in|the|this|of)$/.test(words.at(at - 1))) return null;
  return { expression: { form: 'season', which }, to };
};

/** `first half of 2024`, `second quarter of next year`, `Q3 2025`, `H2 2026`: the first month of the part. */
const part: Parser = (words, at) => {
  const glued = words.tokens[at + 1]?.glued === true;
  const letter = words.at(at);
  if (glued && (letter === 'q' || letter === 'h'))
    return partOf(words, at + 2, letter === 'q' ? 3 : 6, Number(words.at(at + 1)), at);
  const ordinal = words.at(at) === 'last' || words.at(at) === 'final' ? 4 : ORDINALS.get(words.at(at));
  const noun = words.at(at + 1);
  if (ordinal === undefined || (noun !== 'half' && noun !== 'quarter')) return null;
  return partOf(words, at + 2, noun === 'half' ? 6 : 3, noun === 'half' ? Math.min(ordinal, 2) : ordinal, at);
};

function partOf(words: Words, at: number, months: number, number: number, from: number): DateHit | null {
  if (!(number >= 1 && number <= 12 / months)) return null;
  const month = (number - 1) * months + 1;
  const year = yearAfter(words, at);
  if (year) return fixed(partial(year.year, month), year.to, isLimit(words, from));
  const { which, to } = whichYearAfter(words, at);
  return { expression: { form: 'part', month, which }, to };
}

/** `that year`, `that month`, `the same day`: the narrated time. */
const thatPeriod: Parser = (words, at) => {
  const lead = words.at(at);
  if (lead !== 'that' && !(lead === 'the' && words.at(at + 1) === 'same')) return null;
  const index = lead === 'that' ? at + 1 : at + 2;
  const unit = UNITS.get(words.at(index));
  if (unit === undefined || words.at(index).endsWith('s')) return null;
  return { expression: { form: 'shift', unit, amount: 0, from: 'narrated' }, to: index + 1 };
};

/** `the year`, `the week` in `within the year`, `later in the month`. */
const thePeriod: Parser = (words, at) => {
  if (words.at(at) !== 'the' || !/^(?:within|during|in)$/.test(words.at(at - 1))) return null;
  const unit = UNITS.get(words.at(at + 1));
  if (unit === undefined || words.at(at + 1).endsWith('s') || words.at(at + 2) === 'of') return null;
  return { expression: { form: 'period', unit, which: 'this', limit: words.at(at - 1) === 'within' }, to: at + 2 };
};

const PARSERS: readonly Parser[] = [
  decade,
  part,
  edge,
  dayFirst,
  monthFirst,
  weekday,
  thatPeriod,
  whichUnit,
  dayWord,
  shift,
  season,
  thePeriod,
  bareYear,
];
