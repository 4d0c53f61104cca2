import type { Database } from '@dealwatch/database';
import type { Day } from '@dealwatch/domain';
import type { PoolClient } from 'pg';

/** The archive's articles are spread evenly over three years. */
export const ARCHIVE_START = '2020-01-01' as Day;
export const ARCHIVE_DAYS = 1_096;

const KEYS = 52;

/**
 * Grows the archive from one number of articles to another, each with 52 keys: three in ten share four fifths of their keys
 * with 29 others of the same days (a story of an agency), the rest are alone. Written in bulk, with the index built afterwards.
 */
export async function growArchive({ pool }: Database, from: number, to: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set synchronous_commit = off');
    await addArticles(client, from, to);
    await client.query('alter table article_signature_key drop constraint article_signature_key_pkey');
    await addKeys(client, from, to);
    await client.query('alter table article_signature_key add primary key (key, published_on, article_id)');
    await client.query('reset synchronous_commit');
    for (const table of ['article', 'article_signature', 'article_signature_key'])
      await client.query(`vacuum (analyze) ${table}`);
    await client.query('checkpoint');
  } finally {
    client.release();
  }
}

async function addArticles(client: PoolClient, from: number, to: number): Promise<void> {
  await client.query(`
    insert into article (article_id, published_on, language, text_hash, state, received_at)
    select ${idOf('i')}, ${dayOf('i', from, to)}, 'en', 'hash ' || i, 'recorded', now()
      from generate_series(${from}::bigint, ${to - 1}) as i`);
  await client.query(`
    insert into article_signature (article_id, signature, minhash, sentences)
    select ${idOf('i')}, 'minhash@1', decode(repeat(md5(i::text), 31) || left(md5(i::text), 16), 'hex'), decode(repeat(md5(i::text), 4), 'hex')
      from generate_series(${from}::bigint, ${to - 1}) as i`);
}

async function addKeys(client: PoolClient, from: number, to: number): Promise<void> {
  await client.query(`
    insert into article_signature_key (key, published_on, article_id)
    select floor((a.day - '1970-01-01'::date) / 64.0)::bigint * 4294967296
             + (hashint8extended(case when a.i % 10 < 3 and n % 5 < 4 then -(a.i / 100) else a.i end * 64 + n, 7) & 4294967295),
           a.day, a.id
      from (select i, ${idOf('i')} as id, ${dayOf('i', from, to)} as day
              from generate_series(${from}::bigint, ${to - 1}) as i) as a
     cross join generate_series(0, ${KEYS - 1}) as n`);
}

function idOf(i: string): string {
  return `('00000000-0000-4000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;
}

function dayOf(i: string, from: number, to: number): string {
  return `'${ARCHIVE_START}'::date + ((${i} - ${from}) * ${ARCHIVE_DAYS} / ${to - from})::int`;
}
