import {
  type ArticleEvent,
  type ArticleId,
  articleStream,
  type Comparison,
  dealIdOf,
  eventIdOf,
  evolveArticle,
  initialArticle,
  logIdOf,
  recordExtraction,
  recordNearCopies,
  reportIdOf,
} from '@dealwatch/domain';
import {
  type ArticleRow,
  type Db,
  type Explanations,
  findTexts,
  keepExplanations,
  storeNearCopies,
} from '@dealwatch/read-models';
import type { ArticleText, ExplainedReport, Intake, Reading } from './intake';

/** What was read, and with a first reading also the near copies that the article was found to have. */
export type ComparedReading = Reading & { readonly comparison?: Comparison };

/** The article's text with what else is read of it; null where it was erased. */
export async function findText(db: Db, { articleId, title, publishedOn }: ArticleRow): Promise<ArticleText | null> {
  const text = (await findTexts(db, [articleId])).get(articleId);
  return text === undefined ? null : { text, title, publishedOn };
}

/** Moves the article on in the transaction of its reading; false where somebody else has moved it. */
export type MarkArticle = (trx: Db, reading: { extractor: string; reportCount: number }) => Promise<boolean>;

/**
 * Appends what was read as ArticleExtracted, and before it the near copies that were found; keeps the reasons beside the text and
 * moves the article on, all in one transaction. False, and nothing written, where somebody else was faster; nothing is written
 * either where the last reading was of this version and says the same.
 */
export async function appendReading(
  { db, store }: Pick<Intake, 'db' | 'store'>,
  articleId: ArticleId,
  { extractor, reports, comparison }: ComparedReading,
  mark: MarkArticle,
): Promise<boolean> {
  const stream = articleStream(articleId);
  const history = await store.readStream<ArticleEvent>(stream);
  const state = history.reduce(evolveArticle, initialArticle);
  const events = [
    ...(comparison ? recordNearCopies(state, comparison) : []),
    ...recordExtraction(state, { extractor, reports }),
  ].map((event) => ({ ...event, id: logIdOf(event) }));
  if (events.length === 0) return true; // the last reading says the same
  const explanations = explanationsOf(articleId, reports);
  const saved = await db.transaction().execute(async (trx) => {
    if (!(await mark(trx, { extractor, reportCount: reports.length }))) return false;
    await storeNearCopies(trx, articleId, comparison?.copies ?? []);
    const result = await store.append(stream, events, { expected: history.length, trx });
    if (result.status === 'conflict') throw new Error(`${stream} moved while its article was read.`);
    if (explanations) await keepExplanations(trx, articleId, extractor, explanations);
    return true;
  });
  if (saved) store.touch();
  return saved;
}

function explanationsOf(articleId: ArticleId, reports: readonly ExplainedReport[]): Explanations | null {
  const explained = reports.flatMap(({ deal, claim, start, end, explanation }) =>
    explanation ? [[reportIdOf(eventIdOf(dealIdOf(deal), claim), articleId, start, end), explanation] as const] : [],
  );
  return explained.length === 0 ? null : Object.fromEntries(explained);
}
