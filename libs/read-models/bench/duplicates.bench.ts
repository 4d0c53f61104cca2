import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database, migrate } from '@dealwatch/database';
import { addDays, type Day, signatureOf } from '@dealwatch/domain';
import { startEmbeddedPostgres } from '@dealwatch/embedded';
import { EDITS, type Editing, readTrainingTexts } from '@dealwatch/testing';
import { ARCHIVE_DAYS, ARCHIVE_START, fillArchive } from './archive.bench';
import { measureEdits } from './edits.bench';
import { plantCopies, type Sample, type Timing, timeArticles } from './samples.bench';

const SIZES = [10_000, 100_000, 1_000_000];
const SAMPLES = 200;
const SIGNING_MS = 3_000;

/**
 * `npm run bench:duplicates`: signatures a second on one core; how many edited copies are found; then, with more and more articles in the index, how long it
 * takes to put one more into it (with its durable commit) and to find its near copies. The measured articles are real texts,
 * each with a dozen edited copies and with keys that one in a hundred articles of its days shares.
 */
async function main(): Promise<void> {
  const texts = readTrainingTexts().filter((text) => signatureOf(text) !== null);
  measureSigning(texts);
  measureEdits(texts, { others: texts, random: randomFrom(7) });
  const folder = mkdtempSync(join(tmpdir(), 'dealwatch-bench-'));
  // What only speeds up filling the table: the measured statements commit durably.
  const settings = { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '8GB', maintenance_work_mem: '1GB' };
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings });
  try {
    await migrate(server.connectionString);
    const database = createDatabase(server.connectionString, { max: 1 });
    await measureSizes(database, texts);
    await database.destroy();
  } finally {
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureSigning(texts: readonly string[]): void {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  for (let rounds = 0; rounds < 5; rounds += 1) texts.forEach(signatureOf);
  const began = performance.now();
  const before = process.cpuUsage();
  let rounds = 0;
  while (performance.now() - began < SIGNING_MS) {
    texts.forEach(signatureOf);
    rounds += 1;
  }
  const { user, system } = process.cpuUsage(before); // not the clock: others may be using the processor
  const seconds = (user + system) / 1e6;
  const [articles, kilobytes] = [(rounds * texts.length) / seconds, (rounds * units) / seconds / 1_000];
  console.log(
    `signatures: ${Math.round(articles)} articles and ${Math.round(kilobytes)} kB a second of processor time, articles of ${Math.round(units / texts.length)} characters on average`,
  );
}

async function measureSizes(database: Database, texts: readonly string[]): Promise<void> {
  const edit = { others: texts, random: randomFrom(1) };
  const timings: Timing[] = [];
  for (const [n, size] of SIZES.entries()) {
    const began = performance.now();
    await fillArchive(database, size);
    const samples = samplesOf(texts, n, edit);
    await plantCopies(database, samples, size);
    const seconds = Math.round((performance.now() - began) / 1_000);
    const timing = await timeArticles(database, samples);
    timings.push(timing);
    const { pages, found, ...quantiles } = timing;
    const columns = Object.entries(quantiles).map(([name, [p50, p99]]) => `${name} p50 ${p50} p99 ${p99} ms`);
    console.log(
      `${size} articles: ${columns.join(', ')}; ${pages} pages a look-up, ${found} near copies found (filled in ${seconds} s)`,
    );
  }
  const [first, last] = [timings[0] as Timing, timings.at(-1) as Timing];
  const columns = (['commit', 'insert', 'lookUp', 'cached'] as const).map(
    (name) => `${name} p50 × ${ratio(last[name][0], first[name][0])} p99 × ${ratio(last[name][1], first[name][1])}`,
  );
  console.log(
    `from ${SIZES[0]} to ${SIZES.at(-1)} articles: ${columns.join(', ')}; pages × ${ratio(last.pages, first.pages)}`,
  );
}

function ratio(now: number, before: number): string {
  return (now / before).toFixed(2);
}

/** Real texts with a seventh of the words changed, so that no two rounds measure the same one. */
function samplesOf(texts: readonly string[], round: number, edit: Editing): Sample[] {
  return Array.from({ length: SAMPLES }, (_, n) => {
    const text = EDITS['15 % of the words'](texts[n % texts.length] as string, edit);
    const publishedOn = addDays(ARCHIVE_START, Math.floor(edit.random() * ARCHIVE_DAYS)) as Day;
    const copies = Array.from({ length: 12 }, () => EDITS['5 % of the words'](text, edit));
    return { number: round * SAMPLES + n, text, publishedOn, copies };
  });
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
