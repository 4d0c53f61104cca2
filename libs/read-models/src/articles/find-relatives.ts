import { type ArticleId, articleIdOf, type Day } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

export interface PostedArticle {
  readonly textHash: string;
  readonly publishedOn: Day;
  readonly url: string | null;
  readonly source: string | null;
}

/** What is stored already that a posted article repeats, copies or revises. */
export interface Relatives {
  /** Same text and day, and same URL or same source (so same id, too): the posting adds nothing. */
  readonly duplicateOf: ArticleId | null;
  /** The earliest published article with the same text. */
  readonly copyOf: ArticleId | null;
  /** The last received article at the same URL with another text. */
  readonly revisionOf: ArticleId | null;
}

/**
 * Makes posts of the same text, or at the same URL, wait for each other until the transaction ends, so that of two
 * posted at once one is the duplicate. Locks are taken in one order, so call it once a transaction: no deadlock.
 */
export async function lockRelatives(db: Db, articles: readonly PostedArticle[]): Promise<void> {
  const keys = articles.flatMap(({ textHash, url }) => [`text:${textHash}`, ...(url === null ? [] : [`url:${url}`])]);
  await sql`
    select pg_advisory_xact_lock(key)
      from (select distinct hashtextextended(name, 7) as key from unnest(${keys}::text[]) as name order by 1) as ordered
  `.execute(db);
}

/** Finds one article's relatives. Call it under `lockRelatives`, in the transaction that stores the article. */
export async function findRelatives(db: Db, article: PostedArticle): Promise<Relatives> {
  const [relatives] = await findRelativesOfMany(db, [article]);
  return relatives as Relatives;
}

/** The same for several articles in one statement, in their order. They do not see each other. */
export async function findRelativesOfMany(db: Db, articles: readonly PostedArticle[]): Promise<Relatives[]> {
  const { rows } = await sql<Relatives>`
    select
      (select a.article_id from article a
        where a.text_hash = posted.text_hash and a.published_on = posted.published_on
          and (a.article_id = posted.article_id or a.url = posted.url
               or a.source is not distinct from posted.source and (a.url is null or posted.url is null))
        order by a.received_at, a.article_id limit 1) as "duplicateOf",
      (select a.article_id from article a where a.text_hash = posted.text_hash
        order by a.published_on, a.received_at, a.article_id limit 1) as "copyOf",
      (select a.article_id from article a where a.url = posted.url and a.text_hash <> posted.text_hash
        order by a.received_at desc, a.article_id limit 1) as "revisionOf"
      from unnest(
        ${articles.map(articleIdOf)}::uuid[],
        ${articles.map(({ textHash }) => textHash)}::text[],
        ${articles.map(({ publishedOn }) => publishedOn)}::date[],
        ${articles.map(({ url }) => url)}::text[],
        ${articles.map(({ source }) => source)}::text[]
      ) with ordinality as posted (article_id, text_hash, published_on, url, source, place)
     order by posted.place
  `.execute(db);
  return rows;
}
