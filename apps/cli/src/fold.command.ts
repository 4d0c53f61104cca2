import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('fold')
    .description(
      'fold a folder of articles into the status of their deals, offline: by the extractor, or by their labels',
    )
    .argument('<folder>', 'articles as JSON files {id, text, title, publishedOn, source, url, events}')
    .option('--labels', "take each article's own labels instead of what the extractor reads")
    .option('--deal <id>', 'only this deal, such as ru-tr-s-400')
    .option('--as-of <day>', 'the day that the question is about', new Date().toISOString().slice(0, 10))
    .option('--known-by <day>', 'only articles published by the end of this day count')
    .option('--json', 'print the statuses as JSON')
    .action(async (folder: string, options) => {
      const { foldFolder } = await import('./fold/fold-folder');
      await foldFolder(folder, options);
    });
}
