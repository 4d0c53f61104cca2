import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@dealwatch/embedded';
import { countFailures, restartDelay } from './backoff';
import type { Log, Part } from './part';

export interface SupervisedDatabase extends Part {
  /** Stays the same when the server comes back. */
  readonly connectionString: string;
}

/** The server's log tells every start, stop and refused statement; here only what a person must know. */
const worthTelling = (line: string): boolean =>
  / (FATAL|PANIC|WARNING): /.test(line) || !/^\d{4}-\d\d-\d\d /.test(line);

/**
 * Runs the embedded PostgreSQL of a data folder and brings it back, on the same port, whenever it ends. A server that an
 * earlier supervisor left behind is stopped and replaced, so that its end is noticed at once.
 */
export const superviseDatabase = async (dataDir: string, log: Log): Promise<SupervisedDatabase> => {
  const stop = new AbortController();
  const tell = (line: string) => {
    if (!stop.signal.aborted && worthTelling(line)) log('postgres', line);
  };
  const launch = (port?: number): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({
      dataDir: join(dataDir, 'postgres'),
      existing: 'restart',
      log: tell,
      ...(port !== undefined && { port }),
    });
  let server = await launch();
  const watching = keepRunning(server, stop.signal, log, async () => {
    server = await launch(server.port);
    return server;
  });
  return {
    connectionString: server.connectionString,
    stop: async () => {
      stop.abort();
      await watching.settled();
      await server.stop('fast');
    },
    kill: () => {
      stop.abort();
      void server.stop('immediate'); // the signal is sent before this returns
    },
  };
};

const keepRunning = (first: EmbeddedPostgres, stop: AbortSignal, log: Log, launch: () => Promise<EmbeddedPostgres>) => {
  let restarting: Promise<void> = Promise.resolve();
  let failures = 0;
  const watch = (server: EmbeddedPostgres): void => {
    const startedAt = Date.now();
    void server.exited.then(({ code, signal }) => {
      if (stop.aborted) return;
      failures = countFailures(failures, Date.now() - startedAt);
      log('dealwatch', `PostgreSQL ended (${signal ?? `code ${code}`}) and is started again.`);
      restarting = bringBack();
    });
  };
  const bringBack = async (): Promise<void> => {
    while (!stop.aborted) {
      await delay(restartDelay(failures), undefined, { signal: stop }).catch(() => undefined);
      if (stop.aborted) return;
      try {
        watch(await launch());
        return;
      } catch (error) {
        failures += 1;
        log('dealwatch', `PostgreSQL could not be started: ${(error as Error).message}`);
      }
    }
  };
  watch(first);
  return { settled: () => restarting };
};
