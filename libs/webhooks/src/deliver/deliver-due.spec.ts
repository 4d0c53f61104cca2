import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import {
  answersInTurn,
  answerWith,
  createTestDatabase,
  type Receiver,
  startReceiver,
  type TestDatabase,
} from '@dealwatch/testing';
import { Webhook } from 'standardwebhooks';
import { DEAL, eventMessage } from '../../test/messages';
import { createWebhookClient, type WebhookClient } from '../client';
import type { Endpoint, EndpointSettings } from '../endpoint/endpoint';
import { findEndpoint } from '../endpoint/read';
import { createEndpoint, deleteEndpoint, updateEndpoint } from '../endpoint/write';
import { findMessage, listAttempts } from '../message/read';
import { replayMessage } from '../message/replay';
import type { OutgoingMessage } from '../outgoing';
import { planMessages } from '../plan-messages';
import { sign } from '../signature';
import { LOOPBACK_ONLY } from '../target/allow-list';
import { createTargetPolicy } from '../target/target-policy';
import { sendTestMessage } from '../test-message';
import { dueDeliveries } from './claim';
import { type DeliverOptions, deliverDue } from './deliver-due';

let test: TestDatabase;
let database: Database;
let client: WebhookClient;
let receiver: Receiver;
let now: Date;

const clock = () => now;
const passes = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase(test.connectionString, { role: APP_ROLE });
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

beforeEach(async () => {
  await database.kysely.deleteFrom('webhook_message').execute();
  await database.kysely.deleteFrom('webhook_endpoint').execute();
  client = createWebhookClient({ policy: createTargetPolicy(LOOPBACK_ONLY), timeoutMs: 300 });
  receiver = await startReceiver();
  now = new Date();
});

afterEach(async () => {
  await Promise.all([receiver.close(), client.close()]);
});

const endpoint = (settings: Partial<EndpointSettings> = {}) =>
  createEndpoint(
    database.kysely,
    { url: receiver.url, description: '', messageTypes: [], eventTypes: [], deals: [], enabled: true, ...settings },
    now,
  );
const plan = (...messages: OutgoingMessage[]) =>
  database.kysely.transaction().execute((trx) => planMessages(trx, messages));
const planned = async (count: number) => {
  const messages = Array.from({ length: count }, (_, number) => eventMessage(number));
  await plan(...messages);
  return messages;
};
const deliver = (options: Partial<DeliverOptions> = {}) =>
  deliverDue({ db: database.kysely, client, clock, schedule: [0, 10, 100], random: () => 0.5, ...options });
const deliveryOf = async (message: OutgoingMessage, { id }: { id: string }) =>
  (await findMessage(database.kysely, message.id))?.deliveries.find(({ endpointId }) => endpointId === id);
const idsReceived = () => receiver.received.map(({ headers }) => headers['webhook-id']);
const secondsUntil = (instant: string | null | undefined) => (Date.parse(instant ?? '') - now.getTime()) / 1_000;
const counts = (claimed: number, delivered: number, failed: number, retried: number) => ({
  claimed,
  delivered,
  failed,
  retried,
});

