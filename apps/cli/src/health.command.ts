import type { Command } from 'commander';

const STALE_MS = 60_000;

export function register(program: Command): void {
  program
    .command('health')
    .description('tell whether a worker on the database of DATABASE_URL is alive beside this command (for containers)')
    .action(async () => {
      const { loadConfig } = await import('@dealwatch/config');
      const { workerHeartbeat } = await import('@dealwatch/service');
      const { databaseUrl } = loadConfig();
      if (databaseUrl === null) throw new Error('Set DATABASE_URL to that of the worker.');
      const age = await workerHeartbeat(databaseUrl).age();
      if (age === null) throw new Error('No worker on this database has done a round here yet.');
      if (age > STALE_MS) throw new Error(`The last round of a worker was ${Math.round(age / 1000)} s ago.`);
      console.log(`alive: last round ${Math.round(age / 1000)} s ago`);
    });
}
