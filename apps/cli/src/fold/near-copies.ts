import {
  type ArticleId,
  type Day,
  indexKeysOf,
  likenessOf,
  type Signature,
  signatureOf,
  wantedKeysOf,
  withinCopyWindow,
} from '@dealwatch/domain';

interface ReadArticle {
  readonly articleId: ArticleId;
  readonly publishedOn: Day;
  readonly text: string;
}

/** The near copies of each article among those before it, as the index in PostgreSQL finds them. */
export function nearCopiesAmong(articles: readonly ReadArticle[]): ReadonlyMap<ArticleId, readonly ArticleId[]> {
  const index = new Map<number, Signed[]>();
  const found = new Map<ArticleId, readonly ArticleId[]>();
  for (const { articleId, publishedOn, text } of articles) {
    const signature = signatureOf(text);
    if (!signature) continue;
    const candidates = new Set(wantedKeysOf(signature, publishedOn).flatMap((key) => index.get(key) ?? []));
    const copies = [...candidates].filter(
      (other) => withinCopyWindow(other.publishedOn, publishedOn) && likenessOf(other.signature, signature) !== null,
    );
    found.set(
      articleId,
      copies.map((other) => other.articleId),
    );
    const signed = { articleId, publishedOn, signature };
    for (const key of indexKeysOf(signature, publishedOn)) index.set(key, [...(index.get(key) ?? []), signed]);
  }
  return found;
}

interface Signed extends Omit<ReadArticle, 'text'> {
  readonly signature: Signature;
}
