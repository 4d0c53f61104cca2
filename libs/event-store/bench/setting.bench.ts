import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ROLE, createDatabase, type Database, migrate } from '@dealwatch/database';
import { startEmbeddedPostgres } from '@dealwatch/embedded';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { Client } from 'pg';

export interface Setting {
  readonly store: EventStore;
  /** As the app role, 40 connections. */
  readonly database: Database;
  /** As the owner, 40 connections; holds the table raw_event, which has the columns and indexes of the log. */
  readonly owner: Database;
}

/** Runs in a scratch database on the server of DATABASE_URL, or on an embedded one with full durability. */
export async function withSetting(run: (setting: Setting) => Promise<void>): Promise<void> {
  if (process.env.DATABASE_URL) return withScratchDatabase(process.env.DATABASE_URL, run);
  const folder = mkdtempSync(join(tmpdir(), 'dealwatch-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    await withScratchDatabase(server.connectionString, run);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withScratchDatabase(serverUrl: string, run: (setting: Setting) => Promise<void>): Promise<void> {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  try {
    await migrate(url.href);
    await withConnections(url.href, run);
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

async function withConnections(connectionString: string, run: (setting: Setting) => Promise<void>): Promise<void> {
  const database = createDatabase(connectionString, { role: APP_ROLE, max: 40 });
  const owner = createDatabase(connectionString, { max: 40 });
  const store = createPostgresEventStore({ db: database.kysely, connectionString, role: APP_ROLE });
  try {
    await owner.pool.query('create table raw_event (like es.events including all)');
    await run({ store, database, owner });
  } finally {
    await store.close();
    await Promise.all([database.destroy(), owner.destroy()]);
  }
}

const FILLER =
  'The ministry said on Friday that a first consignment had arrived at the air base near the capital. '.repeat(5);

/** About 600 bytes of JSON. */
export const event = () => ({
  id: randomUUID(),
  type: 'Measured',
  data: { at: Date.now(), list: [1, 2, 3], text: FILLER },
});

/** Calls `work` from so many clients at once, each again when it is done; returns how many units were done in a second. */
export async function perSecond(
  clients: number,
  milliseconds: number,
  work: (client: number) => Promise<number>,
): Promise<number> {
  const start = performance.now();
  let units = 0;
  const client = async (_: unknown, index: number): Promise<void> => {
    while (performance.now() - start < milliseconds) {
      const done = await work(index);
      units += done;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (units / (performance.now() - start)) * 1_000;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
