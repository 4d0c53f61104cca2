import type { DB } from '@dealwatch/database';
import { type Kysely, sql } from 'kysely';

/**
 * Queues a message again, with a fresh schedule: for one endpoint (also one that the message was never meant for: a new
 * subscriber can be given old news), or for every endpoint that it was meant for and that still exists. Returns the
 * endpoints' ids; none where message or endpoint does not exist. The `webhook-id` stays, so a receiver that has the
 * message already can tell. A delivery that is under way at the moment may absorb the replay.
 */
export async function replayMessage(
  db: Kysely<DB>,
  messageId: string,
  now: Date,
  endpointId?: string,
): Promise<string[]> {
  const { rows } = await sql<{ endpoint_id: string }>`
    insert into webhook_delivery (message_id, endpoint_id, next_attempt_at)
    select m.id, e.id, ${now.toISOString()}::timestamptz
      from webhook_message m cross join webhook_endpoint e
     where m.id = ${messageId}
       and (e.id = ${endpointId ?? null}::text
            or (${endpointId ?? null}::text is null
                and exists (select from webhook_delivery d where d.message_id = m.id and d.endpoint_id = e.id)))
     order by e.id
       for key share of e -- a deletion waits and then cancels
    on conflict (message_id, endpoint_id) do update
       set state = 'pending', attempts = 0, next_attempt_at = excluded.next_attempt_at, delivered_at = null
    returning endpoint_id
  `.execute(db);
  return rows.map((row) => row.endpoint_id);
}
