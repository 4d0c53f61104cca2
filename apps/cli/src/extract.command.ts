import type { Command } from 'commander';
import { tellFailure, withUsageCode } from './extraction/failure';

export function register(program: Command): void {
  const command = program
    .command('extract')
    .description('read the events of articles and print one JSON line an article: {id, events}')
    .argument(
      '[path...]',
      'files or folders of article JSON {id, text, title, publishedOn}; NDJSON on standard input without one, or with -',
    )
    .option('--explain', 'add to each event why it was read: trigger, rule, and what gave its deal and dates')
    .option('--second-opinion', 'ask the language model that SECOND_OPINION_API and _MODEL name, too (it costs)')
    .action(async (paths: string[], options: { explain?: boolean; secondOpinion?: boolean }) => {
      const { printEvents } = await import('./extraction/print-events');
      await printEvents(paths, options).catch((error: unknown) => tellFailure('extract', error));
    });
  withUsageCode(command);
}
