import units from '../../lexicon/units.json';
import type { Token } from '../text/types';
import { NAMES } from './gazetteer';
import { NUMERAL_WORDS, type Numeral, numeralAt } from './numerals';

const SIGNS = new Map(Object.entries(units.currencySigns));
const WORDS = new Map(Object.entries(units.currencyWords));
const PREFIXES = new Map(Object.entries(units.currencyPrefixes));
const OF_STATE = new Map(
  Object.entries(units.currencyOfState as Record<string, Record<string, string>>).map(
    ([word, codes]) => [word, new Map(Object.entries(codes))] as const,
  ),
);
const STARTS = new Set([...SIGNS.keys(), ...PREFIXES.keys(), ...NUMERAL_WORDS]);
/** Prefixes that are also written in small letters. */
const SMALL_PREFIXES = new Set(['rs', 'zl', 'rp', 'kc']);
/** Less than this with a bare currency word is a weight (`2,000-pound bomb`), a price a piece, or a chance. */
const LEAST_SUM = 10_000;

export interface NumberHit {
  readonly value: number;
  /** ISO 4217 code of a sum of money; null for a plain number. */
  readonly currency: string | null;
  readonly to: number;
}

/** Money or a plain number that starts at a token ("$2.5 bln", "8 billion-pound", "a dozen", "5,000"); of a range, its lower end. */
export function parseNumber(tokens: readonly Token[], at: number): NumberHit | null {
  if (!beginsNumber((tokens[at] as Token).lower)) return null;
  return moneyBySign(tokens, at) ?? numberOrMoney(tokens, at);
}

/** The currency that a word such as `crowns` means with a state; null where the word names one currency whatever the state. */
export function currencyOf(word: string, state: string): string | null {
  return OF_STATE.get(word.replace(/s$/, ''))?.get(state) ?? null;
}

/** Whether a number or a sum can begin with a word. */
export function beginsNumber(lower: string): boolean {
  const first = lower.charCodeAt(0);
  return (first >= 48 && first <= 57) || STARTS.has(lower);
}

function moneyBySign(tokens: readonly Token[], at: number): NumberHit | null {
  const mark = markAt(tokens, at);
  if (mark === null) return null;
  const start = tokens[mark.to]?.lower === '.' ? mark.to + 1 : mark.to;
  const amount = /^\d/.test(tokens[start]?.lower ?? '') ? numeralAt(tokens, start) : null;
  if (amount === null) return null;
  const { value, to } = lowerEnd(tokens, at, amount);
  return { value, currency: mark.currency, to };
}

/** `$`, `US$`, `EUR`, `Rs`: what stands before a sum. */
function markAt(tokens: readonly Token[], at: number): { currency: string; to: number } | null {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first === undefined) return null;
  const sign = SIGNS.get(first.lower);
  if (sign !== undefined) return { currency: sign, to: at + 1 };
  const prefix = PREFIXES.get(first.lower);
  if (prefix === undefined || (first.text !== first.text.toUpperCase() && !SMALL_PREFIXES.has(first.lower)))
    return null;
  if (second?.glued && SIGNS.has(second.lower)) return { currency: prefix, to: at + 2 };
  return first.text.length > 1 && first.text !== 'US' ? { currency: prefix, to: at + 1 } : null;
}

function numberOrMoney(tokens: readonly Token[], at: number): NumberHit | null {
  const first = numeralAt(tokens, at);
  if (first === null) return null;
  const lower = lowerEnd(tokens, at, first);
  const word = currencyWordAt(tokens, lower.to);
  if (word === null || (lower.magnitude === 1 && lower.value < LEAST_SUM)) {
    return { value: lower.value, currency: null, to: lower.to };
  }
  return { value: lower.value, currency: word.currency, to: word.to };
}

/** "dollars", "US dollars", "Australian dollars". */
function currencyWordAt(tokens: readonly Token[], at: number): { currency: string; to: number } | null {
  const plain = WORDS.get(tokens[at]?.lower ?? '');
  if (plain !== undefined) return { currency: plain, to: at + 1 };
  const state = NAMES.longest(tokens, at);
  if (state?.entry.kind !== 'state') return null;
  const word = tokens[state.to]?.lower ?? '';
  const usual = WORDS.get(word);
  return usual === undefined ? null : { currency: currencyOf(word, state.entry.code) ?? usual, to: state.to + 1 };
}

/** The lower end of a range with the magnitude of the upper ("between 2 and 3 billion", "$2-3bn", "100 to 150"), else the number itself. */
function lowerEnd(tokens: readonly Token[], at: number, first: Numeral): Numeral {
  const upper = upperEnd(tokens, at, first);
  if (upper === null) return first;
  const factor = first.magnitude === 1 ? upper.magnitude : 1;
  if (upper.value <= first.value * factor) return first;
  return { value: first.value * factor, magnitude: Math.max(first.magnitude, upper.magnitude), to: upper.to };
}

function upperEnd(tokens: readonly Token[], at: number, { value, to }: Numeral): Numeral | null {
  // years, "2024-25", are no range of amounts
  if (value >= 1900 && value <= 2100) return null;
  const from = afterRangeSign(tokens, at, to, value);
  return from === null ? null : numeralAt(tokens, markAt(tokens, from)?.to ?? from);
}

/** Index after what joins the ends of a range: "to", "and" after "between", a dash, a hyphen. */
function afterRangeSign(tokens: readonly Token[], at: number, to: number, value: number): number | null {
  const [before, next] = [tokens[at - 1]?.lower, tokens[to]];
  if (next === undefined) return null;
  // "from 12 to 18" is a rise
  if (next.lower === 'to') return before === 'from' ? null : to + 1;
  if (next.lower === 'and') return before === 'between' ? to + 1 : null;
  if (next.text === '–') return next.glued ? to + 1 : null;
  // "737-800" is a name
  const hyphened = next.glued && /^\d/.test(next.text) && next.start === (tokens[to - 1]?.end ?? 0) + 1;
  return hyphened && value < 100 ? to : null;
}
