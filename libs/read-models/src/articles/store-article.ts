import type { ArticleReceived } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

export interface ArticleToStore {
  readonly article: ArticleReceived['data'];
  readonly text: string;
  /** The event's recordedAt. */
  readonly receivedAt: string;
  /** Keeps it as `unsupported-language`; else it is due for extraction at once. */
  readonly skipped: boolean;
}

/** Stores an article's row and text, in the transaction that appends its ArticleReceived. */
export async function storeArticle(
  db: Db,
  article: ArticleReceived['data'],
  options: Omit<ArticleToStore, 'article'>,
): Promise<void> {
  await storeArticles(db, [{ article, ...options }]);
}

/** The same for several articles, in one statement. */
export async function storeArticles(db: Db, articles: readonly ArticleToStore[]): Promise<void> {
  const texts = articles.map(({ article, text }) => ({ article_id: article.articleId, text }));
  await db
    .with('stored', (cte) => cte.insertInto('article').values(articles.map(toRow)))
    .insertInto('article_text')
    .values(texts)
    .execute();
}

function toRow({ article, receivedAt, skipped }: ArticleToStore) {
  return {
    article_id: article.articleId,
    url: article.url,
    source: article.source,
    title: article.title,
    published_on: article.publishedOn,
    language: article.language,
    text_hash: article.textHash,
    copy_of: article.copyOf,
    revision_of: article.revisionOf,
    state: skipped ? 'unsupported-language' : 'received',
    due_at: skipped ? null : sql<string>`clock_timestamp()`,
    received_at: receivedAt,
  };
}
