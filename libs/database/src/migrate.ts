import { type Kysely, Migrator, sql } from 'kysely';
import { APP_ROLE, ensureAppRole } from './app-role';
import { createDatabase } from './create-database';
import type { DB } from './generated/db';
import { MIGRATIONS } from './migrations/list';
import { withClient } from './with-client';

const CONNECTION = { applicationName: 'dealwatch-migrate' };

/**
 * Brings the database to the newest schema, as its owner, and creates the app role. All missing migrations run in one
 * transaction under a lock: any number of starters may call this at once, and a failure leaves the schema as it was.
 * Returns the names of the migrations that this call applied, in order.
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  await withClient(connectionString, CONNECTION, ensureAppRole);
  const { kysely, destroy } = createDatabase(connectionString, { ...CONNECTION, max: 1 });
  try {
    return await migrateToLatest(kysely);
  } finally {
    await destroy();
  }
}

async function migrateToLatest(db: Kysely<DB>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(`Migration ${failed ?? ''} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  // The services tell by this table whether the schema is that of their build.
  if (results.length > 0) await sql.raw(`grant select on kysely_migration to ${APP_ROLE}`).execute(db);
  return results.map((result) => result.migrationName);
}
