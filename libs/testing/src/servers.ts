import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@dealwatch/database';
import {
  type EmbeddedPostgres,
  endWithThisProcess,
  findRedisServer,
  freePort,
  type OwnRedis,
  startEmbeddedPostgres,
  startRedis,
} from '@dealwatch/embedded';

/** A server that belongs to one spec, to be killed and started again; its address stays the same. */
export interface FaultyServer {
  readonly connectionString: string;
  readonly port: number;
  /** Ends it at once, as a crash would (SIGKILL), and resolves when it has gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

interface Running {
  readonly pid: number;
  readonly exited: Promise<unknown>;
}

const ownFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dealwatch-server-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs as another account
  return folder;
};

const end = async (server: Running): Promise<void> => {
  try {
    process.kill(server.pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
  await server.exited;
};

const faulty = (
  first: Running,
  address: { connectionString: string; port: number },
  folder: string,
  start: () => Promise<Running>,
): FaultyServer => {
  let server = first;
  return {
    ...address,
    kill: () => end(server),
    start: async () => {
      server = await start();
    },
    stop: async () => {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/**
 * Starts a PostgreSQL of the spec's own, durable (a kill loses nothing that was committed) and migrated. About 2 s: most specs
 * want `createTestDatabase` instead. It ends with jest, but stop it.
 */
export const startTestPostgres = async (): Promise<FaultyServer> => {
  const folder = ownFolder();
  const dataDir = join(folder, 'postgres');
  endWithThisProcess({ pidFile: join(dataDir, 'postmaster.pid'), folder });
  const start = (port?: number): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, ...(port && { port }) });
  const first = await start();
  await migrate(first.connectionString);
  return faulty(first, first, folder, () => start(first.port));
};

/**
 * Starts a Redis of the spec's own that keeps every write on disk, or answers `null` where the machine has none (it looks for
 * redis-server and valkey-server on PATH; a server named by REDIS_URL is not one to kill). The spec says so then.
 */
export const startTestRedis = async (): Promise<FaultyServer | null> => {
  const found = findRedisServer({ ...process.env, REDIS_URL: '' });
  if (found.kind !== 'program') return null;
  const folder = ownFolder();
  const dir = join(folder, 'redis');
  const port = await freePort();
  endWithThisProcess({ pidFile: join(dir, 'redis.pid'), folder });
  const start = (): Promise<OwnRedis> => startRedis(found.path, dir, port);
  const first = await start();
  return faulty(first, { connectionString: first.url, port }, folder, start);
};
