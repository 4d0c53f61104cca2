import { type Config, toEnvironment } from '@dealwatch/config';
import { freePort, listenProblem, poll } from '@dealwatch/embedded';
import { type SupervisedChild, superviseChild } from './child';
import { superviseDatabase } from './database';
import { acquireLock } from './lock';
import { GRACE_MS, type Log, type Part } from './part';
import { becomesReady } from './readiness';

export interface SystemOptions {
  readonly config: Config;
  /** The compiled main files of the two services. */
  readonly apiEntry: string;
  readonly workerEntry: string;
  /** Brings the database (and the queue's store) to the newest schema; called before the services start. */
  readonly migrate: (databaseUrl: string) => Promise<unknown>;
  readonly log: Log;
  /** Aborted: the system stops in order, also while it is still starting. */
  readonly stop?: AbortSignal;
  /** Aborted: everything ends at once. */
  readonly kill?: AbortSignal;
  /** Milliseconds that a service may take to end in order. Default 25,000. */
  readonly graceMs?: number;
}

export interface System {
  /** For example `http://127.0.0.1:3000`. */
  readonly apiUrl: string;
  readonly databaseUrl: string;
  /** Resolves when the API answers 200 at /readyz; rejects when that will not happen. */
  readonly ready: Promise<void>;
  /** Resolves when the system has stopped, whoever stopped it. */
  readonly stopped: Promise<void>;
  /** Stops the API, then the worker, then PostgreSQL, and frees the data folder. */
  stop(): Promise<void>;
}

/** Where a program on this machine reaches the API. */
export const localUrl = (host: string, port: number): string => {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};

/** A supervisor that was killed leaves services that end by themselves a moment later. */
const ORPHANS_MS = 15_000;

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program. Stop it, or set PORT to another one',
  EACCES: 'may not be used by this account. Set PORT to one above 1023',
  EADDRNOTAVAIL: 'cannot be used: this machine has no such address. Set HOST to 127.0.0.1',
};

const checkPort = async ({ port, host }: Config, patienceMs: number): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  const problem = await poll(
    async () => {
      const code = await listenProblem(port, host);
      return code === 'EADDRINUSE' && Date.now() < deadline ? undefined : (code ?? 'none');
    },
    patienceMs,
    100,
  );
  if (problem === 'none') return;
  const why = PORT_PROBLEMS[problem ?? 'EADDRINUSE'] ?? `cannot be used (${problem})`;
  throw new Error(`Port ${port} of ${host} ${why}.`);
};

/** Parts in the order of their start; they end in the opposite order. */
const createParts = () => {
  const parts: Part[] = [];
  return {
    add<P extends Part>(part: P): P {
      parts.unshift(part);
      return part;
    },
    async stop(): Promise<void> {
      for (const part of parts) await part.stop();
    },
    kill(): void {
      for (const part of parts) part.kill();
    },
  };
};

type Parts = ReturnType<typeof createParts>;

const lockDataDir = (parts: Parts, { dataDir }: Config, apiUrl: string): boolean => {
  const lock = acquireLock(dataDir, apiUrl);
  parts.add({ stop: async () => lock.release(), kill: () => lock.release() });
  return lock.tookOver;
};

const startServices = (parts: Parts, options: SystemOptions, config: Config) => {
  const common = { log: options.log, graceMs: options.graceMs ?? GRACE_MS };
  const env = toEnvironment(config);
  const worker: SupervisedChild = parts.add(
    superviseChild({ name: 'worker', entry: options.workerEntry, env, ...common }),
  );
  // only the worker asks a model: nobody else needs its key
  const keyless = toEnvironment({ ...config, secondOpinion: null });
  const api: SupervisedChild = parts.add(
    superviseChild({ name: 'api', entry: options.apiEntry, env: keyless, ...common }),
  );
  return { api, worker };
};

const startParts = async (parts: Parts, options: SystemOptions, stop: AbortSignal) => {
  const { log } = options;
  const config = { ...options.config, port: options.config.port || (await freePort()) };
  const apiUrl = localUrl(config.host, config.port);
  const tookOver = config.databaseUrl === null && lockDataDir(parts, config, apiUrl);
  await checkPort(config, tookOver ? ORPHANS_MS : 0);
  stop.throwIfAborted();
  const databaseUrl = config.databaseUrl ?? parts.add(await superviseDatabase(config.dataDir, log)).connectionString;
  stop.throwIfAborted();
  await options.migrate(databaseUrl);
  stop.throwIfAborted();
  const services = startServices(parts, options, { ...config, databaseUrl });
  const ready = becomesReady(apiUrl, services, stop);
  ready.catch(() => undefined); // whoever does not wait for it need not handle it
  return { apiUrl, databaseUrl, ready };
};

/**
 * Starts the whole system: an embedded PostgreSQL unless the configuration names a server, the migrations, then API and worker
 * as child processes that are started again whenever they end. Resolves when all are launched; wait for `ready` before using it.
 * A port 0 becomes a free one. Throws, with everything stopped again, when the data folder or the port is in use.
 */
export const startSystem = async (options: SystemOptions): Promise<System> => {
  const parts = createParts();
  const stopping = new AbortController();
  const kill = () => {
    stopping.abort();
    parts.kill();
  };
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping.abort();
    stopped ??= parts.stop().finally(() => process.off('exit', kill));
    return stopped;
  };
  process.once('exit', kill); // an error that nobody caught must not leave PostgreSQL behind
  options.kill?.addEventListener('abort', kill);
  const askedToStop = () => stopping.abort(new Error('Stopped before it had started.'));
  options.stop?.addEventListener('abort', askedToStop);
  if (options.stop?.aborted) askedToStop();
  try {
    const started = await startParts(parts, options, stopping.signal);
    const ended = new Promise<void>((resolve, reject) => {
      stopping.signal.addEventListener('abort', () => stop().then(resolve, reject));
    });
    return { ...started, stop, stopped: ended };
  } catch (error) {
    await stop();
    throw error;
  }
};
