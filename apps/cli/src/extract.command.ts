import { type Command, Option } from 'commander';
import { tellFailure, withUsageCode } from './extraction/failure';
import type { PrintOptions } from './extraction/print-events';

export function register(program: Command): void {
  const command = program
    .command('extract')
    .description('read the events of articles and print one JSON line an article: {id, events}')
    .argument(
      '[path...]',
      'files or folders of article JSON {id, text, title, publishedOn}; NDJSON on standard input without one, or with -',
    )
    .option(
      '--explain',
      'add to each event why it was read (trigger, rule, what gave its deal and dates, what lowered its confidence), and what nearly was one',
    )
    .addOption(
      new Option(
        '--format <format>',
        'text for people or json for programs (text where --explain goes to a terminal)',
      ).choices(['text', 'json']),
    )
    .option('--second-opinion', 'ask the language model that SECOND_OPINION_API and _MODEL name, too (it costs)')
    .action(async (paths: string[], options: PrintOptions) => {
      const { printEvents } = await import('./extraction/print-events');
      await printEvents(paths, options).catch((error: unknown) => tellFailure('extract', error));
    });
  withUsageCode(command);
}
