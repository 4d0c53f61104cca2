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
 * posted at once one is the duplicate. Locks are taken in one order: no deadlock.
 */
export async function lockRelatives(db: Db, article: PostedArticle): Promise<void> {
  const keys = [`text:${article.textHash}`, ...(article.url === null ? [] : [`url:${article.url}`])];
  await sql`
    select pg_advisory_xact_lock(key)
      from (select distinct hashtextextended(name, 7) as key from unnest(${keys}::text[]) as name order by 1) as ordered
  `.execute(db);
}

/** Finds an article's relatives. Call it under `lockRelatives`, in the transaction that stores the article. */
export async function findRelatives(db: Db, article: PostedArticle): Promise<Relatives> {
  const { rows } = await sql<{ duplicateOf: ArticleId | null; copyOf: ArticleId | null; revisionOf: ArticleId | null }>`
    select
      (select article_id from article
        where text_hash = ${article.textHash} and published_on = ${article.publishedOn}::date
          and (article_id = ${articleIdOf(article)} or url = ${article.url} or source is not distinct from ${article.source}::text
               and (url is null or ${article.url}::text is null))
        order by received_at, article_id limit 1) as "duplicateOf",
      (select article_id from article where text_hash = ${article.textHash}
        order by published_on, received_at, article_id limit 1) as "copyOf",
      (select article_id from article where url = ${article.url} and text_hash <> ${article.textHash}
        order by received_at desc, article_id limit 1) as "revisionOf"
  `.execute(db);
  return rows[0] ?? { duplicateOf: null, copyOf: null, revisionOf: null };
}
