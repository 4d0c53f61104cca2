import { type Kysely, sql } from 'kysely';
import type { DB } from './generated/db';
import { MIGRATIONS } from './migrations/list';

const NEWEST = Object.keys(MIGRATIONS).sort().at(-1) as string;

/**
 * Whether the database holds the schema that this build was made for: `behind` asks for `migrate`, `ahead` for a newer
 * build. Rejects when the database does not answer.
 */
export async function schemaState(db: Kysely<DB>): Promise<'current' | 'behind' | 'ahead'> {
  const { rows: tables } = await sql<{
    there: boolean;
  }>`select to_regclass('public.kysely_migration') is not null as there`.execute(db);
  if (!tables[0]?.there) return 'behind';
  const { rows } = await sql<{
    newest: string | null;
  }>`select max(name collate "C") as newest from kysely_migration`.execute(db);
  const newest = rows[0]?.newest ?? '';
  if (newest === NEWEST) return 'current';
  return newest < NEWEST ? 'behind' : 'ahead';
}
