import type { ArticleId, Day, NearCopy } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

/** A near copy with where it was published. */
export interface NearCopyRow extends NearCopy {
  readonly url: string | null;
  readonly source: string | null;
  readonly publishedOn: Day;
}

/** Keeps the near copies of an article, in the transaction that appends its NearCopiesFound. Known pairs stay as they are. */
export async function storeNearCopies(db: Db, articleId: ArticleId, copies: readonly NearCopy[]): Promise<void> {
  if (copies.length === 0) return;
  const rows = copies.flatMap(({ articleId: other, similarity, containment }) => [
    { article_id: articleId, other_id: other, similarity, containment },
    { article_id: other, other_id: articleId, similarity, containment },
  ]);
  rows.sort((a, b) => (a.article_id + a.other_id < b.article_id + b.other_id ? -1 : 1)); // both may be found at once: no deadlock
  await db
    .insertInto('near_copy')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The near copies of an article, whichever of the two was compared later, the earliest published first. */
export async function nearCopiesOf(db: Db, articleId: string, limit: number): Promise<NearCopyRow[]> {
  const { rows } = await sql<NearCopyRow>`
    select a.article_id as "articleId", a.url, a.source, a.published_on as "publishedOn", n.similarity, n.containment
      from near_copy n join article a on a.article_id = n.other_id
     where n.article_id = ${articleId}
     order by a.published_on, a.article_id limit ${limit}
  `.execute(db);
  return rows;
}
