import type { Command } from 'commander';

const STALE_MS = 60_000;

export function register(program: Command): void {
  program
    .command('health')
    .description('tell whether the worker beside this command is alive (for health checks of containers)')
    .action(async () => {
      const { stat } = await import('node:fs/promises');
      const { HEARTBEAT_FILE } = await import('@dealwatch/config');
      const file = await stat(HEARTBEAT_FILE).catch(() => null);
      const age = file === null ? null : Date.now() - file.mtimeMs;
      if (age === null) throw new Error('No worker has done a round here yet.');
      if (age > STALE_MS) throw new Error(`The worker's last round was ${Math.round(age / 1000)} s ago.`);
      console.log(`alive: last round ${Math.round(age / 1000)} s ago`);
    });
}
