import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { DealId, Instant } from '@dealwatch/domain';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import {
  createEndpoint,
  createTargetPolicy,
  createWebhookClient,
  dueDeliveries,
  LOOPBACK_ONLY,
  messageIdOf,
  planMessages,
  type WebhookClient,
} from '@dealwatch/webhooks';
import { createDeliverHandler, type DeliverDeps } from './deliver.handler';

describe('the deliver job', () => {
  let test: TestDatabase;
  let database: Database;
  let client: WebhookClient;
  let server: Server;
  const received: string[] = [];
  const clock = () => new Date();

  beforeEach(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.connectionString, { role: APP_ROLE });
    client = createWebhookClient({ policy: createTargetPolicy(LOOPBACK_ONLY) });
    received.length = 0;
    server = createServer((request, response) => {
      received.push(String(request.headers['webhook-id']));
      request.resume().on('end', () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const settings = { description: '', messageTypes: [], eventTypes: [], deals: [], enabled: true };
    await createEndpoint(database.kysely, { url: `http://127.0.0.1:${port}/`, ...settings }, clock());
  });

  afterEach(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
    await database.destroy();
    await test.drop();
  });

  const planned = (count: number) =>
    database.kysely.transaction().execute((trx) =>
      planMessages(
        trx,
        Array.from({ length: count }, (_, number) => ({
          id: messageIdOf('deal.event.recorded', number),
          type: 'deal.event.recorded' as const,
          timestamp: new Date(Date.now() - 1_000).toISOString() as Instant,
          dealId: 'fr-in-rafale' as DealId,
          dealVersion: number + 1,
          eventTypes: ['OfferMade' as const],
          data: {},
        })),
      ),
    );
  const handler = (changes: Partial<DeliverDeps> = {}) =>
    createDeliverHandler({ db: database.kysely, client, clock, schedule: [0, 5], ...changes });

  it('sends all that is due, each once, however many jobs look', async () => {
    await planned(450);
    const jobs = await Promise.all([handler()(), handler()()]);
    expect(jobs.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(450);
    expect(new Set(received).size).toBe(450);
    expect(received).toHaveLength(450);
    expect(await dueDeliveries(database.kysely, clock())).toEqual({ due: 0, earliest: null });
    expect(await handler()()).toEqual({ claimed: 0, delivered: 0, failed: 0, retried: 0 });
  });

  it('takes nothing more once it is to stop', async () => {
    await planned(3);
    expect(await handler({ signal: AbortSignal.abort() })()).toMatchObject({ claimed: 0 });
    expect(await dueDeliveries(database.kysely, clock())).toMatchObject({ due: 3 });
    expect(received).toEqual([]);
  });
});
