import type { DB } from '@dealwatch/database';
import type { Kysely } from 'kysely';
import { ENDPOINT_COLUMNS, type Endpoint, endpointOf } from './endpoint';

/** An endpoint without its secret; null where there is none with this id. */
export async function findEndpoint(db: Kysely<DB>, id: string): Promise<Endpoint | null> {
  const row = await db.selectFrom('webhook_endpoint').select(ENDPOINT_COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : endpointOf(row);
}

/** An endpoint's signing secret; null where there is no such endpoint. */
export async function findSecret(db: Kysely<DB>, id: string): Promise<string | null> {
  const row = await db.selectFrom('webhook_endpoint').select('secret').where('id', '=', id).executeTakeFirst();
  return row?.secret ?? null;
}

/** Up to `limit` endpoints in the order of their creation, those after the id `after`. */
export async function listEndpoints(
  db: Kysely<DB>,
  page: { readonly limit: number; readonly after?: string },
): Promise<Endpoint[]> {
  const rows = await db
    .selectFrom('webhook_endpoint')
    .select(ENDPOINT_COLUMNS)
    .where('id', '>', page.after ?? '')
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map(endpointOf);
}
