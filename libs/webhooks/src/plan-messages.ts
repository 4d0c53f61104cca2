import type { DB } from '@dealwatch/database';
import { type Kysely, sql, type Transaction } from 'kysely';
import { bodyOf, type OutgoingMessage } from './outgoing';

/** How much a plan added. */
export interface Planned {
  /** Messages that were not there before. */
  readonly messages: number;
  readonly deliveries: number;
}

/**
 * The outbox: stores the messages that meet the filter of an enabled endpoint, and one delivery for each such endpoint, in the transaction of
 * whatever gave rise to them. A message whose id is there already is passed over with its deliveries, so a projection may
 * run twice. The deliveries are due since the message's own timestamp, so at once, and the oldest first.
 */
export async function planMessages(trx: Transaction<DB>, messages: readonly OutgoingMessage[]): Promise<Planned> {
  if (messages.length === 0) return { messages: 0, deliveries: 0 };
  const { rows } = await sql<{ messages: number; deliveries: number }>`
    with endpoint as (
      select id, message_types, event_types, deals from webhook_endpoint where enabled
         for key share -- a deletion waits for this plan and then cancels its deliveries
    ), planned as (
      insert into webhook_message (id, type, deal_id, deal_version, position, event_types, created_at, body)
      select m.id, m.type, m.deal_id, m.deal_version, m.position, m.event_types, m.recorded_at, m.body
        from json_to_recordset(${JSON.stringify(messages.map(rowOf))}) as m
             (id text, type text, deal_id text, deal_version int, position bigint,
              event_types text[], recorded_at timestamptz, body text)
       where exists (select from endpoint e
                      where (e.message_types = '{}' or m.type = any (e.message_types))
                        and (e.event_types = '{}' or m.event_types && e.event_types)
                        and (e.deals = '{}' or m.deal_id = any (e.deals)))
      on conflict (id) do nothing
      returning id, type, deal_id, event_types, created_at
    ), fanned_out as (
      insert into webhook_delivery (message_id, endpoint_id, next_attempt_at)
      select m.id, e.id, m.created_at
        from planned m
        join endpoint e on (e.message_types = '{}' or m.type = any (e.message_types))
                       and (e.event_types = '{}' or m.event_types && e.event_types)
                       and (e.deals = '{}' or m.deal_id = any (e.deals))
      returning 1
    )
    select (select count(*)::int from planned) as messages, (select count(*)::int from fanned_out) as deliveries
  `.execute(trx);
  return rows[0] ?? { messages: 0, deliveries: 0 };
}

function rowOf(message: OutgoingMessage): Record<string, unknown> {
  return {
    id: message.id,
    type: message.type,
    deal_id: message.dealId,
    deal_version: message.dealVersion,
    position: message.position === undefined ? null : String(message.position),
    event_types: message.eventTypes,
    recorded_at: message.timestamp,
    body: bodyOf(message),
  };
}

/** Whether any endpoint is enabled: if none is, no message needs to be made. */
export async function hasSubscribers(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{
    any: boolean;
  }>`select exists (select from webhook_endpoint where enabled) as any`.execute(db);
  return rows[0]?.any === true;
}
