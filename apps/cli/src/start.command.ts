import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('start')
    .description('run the system for good: PostgreSQL (embedded unless DATABASE_URL is set), API and worker')
    .action(async () => {
      const { runSystem } = await import('./run-system');
      await runSystem();
    });
}
