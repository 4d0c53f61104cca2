import { createTestDatabase } from '@dealwatch/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import pino from 'pino';
import type { ApiParts } from './api-parts';
import { createApp } from './app';
import { Lifecycle } from './lifecycle';
import { openParts } from './open-parts';

/** An API over a database of its own, spoken to without a port. For specs. */
export interface StartedApi {
  readonly app: NestFastifyApplication;
  readonly parts: ApiParts;
  readonly logged: readonly Record<string, unknown>[];
  readonly queued: readonly { readonly name: string; readonly payload: unknown }[];
  inject(options: InjectOptions): ReturnType<NestFastifyApplication['inject']>;
  post(body: unknown): ReturnType<NestFastifyApplication['inject']>;
  get(url: string, headers?: Record<string, string>): ReturnType<NestFastifyApplication['inject']>;
  stop(): Promise<void>;
}

/** The day that these specs call today. */
export const TODAY = '2026-06-15';

export async function startApi(changes: Partial<ApiParts> = {}): Promise<StartedApi> {
  const database = await createTestDatabase();
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const opened = openParts(
    {
      ...{ databaseUrl: database.connectionString, redisUrl: null, host: '127.0.0.1' },
      webhooks: { allow: null, timeoutMs: 1_000 },
    },
    { lifecycle: new Lifecycle(), log },
  );
  const queued: { name: string; payload: unknown }[] = [];
  const queues: ApiParts['queues'] = {
    add: async (name, payloads) => void queued.push(...payloads.map((payload) => ({ name, payload }))),
    depths: async () => {
      const none = { waiting: 0, active: 0, delayed: 0 };
      return { extract: none, record: none, project: none, deliver: none };
    },
    close: async () => {},
  };
  const parts: ApiParts = { ...opened.parts, queues, clock: () => new Date(`${TODAY}T12:00:00Z`), ...changes };
  const app = await createApp(parts);
  const inject = (options: InjectOptions) => app.inject(options);
  return {
    app,
    parts,
    logged,
    queued,
    inject,
    post: (payload) => inject({ method: 'POST', url: '/v1/articles', payload: payload as object }),
    get: (url, headers = {}) => inject({ method: 'GET', url, headers }),
    async stop() {
      await app.close();
      await opened.close();
      await database.drop();
    },
  };
}
