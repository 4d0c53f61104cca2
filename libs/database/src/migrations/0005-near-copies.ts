import { type Kysely, sql } from 'kysely';

/** Signatures of texts with the index that finds near copies by them, and the near copies that were found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSignature(db);
  await createNearCopy(db);
  await sql`
    grant select, insert, update, delete on article_signature, article_signature_key, near_copy to dealwatch_app;
  `.execute(db);
}

/**
 * A key bears the span of days in which its article was published in its upper half, so that new keys fall into one part of
 * the index. It names no article by reference, as some fifty keys are written with each signature; those of an erased text find
 * nothing any more.
 */
async function createSignature(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_signature (
      article_id  uuid primary key references article_text on delete cascade,
      signature   text not null,
      minhash     bytea not null,
      sentences   bytea not null
    );

    create table article_signature_key (
      key           bigint not null,
      published_on  date not null,
      article_id    uuid not null,
      primary key (key, published_on, article_id)
    );
  `.execute(db);
}

/** Each pair stands twice, once from either side. */
async function createNearCopy(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table near_copy (
      article_id   uuid not null references article,
      other_id     uuid not null references article,
      similarity   real not null,
      containment  real not null,
      primary key (article_id, other_id)
    );
  `.execute(db);
}
