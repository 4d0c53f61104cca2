import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { DealId } from '@dealwatch/domain';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { DEAL, eventMessage } from '../test/messages';
import type { EndpointSettings } from './endpoint/endpoint';
import { createEndpoint, deleteEndpoint, updateEndpoint } from './endpoint/write';
import { type OutgoingMessage, planMessages } from './index';
import { findMessage } from './message/read';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase(test.connectionString, { role: APP_ROLE });
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

beforeEach(async () => {
  const db = database.kysely;
  await db.deleteFrom('webhook_message').execute();
  await db.deleteFrom('webhook_endpoint').execute();
});

const endpoint = (settings: Partial<EndpointSettings> = {}) =>
  createEndpoint(
    database.kysely,
    {
      url: 'http://127.0.0.1:9/',
      description: '',
      messageTypes: [],
      eventTypes: [],
      deals: [],
      enabled: true,
      ...settings,
    },
    new Date(),
  );
const plan = (...messages: OutgoingMessage[]) =>
  database.kysely.transaction().execute((trx) => planMessages(trx, messages));

/** Resolves once a statement waits for a lock. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query('select from pg_locks where not granted');
    if (rows.length > 0) return;
  }
}

describe('planMessages', () => {
  it('stores the exact text to be sent and one delivery for each endpoint', async () => {
    const { id } = await endpoint();
    await endpoint();
    const message = eventMessage(1, { data: { note: 'ÖÇ "quoted" \n' } });
    expect(await plan(message)).toEqual({ messages: 1, deliveries: 2 });
    const stored = await findMessage(database.kysely, message.id);
    expect(stored?.deliveries).toHaveLength(2);
    expect(stored?.deliveries.find(({ endpointId }) => endpointId === id)).toMatchObject({
      state: 'pending',
      attempts: 0,
    });
    expect(stored?.body).toBe(
      `{"type":"deal.event.recorded","timestamp":"${message.timestamp}",` +
        '"data":{"dealId":"ru-tr-s-400","dealVersion":2,"position":"17","note":"ÖÇ \\"quoted\\" \\n"}}',
    );
  });

  it('keeps a position that no JavaScript number can hold', async () => {
    await endpoint();
    const message = eventMessage(1, { position: 9_007_199_254_740_993n });
    await plan(message);
    const stored = await findMessage(database.kysely, message.id);
    expect(stored?.position).toBe('9007199254740993');
    expect(JSON.parse(stored?.body ?? '').data.position).toBe('9007199254740993');
  });

  it('plans a message once, however often its cause is projected', async () => {
    await endpoint();
    expect(await plan(eventMessage(1))).toEqual({ messages: 1, deliveries: 1 });
    await endpoint();
    expect(await plan(eventMessage(1), eventMessage(2))).toEqual({ messages: 1, deliveries: 2 });
    expect(await plan(eventMessage(1), eventMessage(2))).toEqual({ messages: 0, deliveries: 0 });
    expect((await findMessage(database.kysely, eventMessage(1).id))?.deliveries).toHaveLength(1);
  });

  it('plans a message once for two projections at the same time', async () => {
    await endpoint();
    const plans = await Promise.all(Array.from({ length: 8 }, () => plan(eventMessage(1))));
    expect(plans.filter(({ messages, deliveries }) => messages === 1 && deliveries === 1)).toHaveLength(1);
    expect(plans.filter(({ messages, deliveries }) => messages === 0 && deliveries === 0)).toHaveLength(7);
  });

  it('leaves nothing behind when the transaction of its cause fails', async () => {
    await endpoint();
    const failing = database.kysely.transaction().execute(async (trx) => {
      await planMessages(trx, [eventMessage(1)]);
      throw new Error('the projection failed');
    });
    await expect(failing).rejects.toThrow('the projection failed');
    expect(await findMessage(database.kysely, eventMessage(1).id)).toBeNull();
  });

  it('does nothing for no messages', async () => {
    expect(await plan()).toEqual({ messages: 0, deliveries: 0 });
  });

  const changed = (eventTypes: OutgoingMessage['eventTypes']) =>
    eventMessage('status', { type: 'deal.status.changed', eventTypes });
  const rafale = 'fr-in-rafale' as DealId;

  it.each<[string, Partial<EndpointSettings>, OutgoingMessage, number]>([
    ['no filter', {}, eventMessage(1), 1],
    ['its message type', { messageTypes: ['deal.status.changed', 'deal.event.recorded'] }, eventMessage(1), 1],
    ['another message type', { messageTypes: ['deal.status.changed'] }, eventMessage(1), 0],
    ['its event type', { eventTypes: ['OfferMade', 'ContractSigned'] }, eventMessage(1), 1],
    ['another event type', { eventTypes: ['OfferMade'] }, eventMessage(1), 0],
    ['one of the events behind a change', { eventTypes: ['OfferMade'] }, changed(['ContractSigned', 'OfferMade']), 1],
    ['none of the events behind a change', { eventTypes: ['OfferMade'] }, changed(['ContractSigned']), 0],
    ['a change with no events', { eventTypes: ['OfferMade'] }, changed([]), 0],
    ['its deal', { deals: [rafale, DEAL] }, eventMessage(1), 1],
    ['another deal', { deals: [rafale] }, eventMessage(1), 0],
    ['deal and type', { deals: [DEAL], eventTypes: ['ContractSigned'] }, eventMessage(1), 1],
    ['deal but not type', { deals: [DEAL], eventTypes: ['OfferMade'] }, eventMessage(1), 0],
    ['a disabled endpoint', { enabled: false }, eventMessage(1), 0],
  ])('asks the filter: %s', async (_, settings, message, deliveries) => {
    await endpoint(settings);
    // what nobody subscribed to is not even stored
    expect(await plan(message)).toEqual({ messages: deliveries, deliveries });
  });

  it('lets a deletion under way at the same time cancel what was planned', async () => {
    const { id } = await endpoint();
    let deletion: Promise<boolean> = Promise.resolve(false);
    await database.kysely.transaction().execute(async (trx) => {
      await planMessages(trx, [eventMessage(1)]);
      deletion = deleteEndpoint(database.kysely, id);
      await someoneWaits();
    });
    expect(await deletion).toBe(true);
    expect((await findMessage(database.kysely, eventMessage(1).id))?.deliveries).toMatchObject([
      { state: 'cancelled' },
    ]);
  });
});

describe('an endpoint', () => {
  it('changes only in what is given; a switch by hand clears the reason', async () => {
    const { id, secret, ...created } = await endpoint({ eventTypes: ['OfferMade'], description: 'desk' });
    const db = database.kysely;
    expect(secret).toMatch(/^whsec_/);
    const later = new Date(Date.now() + 60_000);
    expect(await updateEndpoint(db, id, { deals: [DEAL], enabled: false }, later)).toEqual({
      ...created,
      id,
      deals: [DEAL],
      enabled: false,
      updatedAt: later.toISOString().replace('Z', '000Z'),
    });
    await db.updateTable('webhook_endpoint').set({ disabled_reason: 'gone' }).execute();
    expect(await updateEndpoint(db, id, { enabled: true }, later)).toMatchObject({
      enabled: true,
      disabledReason: null,
    });
    expect(await updateEndpoint(db, 'ep_none', { enabled: true }, later)).toBeNull();
  });

  it('is deleted once', async () => {
    const { id } = await endpoint();
    expect(await deleteEndpoint(database.kysely, id)).toBe(true);
    expect(await deleteEndpoint(database.kysely, id)).toBe(false);
  });
});
