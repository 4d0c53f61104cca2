export interface Progress {
  step(): void;
  /** Ends the line of a terminal. */
  end(): void;
}

/** Where the progress is written: standard error, so that standard output holds results alone. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;
const TERMINAL_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;

/** A bar that is drawn over itself on a terminal; elsewhere a plain line every ten seconds and at the end. */
export function createProgress(
  what: string,
  total: number,
  output: ProgressOutput = process.stderr,
  now: () => number = Date.now,
): Progress {
  const terminal = output.isTTY === true;
  const startedAt = now();
  let done = 0;
  let toldAt = startedAt;
  const tell = () => {
    const rate = Math.round((done * 1_000) / Math.max(1, now() - startedAt));
    const line = `${what} ${done} of ${total} (${rate}/s)`;
    output.write(terminal ? `\r${bar(done, total)} ${line}\u001b[K` : `${line}\n`);
    toldAt = now();
  };
  return {
    step() {
      done += 1;
      if (now() - toldAt >= (terminal ? TERMINAL_EVERY_MS : LINE_EVERY_MS)) tell();
    },
    end() {
      tell();
      if (terminal) output.write('\n');
    },
  };
}

/** More can be done than was counted at first: articles come in meanwhile. */
function bar(done: number, total: number): string {
  const full = Math.min(WIDTH, Math.floor((WIDTH * done) / Math.max(1, total)));
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}]`;
}
