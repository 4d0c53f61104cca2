import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { countFailures, restartDelay } from './backoff';
import type { Log, Part } from './part';

export interface ChildOptions {
  readonly name: 'api' | 'worker';
  /** A JavaScript file, run by the same node. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly graceMs: number;
}

export interface SupervisedChild extends Part {
  /** How many times in a row it has ended too early. */
  failures(): number;
  /** The end of what it wrote. */
  lastLines(): readonly string[];
}

const KEPT_LINES = 20;

const launch = ({ entry, env }: ChildOptions): ChildProcess =>
  spawn(process.execPath, [entry], {
    env: { ...process.env, ...env },
    // The channel tells the child when we die: see stopWhenParentDies.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own process group: Ctrl-C reaches it through us only, in the right order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

const readLines = (child: ChildProcess, take: (line: string) => void): void => {
  for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', take);
};

const ending = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `ended with code ${code}` : `was ended by ${signal}`;

/** Runs a service and starts it again whenever it ends, later and later while it keeps failing, until it is stopped. */
export const superviseChild = (options: ChildOptions): SupervisedChild => {
  const { name, log, graceMs } = options;
  const lines: string[] = [];
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let stopping = false;

  const take = (line: string) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    log(name, line);
  };
  const startAgain = (how: string, upMs: number) => {
    child = undefined;
    if (stopping) return;
    failures = countFailures(failures, upMs);
    const delay = restartDelay(failures);
    log('dealwatch', `The ${name} ${how}; it is started again in ${delay} ms.`);
    timer = setTimeout(start, delay);
  };
  const start = () => {
    const startedAt = Date.now();
    const started = launch(options);
    child = started;
    readLines(started, take);
    // 'exit', not 'close': the latter stays away when the channel was closed by us.
    started.once('exit', (code, signal) => startAgain(ending(code, signal), Date.now() - startedAt));
    started.once('error', (error) => {
      if (started.pid === undefined) startAgain(`could not be started (${error.message})`, 0);
    });
  };

  start();
  return {
    failures: () => failures,
    lastLines: () => lines,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child)
        await end(child, graceMs, () => log('dealwatch', `The ${name} did not end in ${graceMs} ms and is killed.`));
    },
    kill: () => {
      stopping = true;
      clearTimeout(timer);
      child?.kill('SIGKILL');
    },
  };
};

const end = (child: ChildProcess, graceMs: number, onKill: () => void): Promise<void> =>
  new Promise((resolve) => {
    const patience = setTimeout(() => {
      onKill();
      child.kill('SIGKILL');
    }, graceMs);
    child.once('exit', () => {
      clearTimeout(patience);
      resolve();
    });
    child.kill('SIGTERM');
  });
