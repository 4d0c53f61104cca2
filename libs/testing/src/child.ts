import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A process that a spec started, with the lines it has written so far (both streams). */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  readonly exited: Promise<Exit>;
  /** Resolves with the first line, past or coming, that matches; rejects when the process ends without one. */
  line(pattern: RegExp): Promise<string>;
}

const ROOT = resolve(__dirname, '..', '..', '..');
const REGISTER = join(ROOT, 'libs', 'testing', 'jest', 'register.js');

/**
 * Runs JavaScript in a node of its own, in the repository's root: `require('./libs/…/file.ts')` loads our TypeScript there. For what
 * must be seen from outside, such as a process that is killed. `launcher` is a command that starts the node, such as a shell.
 */
export const spawnCode = (
  code: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  launcher: readonly string[] = [],
): Child => {
  const [program = process.execPath, ...rest] = [
    ...launcher,
    process.execPath,
    '-r',
    REGISTER,
    '-e',
    code,
    '--',
    ...args,
  ];
  return watchChild(
    spawn(program, rest, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
};

/** Collects what a started process writes; its streams must be pipes. */
export const watchChild = (child: ChildProcess): Child => {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of [...waiting]) check();
  };
  const read = (input: Readable | null) => readLines(input, (line) => lines.push(line) && wake());
  // Not the event 'close': it does not come when we closed the channel to the child ourselves.
  const exit = new Promise<Exit>((end) => child.once('exit', (code, signal) => end({ code, signal })));
  let ended = false;
  const exited = Promise.all([exit, read(child.stdout), read(child.stderr)]).then(([result]) => {
    ended = true;
    wake();
    return result;
  });
  const line = (pattern: RegExp) =>
    new Promise<string>((found, missed) => {
      const check = () => {
        const match = lines.find((candidate) => pattern.test(candidate));
        if (match === undefined && !ended) return;
        waiting.delete(check);
        if (match !== undefined) found(match);
        else missed(new Error(`The process ended without a line like ${pattern}:\n${lines.join('\n')}`));
      };
      waiting.add(check);
      check();
    });
  return { process: child, lines, exited, line };
};

const readLines = async (input: Readable | null, take: (line: string) => void): Promise<void> => {
  if (!input) return;
  for await (const line of createInterface({ input })) take(line);
};
