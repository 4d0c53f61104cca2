import { partial } from './calendar';
import { monthFirst } from './days';
import {
  type DateHit,
  fixed,
  isLimit,
  type Parser,
  SEASONS,
  type Words,
  whichYearAfter,
  withLimit,
  yearAfter,
  yearAt,
} from './reading';
import { whichUnit } from './relative';
import { ORDINALS } from './words';

/** Words for an end or the middle of a period. */
export const EDGES = new Set(['early', 'mid', 'middle', 'late', 'end', 'beginning', 'start', 'turn', 'close']);

const YEAR_LEADS = new Set(
  "in by since from until during of to before after for till around about and or between early mid late the a its their through than circa at year fiscal fy 's".split(
    ' ',
  ),
);

/** `2017` after a word that leads a date, or before a noun ("the 2017 contract"); a range gives its start. */
export const bareYear: Parser = (words, at) => {
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
export const decade: Parser = (words, at) => {
  const next = words.tokens[at + 1];
  if (!/^(?:19|20)\d0$/.test(words.at(at)) || !next?.glued || next.lower !== 's') return null;
  return { expression: { form: 'vague' }, to: at + 2 };
};

/** `early 2020`, `end of next year`, `late last October`, `the middle of 2026`, `the end of the decade`. */
export const edge: Parser = (words, at) => {
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

/** `spring 2024`, `the spring of that year`, `since spring`. */
export const season: Parser = (words, at) => {
  const starts = SEASONS.get(words.at(at));
  if (starts === undefined) return null;
  if (words.at(at) === 'fall' && !/^(?:the|in|last|this|next)$/.test(words.at(at - 1))) return null;
  const year = yearAfter(words, at + 1);
  if (year) return fixed(partial(year.year), year.to, isLimit(words, at));
  const { which, to } = whichYearAfter(words, at + 1);
  if (which === 'open' && !/^(?:in|the|this|of|since|until|till|by|before|after|for)$/.test(words.at(at - 1)))
    return null;
  return { expression: { form: 'season', which, starts }, to };
};

/** `year's end`, `year-end`. */
export const yearEnd: Parser = (words, at) => {
  const lead = words.at(at - 1) === 'the' ? words.at(at - 2) : words.at(at - 1);
  if (words.at(at) !== 'year' || !/^(?:by|before|until|till|at|towards?)$/.test(lead)) return null;
  const to = words.at(at + 1) === "'s" ? at + 2 : words.at(at + 1) === '-' ? at + 2 : at + 1;
  if (words.at(to) !== 'end') return null;
  return { expression: { form: 'period', unit: 'year', which: 'this', limit: isLimit(words, at) }, to: to + 1 };
};

/** `first half of 2024`, `second quarter of next year`, `Q3 2025`, `H2 2026`: the first month of the part. */
export const part: Parser = (words, at) => {
  const glued = words.tokens[at + 1]?.glued === true;
  const letter = words.at(at);
  if (glued && (letter === 'q' || letter === 'h'))
    return partOf(words, at + 2, letter === 'q' ? 3 : 6, Number(words.at(at + 1)), at);
  const ordinal = words.at(at) === 'last' || words.at(at) === 'final' ? 4 : ORDINALS.get(words.at(at));
  const noun = words.at(at + 1);
  if (words.at(at) === 'latter' && noun === 'half') return partOf(words, at + 2, 6, 2, at);
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
