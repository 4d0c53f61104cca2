import type { Database } from '@dealwatch/database';
import { type ArticleId, addDays, type Day, indexKeysOf, type Signature, signatureOf } from '@dealwatch/domain';
import { type Db, findNearCopies, indexSignature, type SignedArticle } from '@dealwatch/read-models';

/** An article that is measured, with edited copies of it that are in the index before. */
export interface Sample {
  readonly number: number;
  readonly text: string;
  readonly publishedOn: Day;
  readonly copies: readonly string[];
}

/** One in so many articles of the days about a sample's shares three of its keys: phrases that are in everybody's mouth. */
const ONE_IN = 100;
const SHARED_KEYS = 3;
const CACHED_ROUNDS = 5;

/** Puts the copies of the samples into the index, and their common phrases into other articles. */
export async function plantCopies(database: Database, samples: readonly Sample[], size: number): Promise<void> {
  await database.kysely.transaction().execute(async (trx) => {
    for (const sample of samples)
      for (const [n, copy] of sample.copies.entries())
        await addArticle(trx, sample, n + 1, signatureOf(copy), addDays(sample.publishedOn, (n % 5) - 2));
  });
  await shareKeys(database, samples, size);
}

/** Median and 99th percentile, in milliseconds. */
export type Quantiles = readonly [number, number];

export interface Timing {
  /** Of a bare row with its commit, of an insert with its commit, of a look-up, and of the best of five once its pages are cached. */
  readonly commit: Quantiles;
  readonly insert: Quantiles;
  readonly lookUp: Quantiles;
  readonly cached: Quantiles;
  /** Pages of 8 kB that a look-up touches, and near copies that it finds, on average. */
  readonly pages: number;
  readonly found: number;
}

/** Inserts and looks up every sample, then looks up all of them again. */
export async function timeArticles(database: Database, samples: readonly Sample[]): Promise<Timing> {
  const db = database.kysely;
  const times = { commit: [], insert: [], lookUp: [], cached: [] } as Record<string, number[]>;
  const signed = samples.map((sample) => signedOf(sample));
  for (const article of signed) {
    times.commit?.push(await timed(() => storeRow(db, article.articleId, article.publishedOn)));
    times.insert?.push(await timed(() => indexSignature(db, article)));
    times.lookUp?.push(await timed(() => findNearCopies(db, article)));
  }
  const before = await pagesTouched(database);
  let found = 0;
  for (const article of signed) {
    const rounds = [];
    for (let round = 0; round < CACHED_ROUNDS; round += 1)
      rounds.push(
        await timed(async () => {
          found += (await findNearCopies(db, article)).length / CACHED_ROUNDS;
        }),
      );
    times.cached?.push(Math.min(...rounds)); // what others do on the machine falls away
  }
  const pages = ((await pagesTouched(database)) - before) / CACHED_ROUNDS;
  const of = (name: string): Quantiles => quantiles(times[name] ?? []);
  return {
    ...{ commit: of('commit'), insert: of('insert'), lookUp: of('lookUp'), cached: of('cached') },
    pages: Math.round(pages / signed.length),
    found: Math.round((found / signed.length) * 10) / 10,
  };
}

function signedOf(sample: Sample): SignedArticle {
  const articleId = idOf(sample, 0);
  const signature = signatureOf(sample.text) as Signature;
  return { articleId, publishedOn: sample.publishedOn, textHash: articleId, signature };
}

/** Over a single connection: what it did is told when it is asked, not up to a second later. */
async function pagesTouched({ pool }: Database): Promise<number> {
  await pool.query('select pg_stat_force_next_flush()');
  const { rows } = await pool.query<{ pages: string }>(
    'select blks_hit + blks_read as pages from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]?.pages);
}

async function shareKeys({ pool }: Database, samples: readonly Sample[], size: number): Promise<void> {
  const perWindow = Math.round((size * 61) / 1_096 / ONE_IN);
  for (const { text, publishedOn } of samples) {
    const keys = indexKeysOf(signatureOf(text) as Signature, publishedOn).slice(-SHARED_KEYS);
    await pool.query(
      `insert into article_signature_key (key, published_on, article_id)
       select key, $2::date + (n % 61) - 30, gen_random_uuid() from unnest($1::bigint[]) as key, generate_series(1, $3::int) as n`,
      [keys, publishedOn, perWindow],
    );
  }
}

async function addArticle(
  db: Db,
  sample: Sample,
  nth: number,
  signature: Signature | null,
  publishedOn: Day,
): Promise<void> {
  if (!signature) return;
  const articleId = idOf(sample, nth);
  await storeRow(db, articleId, publishedOn);
  await indexSignature(db, { articleId, publishedOn, signature });
}

async function storeRow(db: Db, articleId: ArticleId, publishedOn: Day): Promise<void> {
  const row = { article_id: articleId, published_on: publishedOn, language: 'en', text_hash: articleId };
  await db
    .with('stored', (cte) =>
      cte.insertInto('article').values({ ...row, state: 'recorded', received_at: '2026-01-01T00:00:00Z' }),
    )
    .insertInto('article_text')
    .values({ article_id: articleId, text: '' })
    .execute();
}

function idOf({ number }: Sample, nth: number): ArticleId {
  return `10000000-0000-4000-8000-${String(number * 100 + nth).padStart(12, '0')}` as ArticleId;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return [at(0.5), at(0.99)];
}
