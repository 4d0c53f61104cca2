import { withClient } from './with-client';

/** Settings without which a commit that was acknowledged can be lost or torn by a crash. */
const REQUIRED = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

export interface DurabilityOptions {
  /** For throw-away databases of tests only. */
  readonly allowUnsafe?: boolean;
}

/** Throws when the server may lose a commit that it has acknowledged: the log would forget what others were told. */
export async function checkDurability(connectionString: string, options: DurabilityOptions = {}): Promise<void> {
  if (options.allowUnsafe) return;
  const off = await readSwitchedOff(connectionString);
  if (off.length === 0) return;
  throw new Error(
    `The database server may lose acknowledged commits: ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off. ` +
      'Switch it on in postgresql.conf, or for this database or role, and reload.',
  );
}

function readSwitchedOff(connectionString: string): Promise<string[]> {
  return withClient(connectionString, {}, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select name from pg_settings where name = any ($1) and setting = 'off' order by name`,
      [REQUIRED],
    );
    return rows.map((row) => row.name);
  });
}
