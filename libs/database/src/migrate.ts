import { Kysely, Migrator, PostgresDialect } from 'kysely';
import { Client, Pool } from 'pg';
import { ensureAppRole } from './app-role';
import { clientConfig } from './create-database';
import { MIGRATIONS } from './migrations/list';

const APPLICATION_NAME = 'dealwatch-migrate';

/**
 * Brings the database to the newest schema, as its owner, and creates the app role. All missing migrations run in one
 * transaction under a lock: any number of starters may call this at once, and a failure leaves the schema as it was.
 * Returns the names of the migrations that this call applied, in order.
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  const config = clientConfig(connectionString, { applicationName: APPLICATION_NAME });
  await withClient(new Client(config), ensureAppRole);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new Pool({ ...config, max: 1 }) }) });
  try {
    return await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
}

async function migrateToLatest(db: Kysely<unknown>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(`Migration ${failed ?? ''} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return results.map((result) => result.migrationName);
}

async function withClient(client: Client, work: (client: Client) => Promise<void>): Promise<void> {
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
