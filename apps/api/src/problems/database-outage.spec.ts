import { type FaultyServer, startTestPostgres } from '@dealwatch/testing';
import pino from 'pino';
import { createApp } from '../app';
import { Lifecycle } from '../lifecycle';
import { type OpenedParts, openParts } from '../open-parts';

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
