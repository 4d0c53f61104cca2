import {
  type ArticleEvent,
  type ArticleId,
  type ArticleReceived,
  articleStream,
  type Day,
  evolveArticle,
  initialArticle,
  logIdOf,
  receiveArticle,
  skipArticle,
} from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type Db, findRelativesOfMany, lockRelatives, type Relatives, storeArticles } from '@dealwatch/read-models';
import type { Posting } from './posting';

/** What became of a posted article. */
export interface Receipt {
  readonly id: ArticleId;
  readonly status: 'accepted' | 'duplicate';
  readonly copyOf?: ArticleId;
  readonly revisionOf?: ArticleId;
}

const READ_LANGUAGES: readonly string[] = ['en'];

/** Whether an extractor reads the article's language. */
export function isRead({ article }: Posting): boolean {
  return READ_LANGUAGES.includes(article.language);
}

/**
 * Stores articles with their events in the caller's transaction, as if they came one after the other, and answers their
 * receipts in order. Articles that share a text or a URL with an earlier one of the list wait until that one is stored.
 * @throws DomainError where an article breaks a rule; nothing of the list is stored then
 */
export async function storePostings(
  trx: Db,
  store: EventStore,
  postings: readonly Posting[],
  today: Day,
): Promise<Receipt[]> {
  await lockRelatives(
    trx,
    postings.map(({ article }) => article),
  );
  const firsts = new Map<ArticleId, Posting>();
  for (const posting of postings)
    if (!firsts.has(posting.article.articleId)) firsts.set(posting.article.articleId, posting);
  const receipts = new Map<ArticleId, Receipt>();
  for (const strangers of rounds([...firsts.values()])) {
    const stored = await storeStrangers(trx, store, strangers, today);
    strangers.forEach(({ article }, index) => {
      receipts.set(article.articleId, stored[index] as Receipt);
    });
  }
  return postings.map((posting) => {
    const receipt = receipts.get(posting.article.articleId) as Receipt;
    return firsts.get(posting.article.articleId) === posting ? receipt : { id: receipt.id, status: 'duplicate' };
  });
}

/** Splits a list into rounds in which no two articles share a text or a URL; sharers keep their order. */
export function rounds(postings: readonly Posting[]): Posting[][] {
  const parts: Posting[][] = [];
  const lastRound = new Map<string, number>();
  for (const posting of postings) {
    const { textHash, url } = posting.article;
    const keys = [`text:${textHash}`, `url:${url ?? textHash}`];
    const round = Math.max(...keys.map((key) => lastRound.get(key) ?? -1)) + 1;
    for (const key of keys) lastRound.set(key, round);
    parts[round] = [...(parts[round] ?? []), posting];
  }
  return parts;
}

async function storeStrangers(
  trx: Db,
  store: EventStore,
  postings: readonly Posting[],
  today: Day,
): Promise<Receipt[]> {
  const relatives = await findRelativesOfMany(
    trx,
    postings.map(({ article }) => article),
  );
  const judged = postings.map((posting, index) => judge(posting, relatives[index] as Relatives, today));
  await append(
    trx,
    store,
    judged.flatMap(({ accepted }) => accepted ?? []),
  );
  return judged.map(({ receipt }) => receipt);
}

interface Accepted {
  readonly posting: Posting;
  readonly article: ArticleReceived['data'];
  readonly events: readonly ArticleEvent[];
}

function judge(
  posting: Posting,
  { duplicateOf, copyOf, revisionOf }: Relatives,
  today: Day,
): { receipt: Receipt; accepted?: Accepted } {
  if (duplicateOf !== null) return { receipt: { id: duplicateOf, status: 'duplicate' } };
  const article = { ...posting.article, copyOf, revisionOf };
  const receipt: Receipt = {
    id: article.articleId,
    status: 'accepted',
    ...(copyOf === null ? {} : { copyOf }),
    ...(revisionOf === null ? {} : { revisionOf }),
  };
  return { receipt, accepted: { posting, article, events: decide(article, isRead(posting), today) } };
}

function decide(article: ArticleReceived['data'], read: boolean, today: Day): ArticleEvent[] {
  const received = receiveArticle(initialArticle, { article, today });
  const state = received.reduce(evolveArticle, initialArticle);
  return read ? received : [...received, ...skipArticle(state, 'unsupported-language')];
}

async function append(trx: Db, store: EventStore, accepted: readonly Accepted[]): Promise<void> {
  if (accepted.length === 0) return;
  const appends = accepted.map(({ article, events }) => ({
    stream: articleStream(article.articleId),
    events: events.map((event) => ({ ...event, id: logIdOf(event) })),
    expected: 'none' as const,
  }));
  const result = await store.appendMany(appends, { trx });
  if (result.status === 'conflict') throw new Error(`In the log, but without a row: ${result.conflicts[0]?.stream}.`);
  const rows = accepted.map(({ article, posting }, index) => ({
    article,
    text: posting.text,
    receivedAt: result.results[index]?.recordedAt as string,
    skipped: !isRead(posting),
  }));
  await storeArticles(trx, rows);
}
