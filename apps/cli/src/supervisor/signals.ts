import type { Log } from './part';

export interface StopSignals {
  /** Aborted by the first Ctrl-C, SIGTERM, or the end of the terminal. */
  readonly stop: AbortSignal;
  /** Aborted by the next one; the process exits right after. */
  readonly kill: AbortSignal;
  /** Back to the system's own handling. */
  dispose(): void;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** npm passes a Ctrl-C on to us that the terminal has sent us already: what comes this soon is the same wish. */
const SAME_WISH_MS = 1_000;

/** Exit code of a process that Ctrl-C ended (128 + the number of SIGINT). */
const ABORTED = 130;

const LOOK_MS = 500;

/**
 * A SIGTERM to npm ends npm and the shell between us, but never reaches us: we only see that our parent is another process
 * now. Watched for under npm alone, as a service started with nohup or by an init system may outlive its parent.
 */
const watchLauncher = (onGone: () => void): NodeJS.Timeout | undefined => {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const launcher = process.ppid;
  return setInterval(() => process.ppid !== launcher && onGone(), LOOK_MS).unref();
};

const ignore = (): void => {};

/** Turns the signals of terminal and system into two wishes: stop in order, then (asked again) at once. */
export const listenForStop = (log: Log): StopSignals => {
  const stop = new AbortController();
  const kill = new AbortController();
  let first = 0;
  const begin = (why: string) => {
    first = Date.now();
    log('dealwatch', `${why}: stopping. Ctrl-C to end at once.`);
    stop.abort();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (first === 0) {
      begin(signal);
    } else if (Date.now() - first >= SAME_WISH_MS) {
      kill.abort();
      process.exit(ABORTED);
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  // The terminal or the pipe that we write to may be gone: that must not turn an orderly stop into a crash.
  for (const output of [process.stdout, process.stderr]) output.on('error', ignore);
  const watch = watchLauncher(() => first === 0 && begin('npm has ended'));
  const dispose = () => {
    clearInterval(watch);
    for (const output of [process.stdout, process.stderr]) output.off('error', ignore);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  return { stop: stop.signal, kill: kill.signal, dispose };
};
