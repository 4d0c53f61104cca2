import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('import')
    .description('post articles from files or folders to a running API: JSON files, or NDJSON with one article a line')
    .argument('<path...>', 'files or folders; only the fields of an article are sent, labels and ids stay here')
    .option('--to <url>', 'where the API answers', `http://127.0.0.1:${process.env.PORT ?? 3000}`)
    .action(async (paths: string[], options: { to: string }) => {
      const { importArticles } = await import('./import/import-articles');
      await importArticles(paths, options.to);
    });
}
