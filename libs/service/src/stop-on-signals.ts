import type { Logger } from 'pino';

/** Leaves a few seconds to whoever sends SIGKILL thirty seconds after SIGTERM. */
const STOP_WITHIN_MS = 25_000;

/**
 * Makes SIGTERM and Ctrl-C end the process in order: `stop`, then exit with 0; with 1 where `stop` fails or takes longer
 * than 25 seconds. The second signal ends it at once.
 */
export function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (err: Error) => {
        log.fatal({ err }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
