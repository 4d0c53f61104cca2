import { type Kysely, sql } from 'kysely';

/**
 * Articles can be read again: how often each was, several entries of one report in a deal's history (the last one holds),
 * and the extractor's reasons beside the text, which go when the text goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table article add column rereadings integer not null default 0;

    alter table deal_report drop constraint deal_report_pkey, add primary key (report_id, version);

    create table article_explanation (
      article_id    uuid not null references article_text on delete cascade,
      extractor     text not null,
      explanations  json not null,
      primary key (article_id, extractor)
    );
    grant select, insert, update, delete on article_explanation to dealwatch_app;
  `.execute(db);
}