describe('a delivery', () => {
  it('arrives signed, is verified by the published library, and is recorded', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    receiver.answer = answerWith(202, {}, 'thanks');
    expect(await deliver()).toEqual(counts(1, 1, 0, 0));

    const [received] = receiver.received;
    expect(received?.headers['webhook-id']).toBe(message.id);
    expect(new Webhook(receiving.secret).verify(received?.body ?? '', received?.headers ?? {})).toEqual({
      type: 'deal.event.recorded',
      timestamp: message.timestamp,
      data: { dealId: DEAL, dealVersion: 2, position: '17', ...message.data },
    });
    expect(await deliveryOf(message, receiving)).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastStatus: 202,
      lastError: null,
      nextAttemptAt: null,
      deliveredAt: expect.stringContaining('Z'),
    });
    expect(await listAttempts(database.kysely, message.id, { limit: 9 })).toMatchObject([
      { endpointId: receiving.id, attempt: 1, status: 202, error: null, response: 'thanks' },
    ]);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));
    expect(receiver.received).toHaveLength(1);
  });

  it('is tried again under the same id, with a new timestamp and signature, until it succeeds', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    receiver.answer = answersInTurn(answerWith(500, {}, 'oh no'));
    expect(await deliver()).toEqual(counts(1, 0, 0, 1));
    expect(await deliveryOf(message, receiving)).toMatchObject({ state: 'pending', attempts: 1, lastStatus: 500 });
    expect(secondsUntil((await deliveryOf(message, receiving))?.nextAttemptAt)).toBe(10);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));

    passes(10);
    expect(await deliver()).toEqual(counts(1, 1, 0, 0));
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    const timestamp = Number(second?.headers['webhook-timestamp']);
    expect(timestamp).toBe(Number(first?.headers['webhook-timestamp']) + 10);
    expect(second?.headers['webhook-signature']).toBe(
      sign(receiving.secret, message.id, timestamp, second?.body ?? ''),
    );
    expect(await listAttempts(database.kysely, message.id, { limit: 9 })).toMatchObject([
      { attempt: 1, status: 500, error: 'answered 500', response: 'oh no' },
      { attempt: 2, status: 200, error: null },
    ]);
  });

  it('is given up after the last attempt of the schedule', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    receiver.answer = answerWith(500);
    for (const wait of [10, 100]) {
      expect(await deliver()).toEqual(counts(1, 0, 0, 1));
      passes(wait);
    }
    expect(await deliver()).toEqual(counts(1, 0, 1, 0));
    expect(await deliveryOf(message, receiving)).toMatchObject({ state: 'failed', attempts: 3, nextAttemptAt: null });
    passes(1_000_000);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));
    expect(receiver.received).toHaveLength(3);
  });

  it('waits as long as Retry-After asks', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    receiver.answer = answersInTurn(answerWith(429, { 'retry-after': '3600' }));
    await deliver();
    expect(secondsUntil((await deliveryOf(message, receiving))?.nextAttemptAt)).toBe(3_600);
    passes(3_599);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));
    passes(1);
    expect(await deliver()).toEqual(counts(1, 1, 0, 0));
  });

  it('fails at the deadline when nothing is answered', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    receiver.answer = () => undefined;
    expect(await deliver()).toEqual(counts(1, 0, 0, 1));
    expect((await deliveryOf(message, receiving))?.lastError).toBe('timeout: no answer within 300 ms');
  });

  it('follows no redirect to an internal address', async () => {
    const inner = await startReceiver();
    try {
      const receiving = await endpoint();
      const [message] = (await planned(1)) as [OutgoingMessage];
      receiver.answer = answerWith(302, { location: inner.url });
      expect(await deliver()).toEqual(counts(1, 0, 0, 1));
      expect((await deliveryOf(message, receiving))?.lastError).toBe('answered 302: redirects are not followed');
      expect(inner.received).toEqual([]);
    } finally {
      await inner.close();
    }
  });

  it('is not sent to an address that the allow list has lost since', async () => {
    await endpoint({ url: 'http://10.1.2.3/' });
    const [message] = (await planned(1)) as [OutgoingMessage];
    expect(await deliver()).toEqual(counts(1, 0, 0, 1));
    const [attempt] = (await listAttempts(database.kysely, message.id, { limit: 1 })) ?? [];
    expect(attempt?.error).toContain('No entry of WEBHOOK_ALLOW (127.0.0.0/8, ::1/128) allows 10.1.2.3');
  });
});

