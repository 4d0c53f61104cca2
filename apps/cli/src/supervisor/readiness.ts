import { setTimeout as delay } from 'node:timers/promises';
import type { SupervisedChild } from './child';

const MOST_FAILURES = 5;
const EVERY_MS = 50;

const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
};

/** Throws when a service has ended so often before the system was ready that another start would not help. */
const checkStarts = (services: Readonly<Record<string, SupervisedChild>>): void => {
  for (const [name, service] of Object.entries(services)) {
    if (service.failures() < MOST_FAILURES) continue;
    throw new Error(
      `The ${name} ended ${MOST_FAILURES} times before it was ready. Its last lines were:\n${service.lastLines().join('\n')}`,
    );
  }
};

/** Resolves when the API answers 200 at `/readyz`; rejects when a service keeps ending before, or when `stop` is aborted. */
export const becomesReady = async (
  apiUrl: string,
  services: Readonly<Record<string, SupervisedChild>>,
  stop: AbortSignal,
): Promise<void> => {
  while (!(await answers(`${apiUrl}/readyz`))) {
    checkStarts(services);
    await delay(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) throw new Error('Stopped before it was ready.');
  }
};
