import { fold } from './fold';
import { ownCopy, remembered } from './remembered';
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
    const { text: word, lower } = formOf(match[0]);
    tokens.push({
      text: word,
      lower,
      start: start + offset,
      end: end + offset,
      glued: previousEnd >= 0 && (between === '' || !/\s/.test(between)),
    });
    previousEnd = end;
  }
  return tokens;
}

interface Form {
  readonly text: string;
  readonly lower: string;
}

const FORMS = remembered<Form>(50_000);

/** A word and its folded form, the same two strings whenever it comes: what is looked up by a word need not compare its letters. */
function formOf(word: string): Form {
  const known = FORMS.get(word);
  if (known !== undefined) return known;
  const text = ownCopy(word);
  const form = { text, lower: fold(text) };
  FORMS.set(text, form);
  return form;
}
