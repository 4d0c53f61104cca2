import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('migrate')
    .description('bring the database of DATABASE_URL, and the queue store, to the newest schema (run by its owner)')
    .action(async () => {
      const { loadConfig } = await import('@dealwatch/config');
      const { prepareStores } = await import('./prepare-stores');
      const { databaseUrl, redisUrl } = loadConfig();
      if (databaseUrl === null)
        throw new Error('Set DATABASE_URL. Without it, `dealwatch start` migrates its own PostgreSQL.');
      const applied = await prepareStores(databaseUrl, redisUrl);
      console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
    });
}
