import type { JobQueues } from '@dealwatch/queue';
import type { Logger } from 'pino';

/** Tells the workers to look for due deliveries, without waiting: if the word gets lost, the reconciler finds them. */
export function wakeDeliverers(queues: Pick<JobQueues, 'add'>, cause: string, log: Logger): void {
  queues.add('deliver', [{ cause }]).catch((err: Error) => log.warn({ err, cause }, 'deliver job was not queued'));
}
