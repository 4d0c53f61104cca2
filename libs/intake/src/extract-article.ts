import { findArticle, markExtracted } from '@dealwatch/read-models';
import { appendReading, findText } from './append-reading';
import { findCopies } from './find-copies';
import type { Intake } from './intake';

export interface ExtractOutcome {
  /** Reports that now wait to be recorded; 0 where there is nothing left to do. */
  readonly toRecord: number;
}

/**
 * Compares an article that waits for its first reading with those taken in before, and reads it. One that was read already is left
 * as it is; one whose reading fails or is stopped stays due.
 */
export async function extractArticle(intake: Omit<Intake, 'rules'>, articleId: string): Promise<ExtractOutcome> {
  const { db, extractor } = intake;
  const article = await findArticle(db, articleId);
  if (!article) throw new Error(`No article ${articleId}.`);
  if (article.state === 'extracted') return { toRecord: article.reportCount ?? 0 };
  if (article.state !== 'received') return { toRecord: 0 };
  const text = await findText(db, article);
  if (!text) throw new Error(`The text of article ${articleId} is gone.`);
  const comparison = await findCopies(db, article, text.text);
  const reading = { ...(await extractor(text)), comparison };
  const saved = await appendReading(intake, article.articleId, reading, (trx, read) =>
    markExtracted(trx, articleId, read),
  );
  return saved ? { toRecord: reading.reports.length } : extractArticle(intake, articleId); // somebody else was faster
}
