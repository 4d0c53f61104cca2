import type { Database } from '@dealwatch/database';
import type { Day } from '@dealwatch/domain';
import type { PoolClient } from 'pg';

/** The archive's articles are spread evenly over three years. */
export const ARCHIVE_START = '2020-01-01' as Day;
export const ARCHIVE_DAYS = 1_096;

const KEYS = 52;

/**
 * Makes an archive of so many articles, each with 52 keys: three in ten share four fifths of their keys with 29 others of the
 * same days (a story of an agency), the rest are alone. Whatever was there before goes. All in one transaction, so that under
 * `wal_level = minimal` nothing is written twice, and with the index built afterwards.
 */
export async function fillArchive({ pool }: Database, size: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica'); // no check of references, row by row
    await client.query('truncate article cascade');
    await client.query('truncate article_signature_key');
    await client.query('alter table article_signature_key drop constraint article_signature_key_pkey');
    await addArticles(client, size);
    await addKeys(client, size);
    await client.query('alter table article_signature_key add primary key (key, published_on, article_id)');
    await client.query('commit');
    for (const table of ['article', 'article_signature', 'article_signature_key'])
      await client.query(`vacuum (analyze) ${table}`);
    await client.query('checkpoint');
  } finally {
    client.release();
  }
}

async function addArticles(client: PoolClient, size: number): Promise<void> {
  await client.query(`
    insert into article (article_id, published_on, language, text_hash, state, received_at)
    select ${idOf('i')}, ${dayOf('i', size)}, 'en', 'hash ' || i, 'recorded', now()
      from generate_series(0::bigint, ${size - 1}) as i`);
  await client.query(`
    insert into article_signature (article_id, signature, minhash, sentences)
    select ${idOf('i')}, 'minhash@1', decode(repeat(md5(i::text), 31) || left(md5(i::text), 16), 'hex'), decode(repeat(md5(i::text), 4), 'hex')
      from generate_series(0::bigint, ${size - 1}) as i`);
}

async function addKeys(client: PoolClient, size: number): Promise<void> {
  await client.query(`
    insert into article_signature_key (key, published_on, article_id)
    select a.period + (hashint8extended(case when a.lone or n % 5 = 4 then a.i else -(a.i / 100) end * 64 + n, 7) & 4294967295),
           a.day, a.id
      from (select i, i % 10 >= 3 as lone, id, day, floor((day - '1970-01-01'::date) / 64.0)::bigint * 4294967296 as period
              from (select i, ${idOf('i')} as id, ${dayOf('i', size)} as day
                      from generate_series(0::bigint, ${size - 1}) as i offset 0) as one offset 0) as a
     cross join generate_series(0, ${KEYS - 1}) as n`);
}

function idOf(i: string): string {
  return `('00000000-0000-4000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;
}

function dayOf(i: string, size: number): string {
  return `('${ARCHIVE_START}'::date + (${i} * ${ARCHIVE_DAYS} / ${size})::int)`;
}
