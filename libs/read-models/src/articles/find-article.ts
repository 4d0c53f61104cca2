import type { ArticleId } from '@dealwatch/domain';
import type { Db } from '../db';
import { ARTICLE_COLUMNS, type ArticleRow } from './article-row';

/** One article's row, or undefined. */
export async function findArticle(db: Db, articleId: string): Promise<ArticleRow | undefined> {
  const row = await db
    .selectFrom('article')
    .select(ARTICLE_COLUMNS)
    .where('article_id', '=', articleId)
    .executeTakeFirst();
  return row as ArticleRow | undefined;
}

/** The texts of articles, by id. An erased text is missing from the map. */
export async function findTexts(db: Db, articleIds: readonly string[]): Promise<Map<ArticleId, string>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('article_text')
    .select(['article_id as articleId', 'text'])
    .where('article_id', 'in', [...new Set(articleIds)])
    .execute();
  return new Map(rows.map((row) => [row.articleId as ArticleId, row.text]));
}
