import type { ArticleReceived } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

/**
 * Stores an article's row and text, in the transaction that appends its ArticleReceived.
 * `skipped` keeps it as `unsupported-language`; else it is due for extraction at once. `receivedAt` is the event's recordedAt.
 */
export async function storeArticle(
  db: Db,
  article: ArticleReceived['data'],
  options: { text: string; receivedAt: string; skipped: boolean },
): Promise<void> {
  await db
    .insertInto('article')
    .values({
      article_id: article.articleId,
      url: article.url,
      source: article.source,
      title: article.title,
      published_on: article.publishedOn,
      language: article.language,
      text_hash: article.textHash,
      copy_of: article.copyOf,
      revision_of: article.revisionOf,
      state: options.skipped ? 'unsupported-language' : 'received',
      due_at: options.skipped ? null : sql<string>`clock_timestamp()`,
      received_at: options.receivedAt,
    })
    .execute();
  await db.insertInto('article_text').values({ article_id: article.articleId, text: options.text }).execute();
}
