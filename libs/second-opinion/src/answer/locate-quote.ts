/** Where a quote stands: UTF-16 units into the article's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Two long sentences; what is longer quotes the article rather than a statement. */
const LONGEST_QUOTE = 1_000;
const SHORTEST_QUOTE = 8;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Finds a quote in the text, word for word, inside `within`. Of several places the first one counts that neither begins nor ends
 * in the middle of a word. Null where there is none, or where it is no quote: too short, too long, a single word, over
 * a gap between paragraphs. Blanks around it are not part of it.
 */
export function locateQuote(text: string, quote: string, within: Span = { start: 0, end: text.length }): Span | null {
  const words = quote.trim();
  if (words.length < SHORTEST_QUOTE || words.length > LONGEST_QUOTE) return null;
  if (!/\S\s+\S/.test(words) || /\n\s*\n/.test(words) || /\p{Surrogate}/u.test(words)) return null;
  for (let start = text.indexOf(words, within.start); start >= 0; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    if (end > within.end) return null;
    if (!cutsWord(text, start) && !cutsWord(text, end)) return { start, end };
  }
  return null;
}

function cutsWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && WORD.test(text[at - 1] as string) && WORD.test(text[at] as string);
}
