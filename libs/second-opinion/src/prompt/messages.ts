import { textHashOf } from '@dealwatch/domain';
import type { ArticleText } from '@dealwatch/extraction';
import type { DoubtfulSentence } from '../doubts/doubtful-sentences';

/**
 * The whole article between two marks. The marks hold a hash of what stands between them, so that no text can hold its own
 * end; the text itself is left as it is, or quotes could not be copied from it.
 */
export function articleMessage({ text, title, publishedOn }: ArticleText): string {
  return marked([`Title: ${oneLine(title)}`, `Published on: ${publishedOn}`, 'Text:', text].join('\n'));
}

/** The numbered sentences, each after the one before it, and the deals that the rules read elsewhere in the article. */
export function doubtsMessage(
  { title, publishedOn }: ArticleText,
  sentences: readonly DoubtfulSentence[],
  deals: readonly string[],
): string {
  const head = [`Title: ${oneLine(title)}`, `Published on: ${publishedOn}`];
  const known = deals.length === 0 ? [] : [`Deals read in other sentences: ${deals.join('; ')}`];
  const body = sentences.map(
    ({ before, text }, index) => `Before ${index + 1}: ${before || '–'}\nSentence ${index + 1}: ${text}`,
  );
  return marked([...head, ...known, '', body.join('\n\n')].join('\n'));
}

function marked(content: string): string {
  const mark = `ARTICLE ${textHashOf(content).slice(0, 16)}`;
  return `${mark} BEGINS\n${content}\n${mark} ENDS`;
}

function oneLine(title: string | null): string {
  return title?.replace(/\s+/g, ' ').trim().slice(0, 500) || '–';
}
