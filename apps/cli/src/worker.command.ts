import type { Command } from 'commander';
import { WORKER_ENTRY } from './entries';

export function register(program: Command): void {
  program
    .command('worker')
    .description('run one worker alone (DATABASE_URL is needed; `migrate` comes first; any number may run)')
    .action(() => {
      require(WORKER_ENTRY);
    });
}
