import { type ArticleId, type Day, indexKeysOf, SIGNATURE_VERSION, type Signature } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';
import { bytesOf } from './signature-bytes';

/** An article as far as it is compared with others. */
export interface SignedArticle {
  readonly articleId: ArticleId;
  readonly publishedOn: Day;
  readonly textHash: string;
  readonly signature: Signature;
}

/**
 * Puts an article into the index of near copies, once. Commit this before `findNearCopies` is asked for the same article: of
 * two articles that come at the same time, each of which is found only after its commit, the later one then sees the other.
 * The commit does not wait for the disk: whatever is committed durably after it makes it durable too, and an article of which
 * nothing durable followed is read once more.
 */
export async function indexSignature(
  db: Db,
  { articleId, publishedOn, signature }: Omit<SignedArticle, 'textHash'>,
): Promise<void> {
  await sql`
    with relaxed as (select set_config('synchronous_commit', 'off', true)),
    signed as (
      insert into article_signature (article_id, signature, minhash, sentences)
      values (${articleId}, ${SIGNATURE_VERSION}, ${bytesOf(signature.minhash)}, ${bytesOf(signature.sentences)})
      on conflict (article_id) do nothing
      returning article_id
    )
    insert into article_signature_key (key, published_on, article_id)
    select key, ${publishedOn}, article_id from relaxed cross join signed cross join unnest(${indexKeysOf(signature, publishedOn)}::bigint[]) as key
  `.execute(db);
}
