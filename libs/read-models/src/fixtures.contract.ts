import { APP_ROLE, createDatabase } from '@dealwatch/database';
import type { ArticleId, Day, DealId, EventId, Instant, RecordedReport, ReportId } from '@dealwatch/domain';
import { createTestDatabase } from '@dealwatch/testing';
import { sql } from 'kysely';
import { storeArticle } from './articles/store-article';
import type { Db } from './db';

export const DEAL = 'ru-tr-s-400' as DealId;
export const KEY = { supplier: 'RU', recipient: 'TR', system: 'S-400' };

/** A database of a spec, worked in as the services do. */
export async function openReadModels(): Promise<{ db: Db; close(): Promise<void> }> {
  const test = await createTestDatabase();
  const database = createDatabase(test.connectionString, { role: APP_ROLE });
  const close = async () => {
    await database.destroy();
    await test.drop();
  };
  return { db: database.kysely, close };
}

/** A UUID that is told apart by its number. */
export const numbered = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Stores an article that waits to be read. */
export async function receive(db: Db, n: number): Promise<ArticleId> {
  const articleId = numbered(n) as ArticleId;
  const fields = { url: null, source: null, title: null, publishedOn: '2019-07-01' as Day, language: 'en' };
  const data = { ...fields, articleId, textHash: `hash-${n}`, textLength: 4, copyOf: null, revisionOf: null };
  await storeArticle(db, data, { text: 'Text', receivedAt: '2026-01-01T00:00:00.000000Z', skipped: false });
  return articleId;
}

/** The `n`-th report of a deal, from an article that is stored already. */
export function reportNumber(
  n: number,
  articleId: ArticleId,
  times: { publishedOn: string; recordedAt: string },
): RecordedReport {
  return {
    eventId: numbered(n) as EventId,
    type: 'OfferMade',
    polarity: 'affirmed',
    tranche: null,
    occurredOn: null,
    expectedOn: null,
    recordedAt: times.recordedAt as Instant,
    position: String(n),
    report: {
      reportId: numbered(n) as ReportId,
      article: { articleId, url: null, source: null, publishedOn: times.publishedOn as Day, textHash: 'h' },
      actors: [],
      quantity: null,
      value: null,
      salience: 'news',
      confidence: 1,
      start: 0,
      end: 4,
      quoteHash: 'q',
      origin: null,
      extractor: 'labels@1.0.0',
    },
  };
}

/** Seconds from the database's now to the time at which a row is looked at next; null where it is not due. */
export async function secondsUntilDue(
  db: Db,
  table: 'article' | 'deal',
  column: string,
  id: string,
): Promise<number | null> {
  const { rows } = await sql<{ wait: number | null }>`
    select extract(epoch from due_at - clock_timestamp())::float8 as wait
      from ${sql.table(table)} where ${sql.ref(column)} = ${id}
  `.execute(db);
  return rows[0]?.wait ?? null;
}
