import { type Kysely, sql } from 'kysely';

/** Articles with their texts and processing state, deals with their heads, and the deals' read model. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createArticle(db);
  await createDeal(db);
  await sql`
    grant select, insert, update on article, deal to dealwatch_app;
    grant select, insert, update, delete on article_text, deal_report to dealwatch_app;
  `.execute(db);
}

async function createArticle(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article (
      article_id       uuid primary key,
      url              text,
      source           text,
      title            text,
      published_on     date not null,
      language         text not null,
      text_hash        text not null,
      copy_of          uuid references article,
      revision_of      uuid references article,
      state            text not null,
      extractor        text,
      report_count     integer,
      failed_attempts  integer not null default 0,
      problem          text,
      due_at           timestamptz,
      received_at      timestamptz not null,
      constraint article_state_known
        check (state in ('received', 'extracted', 'recorded', 'unsupported-language')),
      constraint article_due_while_open check ((state in ('received', 'extracted')) = (due_at is not null))
    );
    create index article_due on article (due_at) where due_at is not null;
    create index article_text_hash on article (text_hash, published_on);
    create index article_url on article (url, received_at) where url is not null;

    create table article_text (
      article_id uuid primary key references article,
      text       text not null
    );
  `.execute(db);
}

async function createDeal(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deal (
      deal_id            text collate "C" primary key,
      supplier           text not null,
      recipient          text not null,
      system             text not null,
      head_version       integer not null,
      projected_version  integer not null default 0,
      failed_attempts    integer not null default 0,
      problem            text,
      due_at             timestamptz,
      constraint deal_due_while_behind check ((projected_version < head_version) = (due_at is not null))
    );
    create index deal_due on deal (due_at) where due_at is not null;
    create index deal_parties on deal (supplier, recipient, system);

    create table deal_report (
      report_id     uuid primary key,
      deal_id       text collate "C" not null references deal,
      event_id      uuid not null,
      article_id    uuid not null references article,
      version       integer not null,
      position      bigint not null,
      published_on  date not null,
      recorded_at   timestamptz not null,
      report        json not null
    );
    create index deal_report_deal on deal_report (deal_id, version);
    create index deal_report_event on deal_report (event_id);
    create index deal_report_article on deal_report (article_id);
  `.execute(db);
}
