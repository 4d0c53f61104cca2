import type { Command } from 'commander';
import { API_ENTRY } from './entries';

export function register(program: Command): void {
  program
    .command('api')
    .description('run the HTTP API alone (DATABASE_URL is needed; `migrate` comes first)')
    .action(() => {
      require(API_ENTRY);
    });
}
