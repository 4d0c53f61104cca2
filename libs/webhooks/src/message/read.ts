import type { DB } from '@dealwatch/database';
import type { Kysely, Selectable } from 'kysely';
import type { MessageType } from '../outgoing';
import type { Attempt, Delivery, DeliveryState, Message, MessageSummary } from './message';

/** Which messages a list holds; all of them where nothing is said. */
export interface MessageFilter {
  readonly dealId?: string;
  readonly type?: MessageType;
  /** Messages that have a delivery to this endpoint. */
  readonly endpointId?: string;
  /** Messages that have a delivery in this state (of that endpoint, where one is given). */
  readonly state?: DeliveryState;
}

const SUMMARY_COLUMNS = ['id', 'number', 'type', 'deal_id', 'deal_version', 'position', 'created_at'] as const;

/**
 * Up to `limit` messages, the newest first, those older than the number `before`. `number` counts messages in the order
 * of their storing and serves as the cursor.
 */
export async function listMessages(
  db: Kysely<DB>,
  filter: MessageFilter,
  page: { readonly limit: number; readonly before?: bigint },
): Promise<(MessageSummary & { readonly number: bigint })[]> {
  const { dealId, type, endpointId, state } = filter;
  let query = db.selectFrom('webhook_message as m').select(SUMMARY_COLUMNS);
  if (page.before !== undefined) query = query.where('number', '<', page.before);
  if (dealId !== undefined) query = query.where('deal_id', '=', dealId);
  if (type !== undefined) query = query.where('type', '=', type);
  if (endpointId !== undefined || state !== undefined) {
    query = query.where(({ exists, selectFrom }) => {
      let delivery = selectFrom('webhook_delivery as d').select('d.state').whereRef('d.message_id', '=', 'm.id');
      if (endpointId !== undefined) delivery = delivery.where('d.endpoint_id', '=', endpointId);
      if (state !== undefined) delivery = delivery.where('d.state', '=', state);
      return exists(delivery);
    });
  }
  const rows = await query.orderBy('number', 'desc').limit(page.limit).execute();
  return rows.map((row) => ({ ...summaryOf(row), number: row.number }));
}

/** A message with its body and deliveries; null where there is none with this id. */
export async function findMessage(db: Kysely<DB>, id: string): Promise<Message | null> {
  const row = await db
    .selectFrom('webhook_message')
    .select([...SUMMARY_COLUMNS, 'body'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const deliveries = await db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('message_id', '=', id)
    .orderBy('endpoint_id')
    .execute();
  return { ...summaryOf(row), body: row.body, deliveries: deliveries.map(deliveryOf) };
}

/** Up to `limit` attempts at a message, the oldest first, those after the id `after`. Null where there is no such message. */
export async function listAttempts(
  db: Kysely<DB>,
  messageId: string,
  page: { readonly limit: number; readonly after?: string },
): Promise<Attempt[] | null> {
  const message = await db.selectFrom('webhook_message').select('id').where('id', '=', messageId).executeTakeFirst();
  if (message === undefined) return null;
  const rows = await db
    .selectFrom('webhook_attempt')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('id', '>', page.after ?? '')
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map(attemptOf);
}

function summaryOf(row: Pick<Selectable<DB['webhook_message']>, (typeof SUMMARY_COLUMNS)[number]>): MessageSummary {
  return {
    id: row.id,
    type: row.type as MessageType,
    dealId: row.deal_id,
    dealVersion: row.deal_version,
    position: row.position === null ? null : String(row.position),
    createdAt: row.created_at,
  };
}

function deliveryOf(row: Selectable<DB['webhook_delivery']>): Delivery {
  return {
    endpointId: row.endpoint_id,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'pending' ? row.next_attempt_at : null,
    lastStatus: row.last_status,
    lastError: row.last_error,
    deliveredAt: row.delivered_at,
  };
}

function attemptOf(row: Selectable<DB['webhook_attempt']>): Attempt {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    attempt: row.attempt,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    status: row.status,
    error: row.error,
    response: row.response,
  };
}
