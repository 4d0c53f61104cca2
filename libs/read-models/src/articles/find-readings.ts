import { sql } from 'kysely';
import type { Db } from '../db';
import { ARTICLE_COLUMNS, type ArticleRow } from './article-row';

/** Which articles are to be read again. */
export interface RereadFilter {
  /**
   * Names and versions of extractors: articles that one of them was the last to read are left out, unless that reading is not
   * recorded yet. None: every article is read again.
   */
  readonly settled: readonly string[];
  /** Only these; null: any. */
  readonly articleIds: readonly string[] | null;
}

/** A page of the articles that are to be read again, by id. Articles that were never read are left to the workers. */
export async function findArticlesToReread(
  db: Db,
  filter: RereadFilter,
  page: { after: string | null; limit: number },
): Promise<ArticleRow[]> {
  let query = toReread(db, filter).select(ARTICLE_COLUMNS).orderBy('article_id').limit(page.limit);
  if (page.after !== null) query = query.where('article_id', '>', page.after);
  return (await query.execute()) as ArticleRow[];
}

/** How many there are. */
export async function countArticlesToReread(db: Db, filter: RereadFilter): Promise<number> {
  const row = await toReread(db, filter).select(sql<number>`count(*)::int`.as('articles')).executeTakeFirstOrThrow();
  return row.articles;
}

function toReread(db: Db, { settled, articleIds }: RereadFilter) {
  const others = sql<string>`all(${settled}::text[])`;
  let query = db
    .selectFrom('article')
    .where('state', 'in', ['extracted', 'recorded'])
    .where((e) => e.or([e('extractor', '<>', others), e('state', '=', 'extracted')]));
  if (articleIds !== null) query = query.where('article_id', '=', sql<string>`any(${articleIds}::uuid[])`);
  return query;
}
