import units from '../../lexicon/units.json';
import { NUMBER_WORDS, numberOf } from '../dates/words';
import type { Token } from '../text/types';

const MAGNITUDES = new Map(Object.entries(units.magnitudes));
/** Short magnitudes that are written apart from their number; the others (`m`, `b`, `k`) only glued to it. */
const APART = new Set(['bn', 'mn', 'tn']);
/** Words that may stand behind a number and say that it is rough ("100-odd", "20-plus"). */
const ROUGHLY = /^(?:odd|plus|some)$/;
/** Ends of ordinals: "18th" counts nothing. */
const ORDINAL_END = /^(?:st|nd|rd|th)$/;

/** A number with the words that belong to it. */
export interface Numeral {
  readonly value: number;
  /** What its last words multiply by (`billion`); 1 where nothing does. */
  readonly magnitude: number;
  readonly to: number;
}

/** Words that a numeral can begin with, beside digits. */
export const NUMERAL_WORDS: readonly string[] = [...NUMBER_WORDS.keys(), 'a', 'half'];

/** The numeral that starts at a token: "5,000", "twenty-four", "two and a half billion", "half a dozen", "1.2 lakh crore", "a billion". */
export function numeralAt(tokens: readonly Token[], at: number): Numeral | null {
  const counted = fewAt(tokens, at);
  if (counted) return counted;
  const base = baseAt(tokens, at);
  if (base === null) return null;
  const whole = withHundreds(tokens, base);
  const { value, magnitude, to } = magnified(tokens, whole);
  if (magnitude === 1 && base.bare && whole.value === base.value) return null;
  return { value, magnitude, to: pastRoughly(tokens, to) };
}

interface Part {
  readonly value: number;
  readonly to: number;
}

/** "a dozen", "half a dozen", "two dozen", "a pair", "a couple". */
function fewAt(tokens: readonly Token[], at: number): Numeral | null {
  const words = [0, 1, 2].map((offset) => tokens[at + offset]?.lower ?? '');
  const counted = (value: number, length: number) => ({ value, magnitude: 1, to: at + length });
  if (words[0] === 'half') {
    if (words[1] === 'dozen') return counted(6, 2);
    return words[1] === 'a' && words[2] === 'dozen' ? counted(6, 3) : null;
  }
  const few = NUMBER_WORDS.get(words[1] ?? '');
  if (words[0] === 'a' && /^(?:dozen|pair|couple)$/.test(words[1] ?? '')) return counted(few ?? 0, 2);
  const number = words[1] === 'dozen' ? numberOf(words[0] ?? '') : null;
  return number === null ? null : counted(number * 12, 2);
}

/** A number below a hundred in words, digits, or what only counts with a magnitude behind it ("a", "one", "half a"). */
function baseAt(tokens: readonly Token[], at: number): (Part & { bare: boolean }) | null {
  const first = tokens[at]?.lower ?? '';
  if (first === 'a' || first === 'one') return withHalf(tokens, { value: 1, to: at + 1, bare: true });
  if (first === 'half') return tokens[at + 1]?.lower === 'a' ? { value: 0.5, to: at + 2, bare: true } : null;
  if (first === 'couple' || first === 'pair') return null;
  const value = numberOf(first);
  if (value === null || (/^\d/.test(first) && isOrdinal(tokens, at + 1))) return null;
  const ones = unitsAfter(tokens, at + 1, value, first);
  return withHalf(tokens, ones ? { ...ones, bare: false } : { value, to: at + 1, bare: false });
}

function isOrdinal(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.glued === true && ORDINAL_END.test(tokens[at]?.lower ?? '');
}

/** "twenty-four". */
function unitsAfter(tokens: readonly Token[], at: number, tens: number, word: string): Part | null {
  const unit = numberOf(tokens[at]?.lower ?? '');
  if (!tokens[at]?.glued || tens < 20 || tens % 10 !== 0 || /^\d/.test(word)) return null;
  return unit === null || unit >= 10 ? null : { value: tens + unit, to: at + 1 };
}

/** "two and a half". */
function withHalf(tokens: readonly Token[], part: Part & { bare: boolean }): Part & { bare: boolean } {
  const words = [0, 1, 2].map((offset) => tokens[part.to + offset]?.lower).join(' ');
  return words === 'and a half' ? { ...part, value: part.value + 0.5, to: part.to + 3 } : part;
}

/** "one hundred and fourteen". */
function withHundreds(tokens: readonly Token[], { value, to }: Part): Part {
  if (tokens[to]?.lower !== 'hundred') return { value, to };
  const hundreds = { value: value * 100, to: to + 1 };
  const rest = tokens[hundreds.to]?.lower === 'and' ? hundreds.to + 1 : hundreds.to;
  const small = /^\d/.test(tokens[rest]?.lower ?? '') ? null : baseAt(tokens, rest);
  return small === null || small.bare ? hundreds : { value: hundreds.value + small.value, to: small.to };
}

/** All magnitudes that follow, as in "1.2 lakh crore". */
function magnified(tokens: readonly Token[], { value, to }: Part): Numeral {
  let [magnitude, at] = [1, to];
  for (let factor = magnitudeAt(tokens, at); factor !== null; factor = magnitudeAt(tokens, at)) {
    magnitude *= factor;
    at += 1;
  }
  // round away the dust of binary fractions: 5.4 × 10^9 is 5400000000
  return { value: magnitude === 1 ? value : Math.round(value * magnitude * 100) / 100, magnitude, to: at };
}

function magnitudeAt(tokens: readonly Token[], at: number): number | null {
  const word = tokens[at];
  if (word === undefined || word.lower === 'hundred') return null;
  if (word.lower.length <= 2 && !APART.has(word.lower) && !word.glued) return null;
  return MAGNITUDES.get(word.lower) ?? null;
}

function pastRoughly(tokens: readonly Token[], at: number): number {
  return tokens[at]?.glued && ROUGHLY.test(tokens[at]?.lower ?? '') ? at + 1 : at;
}
