import { Command } from 'commander';
import { generateArticles } from './generate';
import { type RunResult, run } from './run';

/** `npm run chaos`: the same articles twice, once undisturbed and once under kill −9, and whether the logs are equal. */
async function main(): Promise<void> {
  const program = new Command('chaos')
    .description(
      'post generated articles while API, worker and PostgreSQL are killed at random moments, and compare the logs',
    )
    .option('--articles <n>', 'how many', '2000')
    .option('--seed <n>', 'of the articles and the kills', '1')
    .parse();
  const { articles: count, seed } = program.opts<{ articles: string; seed: string }>();
  const articles = generateArticles(Number(count), Number(seed));
  console.log(`${articles.length} distinct articles, seed ${seed}`);
  const undisturbed = await run({ articles, killSeed: null, say: console.log });
  tell('undisturbed', undisturbed);
  const disturbed = await run({ articles, killSeed: Number(seed), say: console.log });
  tell('under kill −9', disturbed);
  const differences = compare(undisturbed, disturbed);
  for (const difference of differences) console.log(`DIFFERENT: ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
  else console.log('The logs are equal: same streams with the same number of events, same event ids, same reports.');
}

function tell(name: string, { log, seconds, kills, messages, missing, repeated }: RunResult): void {
  const killed = Object.entries(kills)
    .map(([victim, n]) => `${victim} ${n}`)
    .join(', ');
  console.log(
    `${name}: ${log.events} events in ${log.streams.length} streams, ${seconds.toFixed(1)} s; killed: ${killed}`,
  );
  console.log(
    `  ${Object.entries(log.byType)
      .map(([type, n]) => `${type} ${n}`)
      .join(', ')}`,
  );
  console.log(`  webhooks: ${messages} messages, ${missing} never received, ${repeated} sent again (same webhook-id)`);
}

function compare(a: RunResult, b: RunResult): string[] {
  const parts = ['streams', 'eventIds', 'reports'] as const;
  const unheard = [a, b].flatMap(({ missing }) => (missing === 0 ? [] : [`${missing} messages were never received`]));
  const differences = parts.flatMap((part) => {
    const [left, right] = [new Set(a.log[part]), new Set(b.log[part])];
    const lost = [...left].filter((line) => !right.has(line));
    const added = [...right].filter((line) => !left.has(line));
    const doubled = b.log[part].length - right.size;
    if (lost.length + added.length + doubled === 0) return [];
    return [
      `${part}: ${lost.length} missing (${lost[0] ?? ''}), ${added.length} added (${added[0] ?? ''}), ${doubled} doubled`,
    ];
  });
  return [...unheard, ...differences];
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
