import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer, type OwnRedis, startRedis } from '@dealwatch/embedded';
import { Redis } from 'ioredis';
import pg from 'pg';
import { generateArticles } from './generate';
import { FAULT_POINTS } from './inject-fault';
import { type LogSummary, messageIds, summariseLog } from './log-of';
import { openTestSystem, postEach, settle, type TestSystem } from './run';

const DIST = join(__dirname, '..', '..', '..', 'dist', 'apps');
const ENTRIES = { apiEntry: join(DIST, 'api/src/main.js'), workerEntry: join(DIST, 'worker/src/main.js') };
const EACH = 5;
const ARTICLES = generateArticles((FAULT_POINTS.length + 2) * EACH, 7);
const quiet = () => undefined;

const batch = (index: number) => ARTICLES.slice(index * EACH, (index + 1) * EACH);

const comparable = ({ streams, eventIds, reports }: LogSummary) => ({ streams, eventIds, reports });

async function undisturbedLog(): Promise<LogSummary> {
  const calm = await openTestSystem(ENTRIES);
  try {
    await postEach(calm.system.apiUrl, ARTICLES, quiet);
    await settle(calm.system.databaseUrl);
    return await summariseLog(calm.system.databaseUrl);
  } finally {
    await calm.close();
  }
}

describe('a system that is killed at its worst moments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dealwatch-fault-'));
  const faultFile = join(folder, 'fault');
  let disturbed: TestSystem;
  let undisturbed: LogSummary;

  beforeAll(async () => {
    if (!existsSync(ENTRIES.apiEntry))
      throw new Error('These specs run the built services: `npm run build` comes first.');
    undisturbed = await undisturbedLog();
    process.env.FAULT_FILE = faultFile;
    process.env.NODE_OPTIONS = `--require ${join(DIST, 'cli/chaos/inject-fault.js')}`;
    disturbed = await openTestSystem(ENTRIES);
  }, 120_000);

  afterAll(async () => {
    delete process.env.FAULT_FILE;
    delete process.env.NODE_OPTIONS;
    await disturbed?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it.each(FAULT_POINTS.map((point, index) => [point, index] as const))(
    'goes on after kill −9 %s',
    async (point, index) => {
      writeFileSync(faultFile, point);
      await postEach(disturbed.system.apiUrl, batch(index), quiet);
      await settle(disturbed.system.databaseUrl);
      expect(existsSync(faultFile)).toBe(false); // the kill took place
    },
    120_000,
  );

  it('goes on after the queue store in PostgreSQL was emptied', async () => {
    await postEach(disturbed.system.apiUrl, batch(FAULT_POINTS.length), quiet);
    await emptyPostgresQueues(disturbed.system.databaseUrl);
    await postEach(disturbed.system.apiUrl, batch(FAULT_POINTS.length + 1), quiet);
    await emptyPostgresQueues(disturbed.system.databaseUrl);
    await settle(disturbed.system.databaseUrl);
  }, 120_000);

  it('has then the log of a run that nobody disturbed', async () => {
    const log = await summariseLog(disturbed.system.databaseUrl);
    expect(comparable(log)).toEqual(comparable(undisturbed));
  });

  it('has sent every message, and sent again only under the same id', async () => {
    const planned = await messageIds(disturbed.system.databaseUrl);
    const received = disturbed.receiver.received.filter(({ verified }) => verified).map(({ id }) => id);
    expect(new Set(received)).toEqual(new Set(planned));
  });

  const redisServer = findRedisServer();
  if (redisServer.kind !== 'program') {
    console.warn('The spec that empties Redis is left out: it needs redis-server or valkey-server on PATH.');
  } else {
    it('has the same log when Redis is emptied again and again', async () => {
      let redis: OwnRedis | undefined;
      let system: TestSystem | undefined;
      try {
        redis = await startRedis(redisServer.path, join(folder, 'redis'));
        system = await openTestSystem(ENTRIES, redis.url);
        const flusher = new Redis(redis.url, { maxRetriesPerRequest: null });
        for (let index = 0; index < FAULT_POINTS.length + 2; index += 1) {
          await postEach(system.system.apiUrl, batch(index), quiet);
          await flusher.flushall();
        }
        await settle(system.system.databaseUrl);
        flusher.disconnect();
        expect(comparable(await summariseLog(system.system.databaseUrl))).toEqual(comparable(undisturbed));
      } finally {
        await system?.close();
        await redis?.stop();
      }
    }, 180_000);
  }
});

async function emptyPostgresQueues(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select format('bullmq.%I', c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'bullmq' and c.relkind in ('r', 'p') and c.relname ~ 'job'`,
  );
  await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
  await client.end();
}
