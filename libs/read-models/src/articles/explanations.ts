import type { ReportId } from '@dealwatch/domain';
import type { Db } from '../db';

/** Why an extractor read its reports, by report id: plain data, whose shape is the extractor's own. */
export type Explanations = Readonly<Record<ReportId, object>>;

/**
 * Keeps the reasons of one reading beside the article's text, and goes when that goes: they quote its words. A later
 * reading by the same extractor replaces them. Call it in the transaction that appends the ArticleExtracted.
 */
export async function keepExplanations(
  db: Db,
  articleId: string,
  extractor: string,
  explanations: Explanations,
): Promise<void> {
  const row = { article_id: articleId, extractor, explanations: JSON.stringify(explanations) };
  await db
    .insertInto('article_explanation')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'extractor']).doUpdateSet({ explanations: row.explanations }),
    )
    .execute();
}

/** The reasons of an extractor's last reading; none where none were kept or the text was erased. */
export async function findExplanations(db: Db, articleId: string, extractor: string): Promise<Explanations> {
  const row = await db
    .selectFrom('article_explanation')
    .select('explanations')
    .where('article_id', '=', articleId)
    .where('extractor', '=', extractor)
    .executeTakeFirst();
  return (row?.explanations ?? {}) as Explanations;
}
