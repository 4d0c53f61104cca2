import {
  type ArticleId,
  addDays,
  likenessOf,
  NEAR_COPY_DAYS,
  type NearCopy,
  SIGNATURE_VERSION,
  wantedKeysOf,
} from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';
import type { SignedArticle } from './index-signature';
import { hashesOf } from './signature-bytes';

/**
 * A key that very many articles share (a phrase of all, a text printed everywhere) is read so far only, from the earliest
 * published on. Whoever repeats the text is linked to its earliest copies, and these to each other: that is all that is
 * needed to count them once.
 */
const MOST_PER_KEY = 10;
/** So many candidates are compared, those with most keys in common first. */
const MOST_CANDIDATES = 20;

interface Candidate {
  readonly articleId: ArticleId;
  readonly minhash: Buffer;
  readonly sentences: Buffer;
}

/**
 * The near copies of an article among those in the index, published within a month of it, by the likeness of their texts.
 * Articles with the very same text are left out: they are known as copies. What it costs does not grow with the archive.
 */
export async function findNearCopies(db: Db, article: SignedArticle): Promise<NearCopy[]> {
  const candidates = await findCandidates(db, article);
  return candidates.flatMap(({ articleId, minhash, sentences }) => {
    const likeness = likenessOf(article.signature, { minhash: hashesOf(minhash), sentences: hashesOf(sentences) });
    return likeness ? [{ articleId, ...likeness }] : [];
  });
}

async function findCandidates(
  db: Db,
  { articleId, publishedOn, textHash, signature }: SignedArticle,
): Promise<Candidate[]> {
  const [from, to] = [addDays(publishedOn, -NEAR_COPY_DAYS), addDays(publishedOn, NEAR_COPY_DAYS)];
  const { rows } = await sql<Candidate>`
    with candidate as (
      select found.article_id, count(*) as shared
        from unnest(${wantedKeysOf(signature, publishedOn)}::bigint[]) as wanted (key)
        cross join lateral (
          select k.article_id from article_signature_key k
           where k.key = wanted.key and k.published_on between ${from} and ${to}
           order by k.published_on, k.article_id limit ${MOST_PER_KEY}) as found
       where found.article_id <> ${articleId}
       group by found.article_id
       order by shared desc, found.article_id limit ${MOST_CANDIDATES}
    )
    select s.article_id as "articleId", s.minhash, s.sentences
      from candidate join article_signature s using (article_id) join article a using (article_id)
     where s.signature = ${SIGNATURE_VERSION} and a.text_hash <> ${textHash}
     order by a.published_on, s.article_id
  `.execute(db);
  return rows;
}
