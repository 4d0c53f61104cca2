import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new data folder under the system's temporary one, for a run that leaves nothing behind. Others may pass through it:
 * where we are root, PostgreSQL runs under another account.
 */
export function freshDataDir(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `dealwatch-${purpose}-`));
  chmodSync(folder, 0o711);
  return folder;
}
