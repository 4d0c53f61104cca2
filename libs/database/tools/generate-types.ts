import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** How kysely's types follow from what `postgresTypes` returns. JSON goes in as text: an array would become a PostgreSQL array. */
const TYPE_MAPPING = {
  int8: 'bigint',
  timestamptz: 'string',
  timestamp: 'string',
  date: 'string',
  json: 'ColumnType<unknown, string, string>',
  jsonb: 'ColumnType<unknown, string, string>',
};

/** The TypeScript of libs/database/src/generated/db.ts for the tables that a migrated database holds. */
export async function generateTypes(connectionString: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    require.resolve('kysely-codegen/dist/cli/bin.js'),
    '--dialect=postgres',
    `--url=${connectionString}`,
    '--exclude-pattern={kysely_*,public.kysely_*,bullmq.*}',
    `--type-mapping=${JSON.stringify(TYPE_MAPPING)}`,
    '--log-level=error',
    '--print',
  ]);
  return `${stdout.trim()}\n`;
}
