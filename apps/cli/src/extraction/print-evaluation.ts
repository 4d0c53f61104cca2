import { catalogueEventOf, evaluate, formatEvaluation, formatMiss, type ScoredEvent } from '@dealwatch/extraction';
import { inOrder } from './in-order';
import { BadInput, type InputArticle, readArticles } from './read-articles';
import { createReader } from './reader';

interface Options {
  readonly misses?: boolean;
  readonly json?: boolean;
  readonly secondOpinion?: boolean;
}

/** Runs the extractor over labelled articles and prints the measures, the articles' misses before them where asked for. */
export async function printEvaluation(folder: string, options: Options): Promise<void> {
  const labelled: { id: string; events: readonly ScoredEvent[] }[] = [];
  const predictions = new Map<string, readonly ScoredEvent[]>();
  const reader = createReader(options.secondOpinion === true);
  try {
    const read = async (article: InputArticle) => {
      const { reports } = await reader.read(article);
      return { article, events: reports.map((report) => catalogueEventOf(report, article.text)) };
    };
    for await (const { article, events } of inOrder(readArticles([folder]), reader.width, read)) {
      labelled.push({ id: article.id, events: labelsOf(article) });
      predictions.set(article.id, events);
    }
  } finally {
    await reader.close();
  }
  const { misses, ...measures } = evaluate(labelled, predictions);
  if (options.misses) for (const miss of misses) console.log(formatMiss(miss));
  console.log(options.json ? JSON.stringify(measures, null, 1) : formatEvaluation({ ...measures, misses }));
}

function labelsOf({ id, fields }: InputArticle): readonly ScoredEvent[] {
  if (!Array.isArray(fields.events))
    throw new BadInput(`${id}: a labelled article needs its "events" as a list; it may be empty.`);
  return fields.events as ScoredEvent[];
}
