import type { Token } from '../text/types';
import { MONTHS, WEEKDAYS } from './calendar';
import { DAY_WORDS, dayFirst, dayWord, monthFirst, weekday } from './days';
import { bareYear, decade, EDGES, edge, part, season, yearEnd } from './periods';
import { type DateHit, type Parser, SEASONS, WHICH, type Words } from './reading';
import { neighbour, shift, thatPeriod, thePeriod, whichUnit } from './relative';
import { NUMBER_WORDS, ORDINALS } from './words';

/** Every word that a date expression can begin with; digits aside. A word outside it costs one look-up. */
const STARTS: ReadonlySet<string> = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...WHICH.keys(),
  ...DAY_WORDS.keys(),
  ...EDGES,
  ...SEASONS.keys(),
  ...NUMBER_WORDS.keys(),
  ...ORDINALS.keys(),
  ...['a', 'an', 'that', 'the', 'q', 'h', 'final', 'latter', 'year'],
]);

const PARSERS: readonly Parser[] = [
  decade,
  part,
  edge,
  dayFirst,
  monthFirst,
  weekday,
  thatPeriod,
  neighbour,
  yearEnd,
  whichUnit,
  dayWord,
  shift,
  season,
  thePeriod,
  bareYear,
];

/** Finds a date expression that starts at a token; the longest reading wins. */
export function parseDate(tokens: readonly Token[], from: number): DateHit | null {
  if (!beginsDate((tokens[from] as Token).lower)) return null;
  const words: Words = { tokens, at: (index) => tokens[index]?.lower ?? '' };
  for (const parser of PARSERS) {
    const hit = parser(words, from);
    if (hit) return hit;
  }
  return null;
}

/** Whether a date expression can begin with a word. */
export function beginsDate(lower: string): boolean {
  const first = lower.charCodeAt(0);
  return (first >= 48 && first <= 57) || STARTS.has(lower);
}
