import { createDatabase } from '@dealwatch/database';
import {
  articleIdOf,
  articleStream,
  type DealEvent,
  dealStream,
  historyOf,
  initialArticle,
  initialDeal,
  logIdOf,
  type Mention,
  receiveArticle,
  recordReports,
  textHashOf,
} from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { addToHistory, advanceProjectedVersion, type Db, raiseDealHead, storeArticle } from '@dealwatch/read-models';
import { type LabelledArticle, readLabelledArticles, reportsOf } from '@dealwatch/testing';

const DEAL = 'ru-tr-s-400';

/** Writes the sample articles on one deal with all that they report of it, as the workers would. Answers the deal's id. */
export async function recordedDeal(connectionString: string): Promise<string> {
  const database = createDatabase(connectionString);
  const db = database.kysely;
  const store = createPostgresEventStore({ db, connectionString });
  const mentions: Mention[] = [];
  for (const labelled of readLabelledArticles('samples')) mentions.push(...(await storedMentions(db, store, labelled)));
  await writeDeal(db, store, mentions);
  await store.close();
  await database.destroy();
  return DEAL;
}

async function storedMentions(db: Db, store: EventStore, labelled: LabelledArticle): Promise<Mention[]> {
  const { text, url, source, publishedOn, title, language } = labelled;
  const identity = { textHash: textHashOf(text), publishedOn, url, source };
  const provenance = { ...identity, articleId: articleIdOf(identity) };
  const data = { ...provenance, title, language, textLength: text.length, copyOf: null, revisionOf: null };
  const events = receiveArticle(initialArticle, { article: data, today: publishedOn });
  const named = events.map((event) => ({ ...event, id: logIdOf(event) }));
  const result = await store.append(articleStream(data.articleId), named, { expected: 'none' });
  if (result.status === 'conflict') throw new Error(`${data.articleId} is there already.`);
  await storeArticle(db, data, { text, receivedAt: result.recordedAt, skipped: false });
  const ofDeal = reportsOf(labelled).filter(({ deal }) => deal.recipient === 'TR' && deal.system === 'S-400');
  return ofDeal.map((report) => ({ article: provenance, extractor: 'labels@1.0.0', report }));
}

async function writeDeal(db: Db, store: EventStore, mentions: readonly Mention[]): Promise<void> {
  const stream = dealStream(DEAL as never);
  const events = recordReports(initialDeal, mentions).map((event) => ({ ...event, id: logIdOf(event) }));
  await store.append(stream, events, { expected: 'none' });
  const stored = await store.readStream<DealEvent>(stream);
  const reports = historyOf(
    stored.map((event) => ({
      event: event as DealEvent,
      recordedAt: event.recordedAt,
      position: String(event.position),
    })),
  );
  const dealId = DEAL as never;
  await raiseDealHead(db, dealId, { supplier: 'RU', recipient: 'TR', system: 'S-400' }, stored.length);
  await addToHistory(
    db,
    dealId,
    reports.map((recorded, index) => ({ version: index + 2, recorded })),
  );
  await advanceProjectedVersion(db, dealId, 0, stored.length);
}
