import { rmSync } from 'node:fs';
import { loadConfig } from '@dealwatch/config';
import pg from 'pg';
import { type GeneratedArticle, generateArticles } from '../chaos/generate';
import { countDue } from '../chaos/log-of';
import { createClient, until } from '../src/demo/client';
import { API_ENTRY, WORKER_ENTRY } from '../src/entries';
import { freshDataDir } from '../src/fresh-data-dir';
import { prepareStores } from '../src/prepare-stores';
import { startSystem } from '../src/supervisor/system';

const IDLE_POSTS = 200;
const BULK = 2_000;
const PATIENCE_MS = 300_000;

/**
 * `npm run bench:pipeline`: how long an article takes from its POST to the moment at which its reports are visible in a deal's
 * status, one at a time on an idle system; and how many articles a second the whole way takes when all come at once, beside
 * the rate of bare commits of this PostgreSQL in the same run.
 */
async function main(): Promise<void> {
  const dataDir = freshDataDir('bench');
  const redisUrl = process.env.REDIS_URL ?? null;
  const system = await startSystem({
    config: {
      ...loadConfig({ LOG_LEVEL: 'fatal', LOG_FORMAT: 'json', ...(redisUrl && { REDIS_URL: redisUrl }) }),
      dataDir,
      port: 0,
    },
    apiEntry: API_ENTRY,
    workerEntry: WORKER_ENTRY,
    migrate: (databaseUrl) => prepareStores(databaseUrl, redisUrl),
    log: () => undefined,
  });
  const client = new pg.Client({ connectionString: system.databaseUrl });
  try {
    await system.ready;
    await client.connect();
    console.log(`queue on ${redisUrl === null ? 'PostgreSQL' : 'Redis'}`);
    const commits = await commitsPerSecond(client);
    console.log(`bare single-row commits, one connection: ${commits.toFixed(0)}/s`);
    await measureLatency(system.apiUrl, client, generateArticles(IDLE_POSTS, 11));
    await measureThroughput(system.apiUrl, system.databaseUrl, client, generateArticles(BULK, 12), commits);
  } finally {
    await client.end();
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function commitsPerSecond(client: pg.Client): Promise<number> {
  await client.query('create table if not exists bench_probe (n int)');
  const began = performance.now();
  const rounds = 1_000;
  for (let n = 0; n < rounds; n += 1) await client.query('insert into bench_probe values ($1)', [n]);
  await client.query('drop table bench_probe');
  return (rounds * 1000) / (performance.now() - began);
}

async function measureLatency(apiUrl: string, client: pg.Client, articles: readonly GeneratedArticle[]): Promise<void> {
  const api = createClient(apiUrl);
  const accepted: number[] = [];
  const visible: number[] = [];
  for (const article of articles) {
    const began = performance.now();
    const { id } = await api.post<{ id: string }>('/v1/articles', article);
    accepted.push(performance.now() - began);
    while ((await client.query('select 1 from deal_report where article_id = $1 limit 1', [id])).rowCount === 0) {
      if (performance.now() - began > PATIENCE_MS) throw new Error(`Article ${id} never became visible.`);
    }
    visible.push(performance.now() - began);
  }
  console.log(
    `idle, ${articles.length} posts one by one: accepted ${percentiles(accepted)}; visible in the status ${percentiles(visible)}`,
  );
}

async function measureThroughput(
  apiUrl: string,
  databaseUrl: string,
  client: pg.Client,
  articles: readonly GeneratedArticle[],
  commits: number,
): Promise<void> {
  const transactionsBefore = await countTransactions(client);
  const began = performance.now();
  const body = articles.map((article) => JSON.stringify(article)).join('\n');
  const response = await fetch(`${apiUrl}/v1/articles/bulk`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body,
  });
  const results = (await response.text()).trim().split('\n');
  const accepted = results.filter((line) => line.includes('"accepted"')).length;
  const acceptedIn = (performance.now() - began) / 1000;
  await until(
    () => countDue(databaseUrl),
    (due) => due === 0,
    PATIENCE_MS,
  );
  const seconds = (performance.now() - began) / 1000;
  const rate = accepted / seconds;
  const transactions = ((await countTransactions(client)) - transactionsBefore) / accepted;
  console.log(
    `bulk, ${accepted} articles: accepted in ${acceptedIn.toFixed(2)} s (${(accepted / acceptedIn).toFixed(0)}/s), all in the status after ${seconds.toFixed(2)} s`,
  );
  console.log(
    `end to end: ${rate.toFixed(0)} articles/s = ${(rate / commits).toFixed(3)} of the bare commits; ${transactions.toFixed(1)} transactions an article`,
  );
}

async function countTransactions(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>('select sum(xact_commit) as n from pg_stat_database');
  return Number(rows[0]?.n ?? 0);
}

function percentiles(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
