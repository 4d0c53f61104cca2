import { once } from 'node:events';
import { catalogueEventOf } from '@dealwatch/extraction';
import { explainText, type Paint, painter } from './explain-text';
import { inOrder } from './in-order';
import { type InputArticle, readArticles } from './read-articles';
import { createReader, type ReadArticle } from './reader';

export interface PrintOptions {
  readonly explain?: boolean;
  readonly secondOpinion?: boolean;
  /** `text` for people, `json` for programs; without it, text where explanations go to a terminal. */
  readonly format?: 'text' | 'json';
}

/** Reads articles and writes one JSON line for each, or an explanation for people, waiting where the reader of standard output is slow. */
export async function printEvents(paths: readonly string[], options: PrintOptions): Promise<void> {
  const reader = createReader(options.secondOpinion === true);
  try {
    const terminal = process.stdout.isTTY === true;
    const paint = painter(terminal && process.env.NO_COLOR === undefined);
    const asText = (options.format ?? (options.explain === true && terminal ? 'text' : 'json')) === 'text';
    const read = async (article: InputArticle) => {
      const found = await reader.read(article);
      return asText ? textOf(article, found, paint) : lineOf(article, found, options.explain === true);
    };
    for await (const line of inOrder(readArticles(paths), reader.width, read)) {
      if (!process.stdout.write(line)) await once(process.stdout, 'drain');
    }
  } finally {
    await reader.close();
  }
}

const textOf = (article: InputArticle, { reports, doubts }: ReadArticle, paint: Paint) =>
  explainText(article, reports, doubts, paint);

function lineOf({ id, text }: InputArticle, { reports, doubts }: ReadArticle, explain: boolean): string {
  const events = reports.map((report) => {
    const event = catalogueEventOf(report, text);
    return explain ? { ...event, explanation: report.explanation } : event;
  });
  return `${JSON.stringify(explain ? { id, events, doubts } : { id, events })}\n`;
}
