import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Config, loadConfig } from '@dealwatch/config';
import { APP_ROLE, createDatabase, schemaState } from '@dealwatch/database';
import { findRunningPostgres } from '@dealwatch/embedded';
import { createPostgresEventStore } from '@dealwatch/event-store';
import { countRereads, type Intake, type RereadOptions, rereadArticles } from '@dealwatch/intake';
import { createProgress } from '../progress';
import { createAsking } from './asking';
import { createDifference, type Difference } from './difference';
import { type Choice, wantedBy } from './wanted';

export interface ReextractOptions extends Choice {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/**
 * Reads stored articles again with this build's extractor, with the second opinion that is configured. Without --yes it compares
 * first, without writing, and asks; then, or at once with --yes, it reads and records article by article. Throws where an
 * article could not be read.
 */
export async function reextract(options: ReextractOptions): Promise<void> {
  const config = loadConfig();
  const databaseUrl = await locate(config);
  const role = { role: APP_ROLE, applicationName: 'dealwatch-reextract' };
  const database = createDatabase(databaseUrl, { ...role, max: 6 });
  const db = database.kysely;
  const store = createPostgresEventStore({ db, connectionString: databaseUrl, ...role });
  const rules = { reviewThreshold: config.reviewThreshold };
  const { secondOpinion } = config;
  const { name, extractor, close } = createAsking(secondOpinion);
  try {
    if ((await schemaState(db)) !== 'current')
      throw new Error('The database has the schema of another version: run `dealwatch migrate` with this build first.');
    const atOnce = secondOpinion ? { atOnce: secondOpinion.concurrency } : {};
    const wanted = { ...wantedBy(options, name), ...atOnce, dryRun: true };
    await run({ db, store, extractor, rules }, wanted, options, name);
  } finally {
    await close();
    await store.close();
    await database.destroy();
  }
}

/** That of DATABASE_URL, else of the `dealwatch start` that runs on the data folder. */
async function locate({ databaseUrl, dataDir }: Config): Promise<string> {
  const url = databaseUrl ?? (await findRunningPostgres(join(dataDir, 'postgres')))?.connectionString;
  if (url !== undefined) return url;
  throw new Error(`Set DATABASE_URL, or run this beside \`dealwatch start\`: no PostgreSQL runs on ${dataDir}.`);
}

async function run(intake: Intake, wanted: RereadOptions, options: ReextractOptions, name: string): Promise<void> {
  const articles = await countRereads(intake, wanted);
  if (articles === 0) {
    console.log(`No stored article is left to be read by ${name}.`);
    return;
  }
  const apply = options.dryRun !== true;
  const ask = apply && options.yes !== true;
  if (ask && process.stdin.isTTY !== true)
    throw new Error('Nobody is there to be asked: add --yes to apply, or --dry-run to compare only.');
  if (ask || !apply) await pass(intake, wanted, articles);
  if (!apply || (ask && !(await confirmed(articles, name)))) return;
  await pass(intake, { ...wanted, dryRun: false }, articles);
  console.log('The deals concerned are projected by the workers.');
}

/** Goes through the articles once and shows the difference. */
async function pass(intake: Intake, options: RereadOptions, articles: number): Promise<void> {
  const progress = createProgress(options.dryRun ? 'comparing' : 'reading', articles);
  const difference = createDifference();
  try {
    for await (const article of rereadArticles(intake, options)) {
      difference.add(article);
      progress.step();
    }
  } finally {
    progress.end();
  }
  for (const line of difference.lines()) console.log(line);
  complain(difference);
}

function complain({ failures }: Difference): void {
  for (const { articleId, problem } of failures) console.error(`${articleId}: ${problem}`);
  if (failures.length > 0) throw new Error(`${failures.length} articles could not be read and stay as they were.`);
}

async function confirmed(articles: number, name: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`Read ${articles} articles by ${name} and record this? [y/N] `);
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}
