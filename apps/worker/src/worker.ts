import { APP_ROLE, createDatabase } from '@dealwatch/database';
import type { RecordingRules } from '@dealwatch/domain';
import { createPostgresEventStore } from '@dealwatch/event-store';
import type { Extractor } from '@dealwatch/intake';
import { createQueueBackend, type JobName, openQueues, type QueueLocation, startWorkers } from '@dealwatch/queue';
import { dueDeliveries, type RetrySchedule, type WebhookClient } from '@dealwatch/webhooks';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { createDeliverHandler } from './deliver/deliver.handler';
import { createJobHandlers } from './jobs';
import { createReconciler } from './reconcile/reconciler';
import { WorkerModule } from './worker.module';

export interface WorkerSettings {
  readonly databaseUrl: string;
  readonly queue: QueueLocation;
  /** Jobs of one kind under way at a time in this process. */
  readonly concurrency: number;
  readonly reconcileIntervalMs: number;
  readonly extractor: Extractor;
  readonly rules: RecordingRules;
  readonly webhooks: { readonly client: WebhookClient; readonly schedule: RetrySchedule; readonly timeoutMs: number };
  readonly clock: () => Date;
  /** Told after each round of the reconciler: a sign of life. */
  readonly onRound?: () => void;
  readonly onError: (error: Error, what: string) => void;
}

export interface RunningWorker {
  /** Takes no more jobs, waits for those under way, closes every connection. */
  stop(): Promise<void>;
}

/** Puts the worker together and starts it: consumers of all four queues and the reconciler. */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { databaseUrl, clock, onError } = settings;
  const tell = (what: string) => (error: Error) => onError(error, what);
  const role = { role: APP_ROLE, applicationName: 'dealwatch-worker' };
  const database = createDatabase(databaseUrl, { ...role, max: 12, onIdleError: tell('database') });
  const db = database.kysely;
  const store = createPostgresEventStore({ db, connectionString: databaseUrl, ...role, onError: tell('event store') });
  const backend = createQueueBackend(settings.queue);
  const queues = openQueues(backend, tell('queue'));
  const stopDelivering = new AbortController();
  const module = WorkerModule.with({ db, store, extractor: settings.extractor, rules: settings.rules, clock });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const deliver = createDeliverHandler({ db, clock, signal: stopDelivering.signal, ...settings.webhooks });
  const handlers = createJobHandlers({ commands: app.get(CommandBus), queues, db, deliver });
  const workers = startWorkers(backend, handlers, {
    concurrency: concurrencies(settings.concurrency),
    onError: (error, job) => onError(error, job ?? 'queue'),
  });
  const reconciler = createReconciler({
    db,
    queues,
    dueDeliveries: () => dueDeliveries(db, clock()),
    intervalMs: settings.reconcileIntervalMs,
    onRound: settings.onRound ?? (() => undefined),
    onError: tell('reconciler'),
  });
  reconciler.start();
  return {
    async stop() {
      stopDelivering.abort();
      await reconciler.stop();
      await workers.close();
      await app.close();
      await queues.close();
      await backend.close();
      await store.close();
      await database.destroy();
    },
  };
}

/** Deliveries wait for other servers, not for the processor: a few rounds at a time hold back nobody. */
function concurrencies(each: number): Record<JobName, number> {
  return { extract: each, record: each, project: each, deliver: 4 };
}
