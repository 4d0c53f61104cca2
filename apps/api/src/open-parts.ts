import { APP_ROLE, createDatabase } from '@dealwatch/database';
import { createPostgresEventStore } from '@dealwatch/event-store';
import { detectLanguage } from '@dealwatch/extraction';
import { createQueueBackend, openQueues, queueLocation } from '@dealwatch/queue';
import { createTargetPolicy, createWebhookClient, LOOPBACK_ONLY } from '@dealwatch/webhooks';
import type { Logger } from 'pino';
import type { ApiParts } from './api-parts';
import type { Lifecycle } from './lifecycle';

const CONNECTIONS = 12;

interface Settings {
  readonly host: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly webhooks: { readonly allow: readonly string[] | null; readonly timeoutMs: number };
}

export interface OpenedParts {
  readonly parts: ApiParts;
  /** Closes every connection. Call it after the app was closed. */
  close(): Promise<void>;
}

/** Opens database, event store and queues. Nothing connects before it is needed. */
export function openParts(settings: Settings, { lifecycle, log }: { lifecycle: Lifecycle; log: Logger }): OpenedParts {
  const tell = (what: string) => (err: Error) => log.warn({ err, what }, 'connection trouble');
  const { databaseUrl, host } = settings;
  const role = { role: APP_ROLE, applicationName: 'dealwatch-api' };
  const database = createDatabase(databaseUrl, { ...role, max: CONNECTIONS, onIdleError: tell('database') });
  const db = database.kysely;
  const store = createPostgresEventStore({ db, connectionString: databaseUrl, ...role, onError: tell('event store') });
  const backend = createQueueBackend(queueLocation(settings));
  const queues = openQueues(backend, tell('queue'));
  const { allow, timeoutMs } = settings.webhooks;
  const webhookTargets = createTargetPolicy(allow ?? LOOPBACK_ONLY);
  const webhookClient = createWebhookClient({ policy: webhookTargets, timeoutMs });
  const clock = () => new Date();
  return {
    parts: { db, store, queues, lifecycle, detectLanguage, webhookTargets, webhookClient, clock, host, log },
    async close() {
      await webhookClient.close();
      await queues.close();
      await backend.close();
      await store.close();
      await database.destroy();
    },
  };
}
