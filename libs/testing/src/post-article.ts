import {
  type ArticleId,
  articleIdOf,
  articleStream,
  type Day,
  initialArticle,
  logIdOf,
  receiveArticle,
  textHashOf,
} from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type Db, findRelatives, storeArticle } from '@dealwatch/read-models';
import type { LabelledArticle } from './labelled-articles';

export type PostableArticle = Omit<LabelledArticle, 'id' | 'events'>;

/** Puts an article into log and tables as a post does, for specs of what comes after. */
export async function postArticle(db: Db, store: EventStore, article: PostableArticle): Promise<ArticleId> {
  const { text, ...fields } = article;
  const identity = {
    textHash: textHashOf(text),
    publishedOn: article.publishedOn,
    url: article.url,
    source: article.source,
  };
  const articleId = articleIdOf(identity);
  const { copyOf, revisionOf } = await findRelatives(db, identity);
  const data = { ...fields, ...identity, articleId, textLength: text.length, copyOf, revisionOf };
  const events = receiveArticle(initialArticle, { article: data, today: '2026-01-01' as Day });
  await db.transaction().execute(async (trx) => {
    const named = events.map((event) => ({ ...event, id: logIdOf(event) }));
    const result = await store.append(articleStream(articleId), named, { expected: 'none', trx });
    if (result.status === 'conflict') throw new Error(`${articleId} is there already.`);
    await storeArticle(trx, data, { text, receivedAt: result.recordedAt, skipped: false });
  });
  return articleId;
}
