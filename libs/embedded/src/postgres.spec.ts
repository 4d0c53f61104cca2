import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, startEmbeddedPostgres } from './postgres';

it('starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dw-'));
  chmodSync(folder, 0o755);
  const t0 = Date.now();
  const a = await startEmbeddedPostgres({ dataDir: join(folder, 'pg'), log: console.log });
  console.log(Date.now() - t0, a);
  expect(await isRunning(join(folder, 'pg'))).toBe(true);
  await a.stop();
  console.log(await a.exited);
  expect(await isRunning(join(folder, 'pg'))).toBe(false);
  rmSync(folder, { recursive: true });
});
