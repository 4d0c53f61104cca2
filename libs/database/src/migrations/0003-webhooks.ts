import { type Kysely, sql } from 'kysely';

/** Webhook endpoints, the outbox of messages, one delivery for each message and endpoint, and the log of attempts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEndpoint(db);
  await createMessage(db);
  await createDelivery(db);
  await createAttempt(db);
  await sql`
    grant select, insert, update, delete
      on webhook_endpoint, webhook_message, webhook_delivery, webhook_attempt to dealwatch_app;
  `.execute(db);
}

async function createEndpoint(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_endpoint (
      id               text collate "C" primary key,
      url              text not null,
      description      text not null,
      secret           text not null,
      message_types    text[] not null,
      event_types      text[] not null,
      deals            text[] not null,
      enabled          boolean not null,
      disabled_reason  text,
      created_at       timestamptz not null,
      updated_at       timestamptz not null,
      constraint webhook_endpoint_reason_while_disabled check (not (enabled and disabled_reason is not null))
    );
  `.execute(db);
}

async function createMessage(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_message (
      id            text collate "C" primary key,
      number        bigint generated always as identity unique,
      type          text not null,
      deal_id       text collate "C" not null,
      deal_version  integer not null,
      position      bigint,
      event_types   text[] not null,
      created_at    timestamptz not null,
      body          text not null
    );
    create index webhook_message_deal on webhook_message (deal_id, number);
  `.execute(db);
}

/** No reference to the endpoint: what was sent to it stays readable when it is gone. */
async function createDelivery(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_delivery (
      message_id       text collate "C" not null references webhook_message on delete cascade,
      endpoint_id      text collate "C" not null,
      state            text not null default 'pending',
      attempts         integer not null default 0,
      next_attempt_at  timestamptz not null,
      lease_until      timestamptz,
      last_status      integer,
      last_error       text,
      delivered_at     timestamptz,
      primary key (message_id, endpoint_id),
      constraint webhook_delivery_state_known check (state in ('pending', 'delivered', 'failed', 'cancelled')),
      constraint webhook_delivery_lease_while_pending check (state = 'pending' or lease_until is null)
    );
    create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at) where state = 'pending';
    create index webhook_delivery_leased on webhook_delivery (endpoint_id, lease_until) where lease_until is not null;
    create index webhook_delivery_retried on webhook_delivery (endpoint_id) where state = 'pending' and attempts > 0;
  `.execute(db);
}

async function createAttempt(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_attempt (
      id           text collate "C" primary key,
      message_id   text collate "C" not null references webhook_message on delete cascade,
      endpoint_id  text collate "C" not null,
      attempt      integer not null,
      started_at   timestamptz not null,
      duration_ms  integer not null,
      status       integer,
      error        text,
      response     text not null
    );
    create index webhook_attempt_message on webhook_attempt (message_id, id);
  `.execute(db);
}
