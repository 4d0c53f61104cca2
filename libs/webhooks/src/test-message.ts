import type { DB } from '@dealwatch/database';
import type { Kysely } from 'kysely';
import type { Exchange, WebhookClient } from './client';
import { newMessageId } from './ids';
import { signedHeaders } from './signature';

/** What was sent and what came back. */
export interface TestExchange {
  readonly request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: Exchange;
}

/**
 * Sends a signed message of type `webhook.test` to an endpoint now, enabled or not, once, and tells the whole exchange.
 * Nothing is stored. Null where there is no such endpoint. Never rejects because of the receiver.
 */
export async function sendTestMessage(
  deps: { readonly db: Kysely<DB>; readonly client: WebhookClient; readonly clock: () => Date },
  endpointId: string,
): Promise<TestExchange | null> {
  const endpoint = await deps.db
    .selectFrom('webhook_endpoint')
    .select(['url', 'secret'])
    .where('id', '=', endpointId)
    .executeTakeFirst();
  if (endpoint === undefined) return null;
  const now = deps.clock();
  const id = newMessageId(now);
  const body = JSON.stringify({ type: 'webhook.test', timestamp: now.toISOString(), data: { endpointId } });
  const headers = { 'content-type': 'application/json', ...signedHeaders(endpoint.secret, id, now, body) };
  const request = { url: endpoint.url, headers, body };
  return { request, response: await deps.client.send(request) };
}
