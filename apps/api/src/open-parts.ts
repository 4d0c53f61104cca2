import { APP_ROLE, createDatabase } from '@dealwatch/database';
import { createPostgresEventStore } from '@dealwatch/event-store';
import { createQueueBackend, openQueues, queueLocation } from '@dealwatch/queue';
import type { Logger } from 'pino';
import type { ApiParts } from './api-parts';
import type { Lifecycle } from './lifecycle';

const CONNECTIONS = 12;

interface Locations {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
}

export interface OpenedParts {
  readonly parts: ApiParts;
  /** Closes every connection. Call it after the app was closed. */
  close(): Promise<void>;
}

/** Opens database, event store and queues. Nothing connects before it is needed. */
export function openParts(
  locations: Locations,
  { lifecycle, log }: { lifecycle: Lifecycle; log: Logger },
): OpenedParts {
  const tell = (what: string) => (err: Error) => log.warn({ err, what }, 'connection trouble');
  const { databaseUrl } = locations;
  const role = { role: APP_ROLE, applicationName: 'dealwatch-api' };
  const database = createDatabase(databaseUrl, { ...role, max: CONNECTIONS, onIdleError: tell('database') });
  const db = database.kysely;
  const store = createPostgresEventStore({ db, connectionString: databaseUrl, ...role, onError: tell('event store') });
  const backend = createQueueBackend(queueLocation(locations));
  const queues = openQueues(backend, tell('queue'));
  const detectLanguage = () => 'en';
  return {
    parts: { db, store, queues, lifecycle, detectLanguage, clock: () => new Date(), log },
    async close() {
      await queues.close();
      await backend.close();
      await store.close();
      await database.destroy();
    },
  };
}