describe('an endpoint', () => {
  it('that answers 410 is disabled, and gets the rest when a person enables it again', async () => {
    const receiving = await endpoint();
    const messages = await planned(3);
    receiver.answer = answersInTurn(answerWith(410));
    expect(await deliver({ limit: 1 })).toEqual(counts(1, 0, 1, 0));
    expect(await findEndpoint(database.kysely, receiving.id)).toMatchObject({
      enabled: false,
      disabledReason: 'The receiver answered 410 Gone.',
    });
    passes(1_000);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));
    expect(await dueDeliveries(database.kysely, now)).toEqual({ due: 0, earliest: null });

    await updateEndpoint(database.kysely, receiving.id, { enabled: true }, now);
    expect(await dueDeliveries(database.kysely, now)).toMatchObject({ due: 2 });
    expect(await deliver()).toEqual(counts(2, 2, 0, 0));
    expect(new Set(idsReceived())).toEqual(new Set(messages.map(({ id }) => id)));
  });

  it('that answers 410 gets nothing more of what was claimed for it', async () => {
    await endpoint();
    await planned(50);
    receiver.answer = answerWith(410);
    const { claimed, failed } = await deliver();
    expect(claimed).toBe(50);
    expect(failed).toBeLessThanOrEqual(8);
    expect(receiver.received).toHaveLength(failed);
  });

  it('whose URL was changed meanwhile is not disabled by the old one', async () => {
    const receiving = await endpoint();
    await planned(1);
    receiver.answer = (_, response) => {
      const change = { url: 'http://127.0.0.1:9/new' };
      void updateEndpoint(database.kysely, receiving.id, change, now).then(() => response.writeHead(410).end());
    };
    expect(await deliver()).toEqual(counts(1, 0, 1, 0));
    expect(await findEndpoint(database.kysely, receiving.id)).toMatchObject({ enabled: true });
  });

  it('that was deleted gets nothing more; what it got stays in the log', async () => {
    const receiving = await endpoint();
    const [first, second] = (await planned(2)) as [OutgoingMessage, OutgoingMessage];
    await deliver({ limit: 1 });
    await deleteEndpoint(database.kysely, receiving.id);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));
    const states = [await deliveryOf(first, receiving), await deliveryOf(second, receiving)].map((each) => each?.state);
    expect(states.sort()).toEqual(['cancelled', 'delivered']);
    expect(receiver.received).toHaveLength(1);
  });

  it('that hangs keeps few sends, is asked less the next time, and holds up no other', async () => {
    const hanging = await startReceiver();
    hanging.answer = () => undefined;
    try {
      await endpoint({ url: hanging.url });
      await endpoint();
      await planned(30);
      const started = performance.now();
      const result = await deliver({ limit: 100, timeoutMs: 300 });
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(result.delivered).toBe(30);
      expect(receiver.received).toHaveLength(30);
      passes(1);
      const before = hanging.received.length;
      await deliver();
      expect(hanging.received.length - before).toBeLessThanOrEqual(4);
    } finally {
      await hanging.close();
    }
  });
});

