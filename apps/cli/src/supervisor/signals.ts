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

/** Turns the signals of terminal and system into two wishes: stop in order, then (asked again) at once. */
export const listenForStop = (log: Log): StopSignals => {
  const stop = new AbortController();
  const kill = new AbortController();
  let first = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (first === 0) {
      first = Date.now();
      log('dealwatch', `${signal}: stopping. Once more to end at once.`);
      stop.abort();
    } else if (Date.now() - first >= SAME_WISH_MS) {
      kill.abort();
      process.exit(ABORTED);
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const dispose = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  return { stop: stop.signal, kill: kill.signal, dispose };
};
