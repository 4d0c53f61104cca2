import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { EmbeddedServerError } from './errors';
import { freePort } from './ports';
import { poll, signalProcess } from './process-state';
import type { Exit } from './server';

/** How a Redis can be had: one that runs already, a program to start, or the reason why neither. */
export type RedisServer =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'program'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

const PROGRAMS = ['redis-server', 'valkey-server'];

const onPath = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** Looks for `REDIS_URL`, then for `redis-server` or `valkey-server` on PATH. No npm package brings a Redis that runs everywhere. */
export const findRedisServer = (env: NodeJS.ProcessEnv = process.env): RedisServer => {
  const url = env.REDIS_URL?.trim();
  if (url) return { kind: 'url', url };
  const path = PROGRAMS.map((name) => onPath(name, env.PATH ?? '')).find((found) => found !== undefined);
  if (path) return { kind: 'program', path };
  return { kind: 'none', reason: 'REDIS_URL is not set, and neither redis-server nor valkey-server is on PATH.' };
};

export interface OwnRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Ends it in order; the data stay in its folder. */
  stop(): Promise<void>;
}

const answersPing = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith('+PONG') ? true : undefined);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(undefined));
  });

const redisArgs = (dir: string, port: number): string[] => [
  ...['--bind', '127.0.0.1', '--port', String(port), '--dir', dir, '--save', '', '--pidfile', join(dir, 'redis.pid')],
  // BullMQ loses jobs where Redis may evict keys; every write reaches the disk, so that a kill loses none.
  ...['--maxmemory-policy', 'noeviction', '--appendonly', 'yes', '--appendfsync', 'always'],
];

const collectOutput = (child: ChildProcess): (() => string) => {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output = `${output}${chunk}`.slice(-4_000);
    });
  }
  child.once('error', (error) => {
    output += error.message;
  });
  return () => output;
};

const exitOf = (child: ChildProcess): Promise<Exit> =>
  new Promise((end) => {
    child.once('error', () => end({ code: null, signal: null }));
    child.once('close', (code, signal) => end({ code, signal }));
  });

const becomesReady = async (port: number, exited: Promise<Exit>): Promise<boolean> => {
  let ended = false;
  const end = exited.then(() => {
    ended = true;
  });
  const answer = poll(() => (ended ? false : answersPing(port)), 15_000);
  return (await Promise.race([answer, end])) === true;
};

/** Starts an own Redis in `dir` (created if missing, kept after a stop) on 127.0.0.1 and resolves when it answers. */
export const startRedis = async (program: string, dir: string, port?: number): Promise<OwnRedis> => {
  mkdirSync(dir, { recursive: true });
  const chosen = port ?? (await freePort());
  const child = spawn(program, redisArgs(dir, chosen), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = collectOutput(child);
  const exited = exitOf(child);
  const ready = await becomesReady(chosen, exited);
  const pid = child.pid;
  if (!ready || pid === undefined) {
    child.kill('SIGKILL');
    throw new EmbeddedServerError('start-failed', `${program} did not start on port ${chosen}:\n${output()}`);
  }
  const stop = async () => {
    signalProcess(pid, 'SIGTERM');
    await exited;
  };
  return { url: `redis://127.0.0.1:${chosen}`, port: chosen, pid, exited, stop };
};
