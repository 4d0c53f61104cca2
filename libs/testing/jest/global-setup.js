const { mkdtempSync, chmodSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Starts one PostgreSQL for the whole run and passes it on in DEALWATCH_TEST_DATABASE_URL; a server that this variable names already
 * is used instead. jest compiles what is required here with the same transform as the specs. Each run has its own folder and port, and
 * the server ends with jest even if jest is killed, so runs neither meet nor leave anything behind.
 */
module.exports = async function globalSetup() {
  if (process.env.DEALWATCH_TEST_DATABASE_URL) return;
  const { startEmbeddedPostgres, endWithThisProcess } = require('../../embedded/src/index.ts');
  const folder = mkdtempSync(join(tmpdir(), 'dealwatch-test-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs as another account
  const dataDir = join(folder, 'postgres');
  endWithThisProcess({ pidFile: join(dataDir, 'postmaster.pid'), folder });
  const server = await startEmbeddedPostgres({ dataDir, unsafe: true });
  process.env.DEALWATCH_TEST_DATABASE_URL = server.connectionString;
  globalThis.__dealwatchTestServer = { server, folder };
};
