import { randomUUID } from 'node:crypto';
import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import { createTestDatabase } from '@dealwatch/testing';
import { createPostgresEventStore, type EventStore, type PostgresEventStoreOptions } from './event-store';

/** An event type for specs, told apart by its number. */
export interface Counted {
  readonly type: 'Counted';
  readonly data: { readonly n: number };
}

export const counted = (n: number, id: string = randomUUID()) => ({ id, type: 'Counted' as const, data: { n } });

export const anyStream = (): string => `spec:${randomUUID()}`;

export interface StoreUnderTest {
  readonly store: EventStore;
  /** As the services work: the app role. */
  readonly database: Database;
  /** As who migrates. */
  readonly ownerUrl: string;
  readonly close: () => Promise<void>;
}

/** A store on a database of its own, as the app role. */
export async function openStore(options: Partial<PostgresEventStoreOptions> = {}): Promise<StoreUnderTest> {
  const { connectionString, drop } = await createTestDatabase();
  const database = createDatabase(connectionString, { role: APP_ROLE, max: 20 });
  const store = createPostgresEventStore({ db: database.kysely, connectionString, role: APP_ROLE, ...options });
  const close = async (): Promise<void> => {
    await store.close();
    await database.destroy();
    await drop();
  };
  return { store, database, ownerUrl: connectionString, close };
}
