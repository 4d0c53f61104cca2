import type { Command } from 'commander';
import { tellFailure, withUsageCode } from './extraction/failure';

export function register(program: Command): void {
  const command = program
    .command('eval')
    .description(
      'run the extractor over a folder of labelled articles and print how well its events agree with the labels: by type, without ' +
        'single deals and on them alone, by confidence (with calibration error and AUC), errors by cause, and in sum',
    )
    .argument('<folder>', 'one JSON file an article: {id, text, title, publishedOn, events}')
    .option('--misses', 'list each label that was missed and each event that no label backs')
    .option('--json', 'print all these measures as JSON, without the misses')
    .option('--second-opinion', 'ask the language model that SECOND_OPINION_API and _MODEL name, too (it costs)')
    .action(async (folder: string, options: { misses?: boolean; json?: boolean; secondOpinion?: boolean }) => {
      const { printEvaluation } = await import('./extraction/print-evaluation');
      await printEvaluation(folder, options).catch((error: unknown) => tellFailure('eval', error));
    });
  withUsageCode(command);
}
