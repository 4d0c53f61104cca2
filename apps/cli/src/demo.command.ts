import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('demo')
    .description('run the whole system once, on the sample articles and a fresh database, and show what it answers')
    .option('--samples <folder>', 'folder of articles to post', 'samples')
    .option('--verbose', "show the services' logs")
    .action(async (options: { samples: string; verbose?: boolean }) => {
      const { runDemo } = await import('./demo/run-demo');
      await runDemo(options);
    });
}
