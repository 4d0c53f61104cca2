import { type Command, InvalidArgumentError } from 'commander';

export function register(program: Command): void {
  program
    .command('reextract')
    .description(
      'read stored articles again with the extractor of this build, show what that changes, and record it as corrections',
    )
    .option('--dry-run', 'only show the difference')
    .option('-y, --yes', 'apply without asking')
    .option('--all', 'also articles that this version was the last to read')
    .option('--unanswered', 'also articles that this version read without the second opinion that it asked for')
    .option('--limit <n>', 'at most so many articles', wholeNumber)
    .option('--article <id...>', 'only these articles, whichever version was the last to read them', collectIds)
    .action(async (options) => {
      const { reextract } = await import('./reextract/reextract');
      await reextract(options);
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

function collectIds(id: string, others: readonly string[] = []): string[] {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new InvalidArgumentError('It must be the id of an article, a UUID.');
  return [...others, id.toLowerCase()];
}
