import { type CheckedTraining, checkTraining, type PlacedPassage } from './training-check';
import { readTraining } from './training-files';
import { type CheckedSentences, readSentences } from './training-sentences';

/** How often each name occurs, the most frequent first. */
export type Counts = readonly (readonly [string, number])[];

export interface TrainingStats {
  readonly passages: number;
  readonly events: number;
  /** Deals that differ in supplier, recipient or system. */
  readonly deals: number;
  readonly withoutEvents: number;
  readonly byWriter: Counts;
  readonly byKind: Counts;
  readonly byRegister: Counts;
  /** Events, denied ones as `!Type`. */
  readonly byType: Counts;
}

/** Counts of passages per writer, kind and register, and of events per type. */
export function trainingStats(passages: readonly PlacedPassage[]): TrainingStats {
  const events = passages.flatMap((passage) => passage.events);
  return {
    passages: passages.length,
    events: events.length,
    deals: new Set(events.map(({ deal }) => `${deal.supplier}>${deal.recipient} ${deal.system}`)).size,
    withoutEvents: passages.filter((passage) => passage.events.length === 0).length,
    byWriter: counted(passages.map(({ writer }) => writer)),
    byKind: counted(passages.map(({ kind }) => kind)),
    byRegister: counted(passages.map(({ register }) => register)),
    byType: counted(events.map(({ type, polarity }) => (polarity === 'denied' ? `!${type}` : type))),
  };
}

function counted(names: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The counts as lines of text, then what is wrong or doubtful. */
export function formatStats({ passages, faults, doubts }: CheckedTraining): string {
  const stats = trainingStats(passages);
  const list = (title: string, counts: Counts) => [
    title,
    ...counts.map(([name, count]) => `${String(count).padStart(7)}  ${name}`),
  ];
  return [
    `${stats.passages} texts, ${stats.withoutEvents} of them without events; ${stats.events} events of ${stats.deals} deals`,
    ...list('texts by writer', stats.byWriter),
    ...list('texts by kind', stats.byKind),
    ...list('texts by register', stats.byRegister),
    ...list('events by type (! denied)', stats.byType),
    `${faults.length} faults`,
    ...faults,
    `${doubts.length} labels with doubtful dates`,
    ...doubts,
  ].join('\n');
}

/** The counts of the single sentences as lines of text, then what is wrong. */
export function formatSentences({ sentences, faults }: CheckedSentences): string {
  const without = sentences.filter(({ affirmed, denied }) => affirmed.length + denied.length === 0);
  const list = (title: string, names: readonly string[]) => [
    title,
    ...counted(names).map(([name, count]) => `${String(count).padStart(7)}  ${name}`),
  ];
  return [
    `${sentences.length} sentences, ${without.length} of them without events`,
    ...list(
      'sentences by writer',
      sentences.map(({ writer }) => writer),
    ),
    ...list(
      'types by sentence (! denied)',
      sentences.flatMap(({ affirmed, denied }) => [...affirmed, ...denied.map((type) => `!${type}`)]),
    ),
    `${faults.length} faults`,
    ...faults,
  ].join('\n');
}

if (require.main === module) {
  const folder = process.argv[2] ?? 'libs/extraction/training';
  const checked = checkTraining(readTraining(folder));
  const single = readSentences(folder);
  console.log(formatStats(checked));
  console.log(`\n${formatSentences(single)}`);
  process.exitCode = checked.faults.length + single.faults.length > 0 ? 1 : 0;
}
