import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedServerError } from './errors';
import { readPassword } from './initialise';
import { readPostmasterFile } from './postmaster-file';
import { isAlive, poll, signalProcess, waitUntilGone, workingFolderOf } from './process-state';

/** A server that already runs on a data folder and answered to its password. */
export interface RunningPostgres {
  readonly pid: number;
  readonly port: number;
  readonly dataDir: string;
  readonly connectionString: string;
}

/** smart waits for the clients to leave, fast disconnects them, immediate leaves the work to the next start's recovery. */
export type StopMode = 'smart' | 'fast' | 'immediate';

const STOP_SIGNALS: Readonly<Record<StopMode, NodeJS.Signals>> = {
  smart: 'SIGTERM',
  fast: 'SIGINT',
  immediate: 'SIGQUIT',
};

export const DATABASE = 'dealwatch';

export const connectionStringFor = (dataDir: string, port: number, database = DATABASE): string =>
  `postgres://postgres:${encodeURIComponent(readPassword(dataDir))}@127.0.0.1:${port}/${database}`;

const query = async (
  connectionString: string,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // A server that dies under us shows itself in the query.
  try {
    await client.connect();
    return (await client.query(text, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Creates the database `dealwatch` of a fresh cluster; one that is there stays. */
export const ensureDatabase = async (dataDir: string, port: number): Promise<void> => {
  const maintenance = connectionStringFor(dataDir, port, 'postgres');
  const found = await query(maintenance, 'select 1 from pg_database where datname = $1', [DATABASE]);
  if (found.length > 0) return;
  await query(maintenance, `create database ${DATABASE}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error; // another starter was faster
  });
};

/** Whether the server on this port is the one of this data folder: a stale file may name a port that someone else has now. */
const servesFolder = async (dataDir: string, port: number): Promise<boolean> => {
  try {
    const [row] = await query(connectionStringFor(dataDir, port, 'postgres'), 'show data_directory');
    return row?.data_directory === dataDir;
  } catch {
    return false;
  }
};

/** A process that has the recorded id but works elsewhere is not our postmaster: the id was given again after a crash. */
const isOtherProcess = (pid: number, dataDir: string): boolean => {
  const folder = workingFolderOf(pid);
  return folder !== undefined && folder !== dataDir;
};

/** The server that runs on the data folder and accepts connections now, or `undefined`. */
export const findRunning = async (wanted: string): Promise<RunningPostgres | undefined> => {
  const dataDir = realpathSync(wanted);
  const file = readPostmasterFile(dataDir);
  if (!file?.port || file.status !== 'ready' || !isAlive(file.pid)) return undefined;
  if (isOtherProcess(file.pid, dataDir) || !(await servesFolder(dataDir, file.port))) return undefined;
  return { pid: file.pid, port: file.port, dataDir, connectionString: connectionStringFor(dataDir, file.port) };
};

const TAKEOVER_MS = 30_000;

/**
 * Settles what `postmaster.pid` says before a start: answers the server that runs (after waiting for one that is just starting
 * or stopping), or `undefined` where the folder is free; a file left by a dead process is removed.
 */
export const settleRunning = async (dataDir: string): Promise<RunningPostgres | undefined> => {
  const settled = await poll(
    async () => {
      const file = readPostmasterFile(dataDir);
      if (!file) return { running: undefined };
      if (!isAlive(file.pid) || isOtherProcess(file.pid, dataDir)) {
        rmSync(join(dataDir, 'postmaster.pid'), { force: true });
        return { running: undefined };
      }
      const running = await findRunning(dataDir);
      return running && { running };
    },
    TAKEOVER_MS,
    100,
  );
  if (settled) return settled.running;
  throw new EmbeddedServerError(
    'data-dir-unusable',
    `${join(dataDir, 'postmaster.pid')} names process ${readPostmasterFile(dataDir)?.pid}, which lives but does not answer as the PostgreSQL of that folder. End that process, or remove the file if the process is something else.`,
  );
};

/** Stops a postmaster by its id and waits until it has gone; after `timeoutMs` the next harder mode is used. */
export const stopPostmaster = async (pid: number, mode: StopMode, timeoutMs = 30_000): Promise<void> => {
  signalProcess(pid, STOP_SIGNALS[mode]);
  if (await waitUntilGone(pid, timeoutMs)) return;
  if (mode === 'immediate') {
    signalProcess(pid, 'SIGKILL');
    await waitUntilGone(pid, timeoutMs);
    return;
  }
  await stopPostmaster(pid, mode === 'smart' ? 'fast' : 'immediate', timeoutMs);
};
