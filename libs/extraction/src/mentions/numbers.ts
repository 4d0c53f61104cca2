import units from '../../lexicon/units.json';
import { NUMBER_WORDS, numberOf } from '../dates/words';
import type { Token } from '../text/types';

const SIGNS = new Map(Object.entries(units.currencySigns));
const WORDS = new Map(Object.entries(units.currencyWords));
const PREFIXES = new Map(Object.entries(units.currencyPrefixes));
const STARTS = new Set([...SIGNS.keys(), ...PREFIXES.keys(), ...NUMBER_WORDS.keys(), 'a', 'half']);
const MAGNITUDES = new Map(Object.entries(units.magnitudes));

export interface NumberHit {
  readonly value: number;
  /** ISO 4217 code of a sum of money; null for a plain number. */
  readonly currency: string | null;
  readonly to: number;
}

/** Money or a plain number that starts at a token ("$2.5 bln", "8 billion-pound", "a dozen", "5,000"). */
export function parseNumber(tokens: readonly Token[], at: number): NumberHit | null {
  if (!canStart((tokens[at] as Token).lower)) return null;
  return moneyBySign(tokens, at) ?? moneyByWord(tokens, at) ?? plainNumber(tokens, at);
}

function canStart(lower: string): boolean {
  const first = lower.charCodeAt(0);
  return (first >= 48 && first <= 57) || STARTS.has(lower);
}

function moneyBySign(tokens: readonly Token[], at: number): NumberHit | null {
  const prefix = PREFIXES.get(tokens[at]?.lower ?? '');
  const upper = tokens[at]?.text === tokens[at]?.text.toUpperCase() || tokens[at]?.lower === 'rs';
  const second = tokens[at + 1];
  if (prefix !== undefined && upper && second?.glued && SIGNS.has(second.lower))
    return amountAt(tokens, at + 2, prefix);
  const sign = SIGNS.get(tokens[at]?.lower ?? '');
  if (sign !== undefined) return amountAt(tokens, at + 1, sign);
  if (prefix !== undefined && upper && (tokens[at]?.text.length ?? 0) > 1 && prefix !== 'USD')
    return amountAt(tokens, at + 1, prefix);
  return tokens[at]?.text === 'USD' ? amountAt(tokens, at + 1, 'USD') : null;
}

function amountAt(tokens: readonly Token[], at: number, currency: string): NumberHit | null {
  let index = at;
  if (tokens[index]?.lower === '.') index += 1;
  const number = digits(tokens[index]);
  if (number === null) return null;
  const { value, to } = magnified(tokens, index + 1, number);
  return { value, currency, to };
}

function moneyByWord(tokens: readonly Token[], at: number): NumberHit | null {
  const number = numberOf(tokens[at]?.lower ?? '');
  if (number === null) return null;
  const { value, to } = magnified(tokens, at + 1, number);
  let index = to;
  if (/^(?:us|u\.s\.)$/.test(tokens[index]?.lower ?? '')) index += 1;
  const currency = WORDS.get(tokens[index]?.lower ?? '');
  if (currency === undefined || (to === at + 1 && value < 1000 && currency === 'GBP')) return null;
  return { value, currency, to: index + 1 };
}

function magnified(tokens: readonly Token[], at: number, number: number): { value: number; to: number } {
  const word = tokens[at];
  const short = word !== undefined && word.lower.length <= 2;
  const factor =
    word === undefined || (short && word.lower !== 'bn' && word.lower !== 'mn' && word.lower !== 'tn' && !word.glued)
      ? undefined
      : MAGNITUDES.get(word.lower);
  // round away the dust of binary fractions: 5.4 × 10^9 is 5400000000
  return factor === undefined
    ? { value: number, to: at }
    : { value: Math.round(number * factor * 100) / 100, to: at + 1 };
}

function plainNumber(tokens: readonly Token[], at: number): NumberHit | null {
  const first = tokens[at];
  if (first === undefined) return null;
  if ((first.lower === 'a' || first.lower === 'half') && /^(?:dozen|pair)$/.test(tokens[at + 1]?.lower ?? '')) {
    const value = first.lower === 'half' ? 6 : tokens[at + 1]?.lower === 'dozen' ? 12 : 2;
    return { value, currency: null, to: at + 2 };
  }
  const number = first.lower === 'one' || first.lower === 'couple' ? null : numberOf(first.lower);
  if (number === null) return null;
  if (tokens[at + 1]?.lower === 'dozen') return { value: number * 12, currency: null, to: at + 2 };
  const unit = numberOf(tokens[at + 1]?.lower ?? '');
  if (
    tokens[at + 1]?.glued &&
    number >= 20 &&
    number % 10 === 0 &&
    unit !== null &&
    unit < 10 &&
    /^\p{L}/u.test(first.lower)
  ) {
    return { value: number + unit, currency: null, to: at + 2 };
  }
  const { value, to } =
    /^\d/.test(first.lower) || number < 1000 ? magnified(tokens, at + 1, number) : { value: number, to: at + 1 };
  return { value, currency: null, to };
}

function digits(token: Token | undefined): number | null {
  return token !== undefined && /^\d/.test(token.lower) ? numberOf(token.lower) : null;
}