describe('a lease', () => {
  /** Sends, and dies before anything is recorded. */
  const dying: WebhookClient = {
    send: async (request) => {
      await client.send(request);
      throw new Error('killed');
    },
    close: async () => {},
  };

  it('keeps a delivery whose process died after sending, and lets the same message go again when it ends', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    await expect(deliver({ client: dying, timeoutMs: 1_000 })).rejects.toThrow('killed');
    expect(receiver.received).toHaveLength(1);
    expect(await deliveryOf(message, receiving)).toMatchObject({ state: 'pending', attempts: 0 });
    const due = await dueDeliveries(database.kysely, now);
    expect(due.due).toBe(0);
    expect(secondsUntil(due.earliest)).toBe(7);

    passes(6.999);
    expect(await deliver()).toEqual(counts(0, 0, 0, 0));
    passes(0.001);
    expect(await dueDeliveries(database.kysely, now)).toMatchObject({ due: 1 });
    expect(await deliver()).toEqual(counts(1, 1, 0, 0));
    expect(idsReceived()).toEqual([message.id, message.id]);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
  });

  it('that ended lets a late failure be logged but decide nothing', async () => {
    const receiving = await endpoint();
    const [message] = (await planned(1)) as [OutgoingMessage];
    const overtaken: WebhookClient = {
      send: async () => {
        passes(60);
        expect(await deliver()).toEqual(counts(1, 1, 0, 0));
        return { durationMs: 1, status: 500, error: null, retryAfter: null, response: '' };
      },
      close: async () => {},
    };
    await deliver({ client: overtaken });
    expect(await deliveryOf(message, receiving)).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 200 });
    expect(await listAttempts(database.kysely, message.id, { limit: 9 })).toHaveLength(2);
  });

  it.each([
    ['a stop', (stop: () => void) => stop()],
    ['a claim that has grown old', () => passes(0.301)],
  ])('is given back for what %s leaves unsent', async (_, interrupt) => {
    await endpoint();
    await planned(20);
    const stop = new AbortController();
    receiver.answer = (_received, response) => {
      interrupt(() => stop.abort());
      response.end();
    };
    const result = await deliver({ signal: stop.signal, timeoutMs: 300 });
    expect(result.claimed).toBe(20);
    expect(result.delivered).toBeGreaterThanOrEqual(1);
    expect(result.delivered).toBeLessThanOrEqual(8);
    expect(await dueDeliveries(database.kysely, now)).toMatchObject({ due: 20 - result.delivered });
    receiver.answer = answerWith(200);
    expect((await deliver()).delivered).toBe(20 - result.delivered);
    expect(new Set(idsReceived()).size).toBe(20);
    expect(receiver.received).toHaveLength(20);
  });

  it('keeps deliverers that run at the same time from sending anything twice', async () => {
    await endpoint();
    await endpoint({ url: `${receiver.url}/second` });
    await planned(150);
    const untilNothing = async (): Promise<number> => {
      const { claimed, delivered } = await deliver({ limit: 20 });
      return claimed === 0 ? 0 : delivered + (await untilNothing());
    };
    const delivered = await Promise.all(Array.from({ length: 6 }, untilNothing));
    expect(delivered.reduce((sum, each) => sum + each, 0)).toBe(300);
    expect(new Set(receiver.received.map(({ path, headers }) => `${path} ${headers['webhook-id']}`)).size).toBe(300);
    expect(receiver.received).toHaveLength(300);
  });
});

describe('a replay', () => {
  let receiving: Endpoint;
  let message: OutgoingMessage;

  beforeEach(async () => {
    receiving = await endpoint();
    [message] = (await planned(1)) as [OutgoingMessage];
    await deliver();
  });

  it('sends the same message again, with a fresh schedule', async () => {
    expect(await replayMessage(database.kysely, message.id, now)).toEqual([receiving.id]);
    expect(await deliveryOf(message, receiving)).toMatchObject({ state: 'pending', attempts: 0, deliveredAt: null });
    expect(await deliver()).toEqual(counts(1, 1, 0, 0));
    expect(idsReceived()).toEqual([message.id, message.id]);
  });

  it('gives old news to a new subscriber', async () => {
    const subscriber = await endpoint({ url: `${receiver.url}/new` });
    expect(await replayMessage(database.kysely, message.id, now, subscriber.id)).toEqual([subscriber.id]);
    expect(await deliver()).toEqual(counts(1, 1, 0, 0));
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook/new']);
  });

  it('does nothing for an unknown message or endpoint', async () => {
    expect(await replayMessage(database.kysely, 'msg_none', now)).toEqual([]);
    expect(await replayMessage(database.kysely, message.id, now, 'ep_none')).toEqual([]);
  });
});

describe('a test message', () => {
  it('is sent signed, at once, to a disabled endpoint too, and tells the whole exchange', async () => {
    const receiving = await endpoint({ enabled: false });
    receiver.answer = answerWith(418, {}, 'teapot');
    const exchange = await sendTestMessage({ db: database.kysely, client, clock }, receiving.id);
    const [received] = receiver.received;
    expect(exchange).toMatchObject({
      response: { status: 418, response: 'teapot' },
      request: { body: received?.body },
    });
    expect(new Webhook(receiving.secret).verify(received?.body ?? '', received?.headers ?? {})).toMatchObject({
      type: 'webhook.test',
      data: { endpointId: receiving.id },
    });
    expect(await sendTestMessage({ db: database.kysely, client, clock }, 'ep_none')).toBeNull();
  });
});
