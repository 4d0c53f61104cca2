import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { DealId, Instant } from '@dealwatch/domain';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import {
  createTargetPolicy,
  createWebhookClient,
  deliverDue,
  LOOPBACK_ONLY,
  messageIdOf,
  planMessages,
  type WebhookClient,
} from '@dealwatch/webhooks';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { InjectOptions } from 'fastify';
import pino from 'pino';
import { Webhook } from 'standardwebhooks';
import { createAdapter } from '../http/adapter';
import { ProblemFilter } from '../problems/problem.filter';
import { CLOCK, DATABASE, LOG, QUEUES } from '../tokens';
import { ZodPipe } from '../validation/zod-pipe';
import { WEBHOOK_CLIENT, WEBHOOK_TARGETS } from './tokens';
import { webhookControllers, webhookProviders } from './webhooks.module-parts';

const ENDPOINTS = '/v1/webhooks/endpoints';
const MESSAGES = '/v1/webhooks/messages';
const resolve = async (host: string) => (host === 'inner.example' ? [{ address: '10.0.0.5', family: 4 }] : []);

describe('the webhook routes', () => {
  let test: TestDatabase;
  let database: Database;
  let client: WebhookClient;
  let app: NestFastifyApplication;
  let receiver: Server;
  let url: string;
  const received: { headers: Record<string, string>; body: string }[] = [];
  const queued: unknown[] = [];
  const clock = () => new Date();

  beforeAll(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.connectionString, { role: APP_ROLE });
    const targets = createTargetPolicy(LOOPBACK_ONLY, resolve);
    client = createWebhookClient({ policy: targets });
    const log = pino({ level: 'silent' });
    const queues = { add: async (name: string, payloads: unknown[]) => void queued.push(name, ...payloads) };
    const module = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      controllers: webhookControllers,
      providers: [
        ...webhookProviders,
        { provide: DATABASE, useValue: database.kysely },
        { provide: QUEUES, useValue: queues },
        { provide: CLOCK, useValue: clock },
        { provide: LOG, useValue: log },
        { provide: WEBHOOK_TARGETS, useValue: targets },
        { provide: WEBHOOK_CLIENT, useValue: client },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ZodPipe },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(createAdapter({ log, host: '127.0.0.1' }), {
      bodyParser: false,
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        received.push({ headers: request.headers as Record<string, string>, body });
        response.end('ok');
      });
    });
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  });

  afterAll(async () => {
    await app.close();
    await client.close();
    receiver.closeAllConnections();
    receiver.close();
    await database.destroy();
    await test.drop();
  });

  beforeEach(async () => {
    await database.kysely.deleteFrom('webhook_message').execute();
    await database.kysely.deleteFrom('webhook_endpoint').execute();
    received.length = 0;
    queued.length = 0;
  });

  const ask = async (method: InjectOptions['method'], path: string, payload?: object) => {
    const answer = await app.inject({ method: method ?? 'GET', url: path, ...(payload && { payload }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? null : answer.json() };
  };
  const register = async (settings: object = {}) => (await ask('POST', ENDPOINTS, { url, ...settings })).body;
  const plan = (...numbers: number[]) =>
    database.kysely.transaction().execute((trx) =>
      planMessages(
        trx,
        numbers.map((number) => ({
          id: messageIdOf('deal.event.recorded', number),
          type: 'deal.event.recorded',
          timestamp: new Date(Date.now() - 1_000).toISOString() as Instant,
          dealId: (number % 2 === 0 ? 'fr-in-rafale' : 'ru-tr-s-400') as DealId,
          dealVersion: number,
          position: BigInt(number),
          eventTypes: ['OfferMade'],
          data: { note: number },
        })),
      ),
    );
  const deliver = () => deliverDue({ db: database.kysely, client, clock, schedule: [0, 5] });

  describe('for endpoints', () => {
    it('register one with defaults and show its secret once, with the way to ask for it', async () => {
      const answer = await ask('POST', ENDPOINTS, { url });
      expect(answer.status).toBe(201);
      expect(answer.headers.location).toBe(`${ENDPOINTS}/${answer.body.id}`);
      const { secret, ...shown } = answer.body;
      expect(secret).toMatch(/^whsec_/);
      expect(shown).toEqual({
        id: expect.stringMatching(/^ep_[0-9a-f]{32}$/),
        url,
        description: '',
        messageTypes: [],
        eventTypes: [],
        deals: [],
        enabled: true,
        disabledReason: null,
        createdAt: expect.stringContaining('Z'),
        updatedAt: shown.createdAt,
      });
      expect((await ask('GET', `${ENDPOINTS}/${shown.id}`)).body).toEqual(shown);
      expect((await ask('GET', ENDPOINTS)).body).toEqual({ items: [shown], next: null });
      expect((await ask('GET', `${ENDPOINTS}/${shown.id}/secret`)).body).toEqual({ secret });
    });

    it('list in pages', async () => {
      const ids = [];
      for (let each = 0; each < 5; each += 1) ids.push((await register({ description: `${each}` })).id);
      const first = (await ask('GET', `${ENDPOINTS}?limit=2`)).body;
      const second = (await ask('GET', `${ENDPOINTS}?limit=2&cursor=${first.next}`)).body;
      const third = (await ask('GET', `${ENDPOINTS}?limit=2&cursor=${second.next}`)).body;
      const seen = [first, second, third].flatMap(({ items }) => items.map(({ id }: { id: string }) => id));
      expect(new Set(seen)).toEqual(new Set(ids));
      expect(seen).toHaveLength(5);
      expect(third.next).toBeNull();
      expect((await ask('GET', `${ENDPOINTS}?cursor=nonsense`)).body).toMatchObject({
        type: '/problems/invalid-query',
        errors: [{ parameter: 'cursor' }],
      });
    });

    it.each([
      ['no URL', {}, '#/url'],
      ['an unknown field', { url: 'http://127.0.0.1/', filter: 1 }, '#/filter'],
      ['an unknown event type', { url: 'http://127.0.0.1/', eventTypes: ['Sold'] }, '#/eventTypes/0'],
      ['an unknown message type', { url: 'http://127.0.0.1/', messageTypes: ['x'] }, '#/messageTypes/0'],
      ['no deal id', { url: 'http://127.0.0.1/', deals: ['S-400'] }, '#/deals/0'],
      ['no URL at all', { url: 'hooks' }, '#/url'],
      ['another scheme', { url: 'ftp://127.0.0.1/' }, '#/url'],
      ['credentials', { url: 'http://a:b@127.0.0.1/' }, '#/url'],
    ])('refuse %s', async (_, body, pointer) => {
      const answer = await ask('POST', ENDPOINTS, body);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ type: '/problems/invalid-body', errors: [{ pointer }] });
    });

    it.each([
      'http://10.0.0.5/',
      'http://0x0a000005/',
      'http://[::ffff:a00:5]/',
      'http://169.254.169.254/latest/',
      'http://inner.example/',
    ])('refuse %s, which the allow list does not hold, and name the rule', async (target) => {
      const answer = await ask('POST', ENDPOINTS, { url: target });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        type: '/problems/target-not-allowed',
        detail: expect.stringContaining('No entry of WEBHOOK_ALLOW (127.0.0.0/8, ::1/128) allows'),
        errors: [{ pointer: '#/url' }],
      });
    });

    it('refuse a name without an address', async () => {
      const answer = await ask('POST', ENDPOINTS, { url: 'http://nowhere.example/' });
      expect(answer.body).toMatchObject({
        status: 422,
        detail: expect.stringContaining('nowhere.example has no address'),
      });
    });

    it('change what is given, check a new URL, and wake the workers when one is enabled', async () => {
      const { secret: _, ...endpoint } = await register({ enabled: false, deals: ['ru-tr-s-400'] });
      const path = `${ENDPOINTS}/${endpoint.id}`;
      const changed = await ask('PATCH', path, { description: 'desk' });
      expect(changed.body).toEqual({ ...endpoint, description: 'desk', updatedAt: expect.any(String) });
      expect(queued).toEqual([]);
      expect((await ask('PATCH', path, { enabled: true })).body).toMatchObject({
        enabled: true,
        deals: ['ru-tr-s-400'],
      });
      expect(queued).toEqual(['deliver', { cause: expect.stringContaining(endpoint.id) }]);
      expect((await ask('PATCH', path, { url: 'http://10.0.0.5/' })).status).toBe(422);
      expect((await ask('PATCH', path, { enabled: 'yes' })).status).toBe(400);
      expect((await ask('GET', path)).body.url).toBe(url);
    });

    it('delete one for good', async () => {
      const { id } = await register();
      expect((await ask('DELETE', `${ENDPOINTS}/${id}`)).status).toBe(204);
      expect((await ask('GET', ENDPOINTS)).body.items).toEqual([]);
    });

    it.each([
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['GET', '/secret'],
      ['POST', '/test'],
    ] as const)('know no endpoint that is not there: %s %s', async (method, path) => {
      const answer = await ask(method, `${ENDPOINTS}/ep_none${path}`, method === 'PATCH' ? {} : undefined);
      expect(answer.status).toBe(404);
      expect(answer.body.type).toBe('/problems/unknown-endpoint');
    });

    it('send a signed test and tell the exchange', async () => {
      const { id, secret } = await register({ enabled: false });
      const answer = await ask('POST', `${ENDPOINTS}/${id}/test`);
      expect(answer.status).toBe(200);
      expect(answer.body.response).toMatchObject({ status: 200, error: null, response: 'ok' });
      expect(received).toHaveLength(1);
      const verified = new Webhook(secret).verify(received[0]?.body ?? '', received[0]?.headers ?? {});
      expect(verified).toEqual(JSON.parse(answer.body.request.body));
      expect(verified).toMatchObject({ type: 'webhook.test' });
    });
  });

  describe('for messages', () => {
    it('show a message, its deliveries and attempts', async () => {
      const { id: endpointId } = await register();
      await plan(1);
      await deliver();
      const id = messageIdOf('deal.event.recorded', 1);
      const message = (await ask('GET', `${MESSAGES}/${id}`)).body;
      expect(message).toMatchObject({
        id,
        type: 'deal.event.recorded',
        dealId: 'ru-tr-s-400',
        dealVersion: 1,
        position: '1',
        body: received[0]?.body,
        deliveries: [{ endpointId, state: 'delivered', attempts: 1, lastStatus: 200, nextAttemptAt: null }],
      });
      expect((await ask('GET', `${MESSAGES}/${id}/attempts`)).body).toEqual({
        items: [
          {
            id: expect.stringMatching(/^att_/),
            endpointId,
            attempt: 1,
            startedAt: expect.any(String),
            durationMs: expect.any(Number),
            status: 200,
            error: null,
            response: 'ok',
          },
        ],
        next: null,
      });
    });

    it('list them in pages, the newest first, filtered', async () => {
      await register({ deals: ['fr-in-rafale'] });
      const { id: endpointId } = await register({ deals: ['ru-tr-s-400'] });
      await plan(1, 2, 3, 4, 5);
      await deliver();
      const versions = async (query: string) => {
        const page = (await ask('GET', `${MESSAGES}?${query}`)).body;
        return { versions: page.items.map(({ dealVersion }: { dealVersion: number }) => dealVersion), next: page.next };
      };
      const first = await versions('limit=3');
      expect(first.versions).toEqual([5, 4, 3]);
      expect(await versions(`limit=3&cursor=${first.next}`)).toEqual({ versions: [2, 1], next: null });
      expect((await versions('dealId=fr-in-rafale')).versions).toEqual([4, 2]);
      expect((await versions(`endpointId=${endpointId}`)).versions).toEqual([5, 3, 1]);
      expect((await versions('state=delivered')).versions).toEqual([5, 4, 3, 2, 1]);
      expect((await versions('state=failed')).versions).toEqual([]);
      expect((await versions('type=deal.status.changed')).versions).toEqual([]);
      expect((await ask('GET', `${MESSAGES}?state=lost`)).body.errors).toMatchObject([{ parameter: 'state' }]);
      expect((await ask('GET', `${MESSAGES}?state=failed&cursor=${first.next}`)).status).toBe(400);
    });

    it('list the attempts at each in pages of its own', async () => {
      await register();
      await register();
      await plan(1, 2);
      await deliver();
      const [first, second] = [1, 2].map((each) => `${MESSAGES}/${messageIdOf('deal.event.recorded', each)}/attempts`);
      const page = (await ask('GET', `${first}?limit=1`)).body;
      expect((await ask('GET', `${first}?limit=1&cursor=${page.next}`)).body).toMatchObject({ next: null });
      expect((await ask('GET', `${second}?limit=1&cursor=${page.next}`)).body).toMatchObject({
        type: '/problems/invalid-query',
        errors: [{ parameter: 'cursor' }],
      });
    });

    it('replay one to all, or to one that never had it', async () => {
      const { id: old } = await register();
      await plan(1);
      await deliver();
      const { id: young } = await register();
      const path = `${MESSAGES}/${messageIdOf('deal.event.recorded', 1)}/replay`;
      const all = await ask('POST', path);
      expect(all).toMatchObject({ status: 202, body: { endpointIds: [old] } });
      expect(queued).toEqual(['deliver', { cause: expect.stringContaining('replay-msg_') }]);
      expect((await ask('POST', path, { endpointId: young })).body.endpointIds).toEqual([young]);
      expect(await deliver()).toMatchObject({ delivered: 2 });
      expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(received).toHaveLength(3);
    });

    it('know no message and no endpoint that is not there', async () => {
      await register();
      await plan(1);
      const id = messageIdOf('deal.event.recorded', 1);
      const typeOf = async (method: 'GET' | 'POST', path: string, payload?: object) =>
        (await ask(method, `${MESSAGES}/${path}`, payload)).body.type;
      expect(await typeOf('GET', 'msg_none')).toBe('/problems/unknown-message');
      expect(await typeOf('GET', 'msg_none/attempts')).toBe('/problems/unknown-message');
      expect(await typeOf('POST', 'msg_none/replay')).toBe('/problems/unknown-message');
      expect(await typeOf('POST', `${id}/replay`, { endpointId: 'ep_none' })).toBe('/problems/unknown-endpoint');
      expect(await typeOf('POST', `${id}/replay`, { to: 'ep_none' })).toBe('/problems/invalid-body');
    });

    it('replay a message whose only endpoint is gone to nobody', async () => {
      const { id } = await register();
      await plan(1);
      await ask('DELETE', `${ENDPOINTS}/${id}`);
      const path = `${MESSAGES}/${messageIdOf('deal.event.recorded', 1)}/replay`;
      expect((await ask('POST', path)).body.endpointIds).toEqual([]);
      expect(queued).toEqual([]);
    });
  });
});
