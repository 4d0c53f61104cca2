// Runs a command with DATABASE_URL set to an embedded PostgreSQL that lives as long as the command (after `npm run build`).
const { spawn } = require('node:child_process');
const { chmodSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { startEmbeddedPostgres } = require('../dist/libs/embedded/src/index.js');

async function main([command, ...args]) {
  if (command === undefined) throw new Error('usage: node tools/with-postgres.js COMMAND [ARGUMENT…]');
  const folder = mkdtempSync(join(tmpdir(), 'dealwatch-postgres-'));
  chmodSync(folder, 0o711); // as root, PostgreSQL runs under another account
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: server.connectionString },
    });
    process.exitCode = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
