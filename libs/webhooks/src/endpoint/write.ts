import type { DB } from '@dealwatch/database';
import type { Kysely, Updateable } from 'kysely';
import { newEndpointId } from '../ids';
import { newSecret } from '../signature';
import { ENDPOINT_COLUMNS, type Endpoint, type EndpointSettings, endpointOf } from './endpoint';

/** Stores a new endpoint with a fresh secret. The URL must have been checked (`refuseTarget`). */
export async function createEndpoint(
  db: Kysely<DB>,
  settings: EndpointSettings,
  now: Date,
): Promise<Endpoint & { readonly secret: string }> {
  const secret = newSecret();
  const at = now.toISOString();
  const row = await db
    .insertInto('webhook_endpoint')
    .values({
      id: newEndpointId(now),
      url: settings.url,
      description: settings.description,
      secret,
      message_types: [...settings.messageTypes],
      event_types: [...settings.eventTypes],
      deals: [...settings.deals],
      enabled: settings.enabled,
      created_at: at,
      updated_at: at,
    })
    .returning(ENDPOINT_COLUMNS)
    .executeTakeFirstOrThrow();
  return { ...endpointOf(row), secret };
}

/** Changes the given settings of an endpoint. Null where there is none with this id. The URL must have been checked. */
export async function updateEndpoint(
  db: Kysely<DB>,
  id: string,
  change: Partial<EndpointSettings>,
  now: Date,
): Promise<Endpoint | null> {
  const row = await db
    .updateTable('webhook_endpoint')
    .set({ ...columnsOf(change), updated_at: now.toISOString() })
    .where('id', '=', id)
    .returning(ENDPOINT_COLUMNS)
    .executeTakeFirst();
  return row === undefined ? null : endpointOf(row);
}

/** A person's decision to enable or disable replaces the reason that the sender gave. */
function columnsOf(change: Partial<EndpointSettings>): Updateable<DB['webhook_endpoint']> {
  return {
    ...(change.url !== undefined && { url: change.url }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.messageTypes !== undefined && { message_types: [...change.messageTypes] }),
    ...(change.eventTypes !== undefined && { event_types: [...change.eventTypes] }),
    ...(change.deals !== undefined && { deals: [...change.deals] }),
    ...(change.enabled !== undefined && { enabled: change.enabled, disabled_reason: null }),
  };
}

/**
 * Deletes an endpoint and cancels what is still to be sent to it; messages and attempts stay. Returns whether it was
 * there. The endpoint's row goes first: a plan under way holds it, so the cancelling statement sees that plan's deliveries.
 */
export async function deleteEndpoint(db: Kysely<DB>, id: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const deleted = await trx.deleteFrom('webhook_endpoint').where('id', '=', id).returning('id').executeTakeFirst();
    if (deleted === undefined) return false;
    await trx
      .updateTable('webhook_delivery')
      .set({ state: 'cancelled', lease_until: null })
      .where('endpoint_id', '=', id)
      .where('state', '=', 'pending')
      .execute();
    return true;
  });
}
