import { once } from 'node:events';
import { catalogueEventOf, extract } from '@dealwatch/extraction';
import { type InputArticle, readArticles } from './read-articles';

/** Reads articles and writes one JSON line for each, waiting where the reader of standard output is slow. */
export async function printEvents(paths: readonly string[], explain: boolean): Promise<void> {
  for await (const article of readArticles(paths)) {
    const line = `${JSON.stringify({ id: article.id, events: eventsOf(article, explain) })}\n`;
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
}

function eventsOf(article: InputArticle, explain: boolean) {
  return extract(article).reports.map((report) => {
    const event = catalogueEventOf(report, article.text);
    return explain ? { ...event, explanation: report.explanation } : event;
  });
}
