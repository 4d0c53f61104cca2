import type { Token } from '../text/types';
import { headNounAfter, suffixAfter } from './absorb';

/** A designation that no table lists, with the class of its head noun. */
export interface Designation {
  readonly name: string;
  readonly systemClass: string;
  readonly to: number;
}

const NOT_A_DESIGNATION = new Set([
  'g',
  'h',
  'q',
  'cop',
  'covid',
  'section',
  'article',
  'page',
  'no',
  'un',
  'eu',
  'us',
  'flight',
  'route',
  'room',
]);
const TOO_GENERAL = new Set(['generic', 'engine', 'ammunition', 'small-arms']);

/**
 * Reads designations by their form: letters and number before a weapon noun (`ZX-12 missiles`), `Type 123 frigate`,
 * `Name-class submarine`. Without such a noun a form alone is no evidence.
 */
export function designationAt(tokens: readonly Token[], at: number): Designation | null {
  const token = tokens[at];
  if (token === undefined || token.text === token.lower) return null;
  return typeNumber(tokens, at) ?? classShip(tokens, at) ?? letterNumber(tokens, at);
}

function letterNumber(tokens: readonly Token[], at: number): Designation | null {
  const letters = tokens[at];
  const number = tokens[at + 1];
  if (
    !letters ||
    !number ||
    !/^\p{Lu}{1,4}$|^\p{Lu}\p{Ll}{1,3}$/u.test(letters.text) ||
    NOT_A_DESIGNATION.has(letters.lower)
  )
    return null;
  if (!number.glued || !/^\d{1,4}$/.test(number.lower)) return null;
  return withHead(tokens, at, suffixAfter(tokens, at + 2), (words) => words.replace(/s$/, ''));
}

function typeNumber(tokens: readonly Token[], at: number): Designation | null {
  if (tokens[at]?.text !== 'Type' || !/^\d{2,4}$/.test(tokens[at + 1]?.lower ?? '')) return null;
  return withHead(tokens, at, suffixAfter(tokens, at + 2), (words) => words);
}

function classShip(tokens: readonly Token[], at: number): Designation | null {
  let index = at;
  while (index < at + 3 && /^\p{Lu}/u.test(tokens[index]?.text ?? '') && tokens[index + 1]?.lower !== 'class')
    index += 1;
  if (
    !/^\p{Lu}\p{Ll}+/u.test(tokens[index]?.text ?? '') ||
    tokens[index + 1]?.lower !== 'class' ||
    !tokens[index + 1]?.glued
  )
    return null;
  return withHead(tokens, at, index + 2, (words) => words.replace(/[- ]class$/, ''));
}

function withHead(
  tokens: readonly Token[],
  at: number,
  to: number,
  clean: (words: string) => string,
): Designation | null {
  const head = headNounAfter(tokens, to);
  if (head === null || TOO_GENERAL.has(head.entry.systemClass)) return null;
  return { name: clean(spelled(tokens, at, to)), systemClass: head.entry.systemClass, to: head.to };
}

/** The words as the text spells them, hyphens kept. */
function spelled(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(
      (token, index) =>
        (index === 0 ? '' : token.glued ? gapSign(tokens[from + index - 1] as Token, token) : ' ') + token.text,
    )
    .join('');
}

function gapSign(before: Token, after: Token): string {
  return after.start > before.end ? '-' : '';
}
