import { once } from 'node:events';
import { catalogueEventOf } from '@dealwatch/extraction';
import type { ExplainedReport } from '@dealwatch/intake';
import { inOrder } from './in-order';
import { type InputArticle, readArticles } from './read-articles';
import { createReader } from './reader';

export interface PrintOptions {
  readonly explain?: boolean;
  readonly secondOpinion?: boolean;
}

/** Reads articles and writes one JSON line for each, waiting where the reader of standard output is slow. */
export async function printEvents(paths: readonly string[], options: PrintOptions): Promise<void> {
  const reader = createReader(options.secondOpinion === true);
  try {
    const read = async (article: InputArticle) => lineOf(article, await reader.read(article), options.explain === true);
    for await (const line of inOrder(readArticles(paths), reader.width, read)) {
      if (!process.stdout.write(line)) await once(process.stdout, 'drain');
    }
  } finally {
    await reader.close();
  }
}

function lineOf({ id, text }: InputArticle, reports: readonly ExplainedReport[], explain: boolean): string {
  const events = reports.map((report) => {
    const event = catalogueEventOf(report, text);
    return explain ? { ...event, explanation: report.explanation } : event;
  });
  return `${JSON.stringify({ id, events })}\n`;
}
