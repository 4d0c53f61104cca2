import { type FaultyServer, startTestPostgres } from '@dealwatch/testing';
import pino from 'pino';
import { createApp } from '../app';
import { Lifecycle } from '../lifecycle';
import { type OpenedParts, openParts } from '../open-parts';
import { isDatabaseOutage } from './database-outage';

describe('while PostgreSQL is gone', () => {
  let postgres: FaultyServer;
  let opened: OpenedParts;
  beforeAll(async () => {
    postgres = await startTestPostgres();
    opened = openParts(
      {
        ...{ databaseUrl: postgres.connectionString, redisUrl: null, host: '127.0.0.1' },
        webhooks: { allow: null, timeoutMs: 1_000 },
      },
      { lifecycle: new Lifecycle(), log: pino({ level: 'silent' }) },
    );
  });
  afterAll(async () => {
    await opened.close();
    await postgres.stop();
  });

  it('every route that needs it asks to come back, and all of them work again by themselves', async () => {
    const queues = { ...opened.parts.queues, add: async () => undefined };
    const app = await createApp({ ...opened.parts, queues });
    const post = () =>
      app.inject({
        method: 'POST',
        url: '/v1/articles',
        payload: { text: 'A boat sailed.', publishedOn: '2020-01-01' },
      });
    const { id } = (await post()).json();
    await postgres.kill();
    for (const url of ['/v1/deals', '/v1/events', `/v1/articles/${id}`]) {
      const answer = await app.inject({ url });
      expect([url, answer.statusCode, answer.headers['retry-after']]).toEqual([url, 503, '5']);
    }
    expect((await post()).json()).toMatchObject({ status: 503, type: '/problems/database-unavailable' });
    expect((await app.inject({ url: '/livez' })).statusCode).toBe(200);
    const unready = await app.inject({ url: '/readyz' });
    expect([unready.statusCode, unready.json().checks.database]).toEqual([503, 'unreachable']);
    await postgres.start();
    expect((await post()).json()).toEqual({ id, status: 'duplicate' });
    await app.close();
  });
});

describe('an error', () => {
  it.each([
    ['a refused connection', { code: 'ECONNREFUSED', syscall: 'connect' }, true],
    ['a connection that broke', { code: 'ECONNRESET', syscall: 'read' }, true],
    ['a handshake that broke', { code: 'ECONNRESET', host: 'db.example', port: 5432 }, true],
    ['a missing socket', { code: 'ENOENT', syscall: 'connect' }, true],
    ['an unknown host', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
    ['several addresses that refuse', { errors: [{ code: 'ECONNREFUSED', syscall: 'connect' }] }, true],
    ['a server that stops', { code: '57P01' }, true],
    ['an upload that broke off', { code: 'ECONNRESET', message: 'aborted' }, false],
    ['a missing file', { code: 'ENOENT', syscall: 'open' }, false],
    ['a broken rule of a table', { code: '23505' }, false],
  ])('of %s: an outage of the database? %j', (_, error, outage) => {
    expect(isDatabaseOutage(error)).toBe(outage);
  });
});
