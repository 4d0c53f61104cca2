import { sql } from 'kysely';
import type { Db } from '../db';
import { nextTry } from '../next-try';

/**
 * With its ArticleExtracted: due for recording, or done where nothing was found. False where the article was no longer
 * waiting to be read; then nothing is changed, and nothing must be appended.
 */
export async function markExtracted(
  db: Db,
  articleId: string,
  extraction: { extractor: string; reportCount: number },
): Promise<boolean> {
  const state = extraction.reportCount === 0 ? 'recorded' : 'extracted';
  const result = await db
    .updateTable('article')
    .set({
      state,
      extractor: extraction.extractor,
      report_count: extraction.reportCount,
      failed_attempts: 0,
      problem: null,
      due_at: state === 'recorded' ? null : sql<string>`clock_timestamp()`,
    })
    .where('article_id', '=', articleId)
    .where('state', '=', 'received')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * With a further ArticleExtracted: due for recording, also where nothing was found, as the deals hold what was found before.
 * False where somebody else has read it again since `rereadings`; then nothing is changed, and nothing must be appended.
 */
export async function markReread(
  db: Db,
  articleId: string,
  reading: { extractor: string; reportCount: number; rereadings: number },
): Promise<boolean> {
  const result = await db
    .updateTable('article')
    .set({
      state: 'extracted',
      extractor: reading.extractor,
      report_count: reading.reportCount,
      rereadings: reading.rereadings + 1,
      failed_attempts: 0,
      problem: null,
      due_at: sql<string>`clock_timestamp()`,
    })
    .where('article_id', '=', articleId)
    .where('rereadings', '=', reading.rereadings)
    .where('state', 'in', ['extracted', 'recorded'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Keeps anybody from reading the article again until the transaction ends. False where it has been read again since: what
 * an older reading says must not be recorded any more.
 */
export async function holdReading(db: Db, articleId: string, rereadings: number): Promise<boolean> {
  const row = await db
    .selectFrom('article')
    .select('article_id')
    .where('article_id', '=', articleId)
    .where('rereadings', '=', rereadings)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** After the last report of this reading was appended to its deal. False where the article was read again meanwhile. */
export async function markRecorded(db: Db, articleId: string, rereadings: number): Promise<boolean> {
  const result = await db
    .updateTable('article')
    .set({ state: 'recorded', failed_attempts: 0, problem: null, due_at: null })
    .where('article_id', '=', articleId)
    .where('rereadings', '=', rereadings)
    .where('state', 'in', ['extracted', 'recorded'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ids of articles that have been due for at least `graceMs`, oldest first, by the step that they wait for. */
export async function dueArticles(
  db: Db,
  options: { graceMs: number; limit: number },
): Promise<{ articleId: string; state: 'received' | 'extracted' }[]> {
  const { rows } = await sql<{ articleId: string; state: 'received' | 'extracted' }>`
    select article_id as "articleId", state from article
     where due_at < clock_timestamp() - make_interval(secs => ${options.graceMs / 1000})
     order by due_at limit ${options.limit}
  `.execute(db);
  return rows;
}

/** Keeps what went wrong and looks again later: after 1 s, 2 s, 4 s … at most an hour. It is never given up. */
export async function noteArticleFailure(db: Db, articleId: string, problem: string): Promise<void> {
  await sql`
    update article
       set failed_attempts = failed_attempts + 1, problem = ${problem},
           due_at = ${nextTry}
     where article_id = ${articleId} and due_at is not null
  `.execute(db);
}
