import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Binaries } from './binaries';
import type { DataPlace } from './data-dir';
import { spawnFailure, spawnOptions } from './initialise';
import { readPostmasterFile } from './postmaster-file';
import { poll } from './process-state';

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** A postmaster that we started: its process, how it ended, and the last lines it wrote. */
export interface Launched {
  readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  readonly lastLines: readonly string[];
}

const KEPT_LINES = 30;

/** Always set; `settings` of the caller come after them. No Unix socket: its path could be too long, and everything goes over TCP. */
const BASE_SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: false,
};

const serverArgs = (dataDir: string, port: number, settings: Settings): string[] => [
  ...['-D', dataDir, '-p', String(port)],
  ...Object.entries({ ...BASE_SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

const collectLines = (child: ChildProcess, log: (line: string) => void): string[] => {
  const lines: string[] = [];
  if (!child.stderr) return lines;
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    log(line);
  });
  return lines;
};

/** Starts a postmaster on a complete data folder, without waiting until it is ready. */
export const launch = (
  place: DataPlace,
  binaries: Binaries,
  port: number,
  settings: Settings,
  log: (line: string) => void,
): Launched => {
  const child = spawn(binaries.postgres, serverArgs(place.dataDir, port, settings), {
    ...spawnOptions(place.account),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C in a terminal must not stop it before those who use it.
    detached: process.platform !== 'win32',
  });
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', (error) => reject(spawnFailure(binaries.postgres, error)));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, exited, lastLines: collectLines(child, log) };
};

/**
 * Waits until the postmaster accepts connections, by its own file (a trial connection would fill its log with refusals).
 * `false` if it ended or `timeoutMs` passed; recovery after a kill counts as starting.
 */
export const becomesReady = async (launched: Launched, dataDir: string, timeoutMs: number): Promise<boolean> => {
  let ended = false;
  const end = launched.exited.then(() => {
    ended = true;
  });
  const ready = poll(() => {
    if (ended) return false;
    const file = readPostmasterFile(dataDir);
    return file?.pid === launched.child.pid && file?.status === 'ready' ? true : undefined;
  }, timeoutMs);
  const outcome = await Promise.race([ready, end.then(() => false)]);
  return outcome === true;
};
