import { fold } from './fold';
import type { Token } from './types';

/**
 * Words are cut at hyphens, slashes and between letters and digits, so that `S-400s`, `S400s` and `S 400s` give the same
 * tokens; a spaced hyphen is kept as a dash. `U.S.` stays whole, `'s` and `'t` are tokens of their own.
 */
const TOKEN =
  /(?:\p{Lu}\.){2,}|\d+(?:[.,]\d+)*|['’ʼ](?:s|re|ve|ll|d|t|m)(?!\p{L})|\p{L}[\p{L}\p{M}]*|\[|\]|[,;:()"“”«»„.?!…$€£¥₹%&—–]|(?<=\s)--?(?=\s)|['’](?=\s)/gu;

/** The tokens of one stretch of text; `offset` is where it starts in the article. */
export function tokenize(text: string, offset: number): Token[] {
  const tokens: Token[] = [];
  let previousEnd = -1;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    const between = previousEnd < 0 ? ' ' : text.slice(previousEnd, start);
    tokens.push({
      text: match[0],
      lower: fold(match[0]),
      start: start + offset,
      end: end + offset,
      glued: previousEnd >= 0 && !/\s/.test(between),
    });
    previousEnd = end;
  }
  return tokens;
}
