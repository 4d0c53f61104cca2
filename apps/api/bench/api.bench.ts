import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { migrate } from '@dealwatch/database';
import { prepareQueueStore } from '@dealwatch/queue';
import autocannon from 'autocannon';
import { fastify } from 'fastify';
import { recordedDeal } from './recorded-deal.bench';

/**
 * The API as a process of its own beside a bare Fastify route in this one, under the same load in the same run.
 * Needs DATABASE_URL: `npm run bench:api` brings an embedded PostgreSQL with full durability.
 */
const CONNECTIONS = 20;
const SECONDS = 8;
const LINES = 5_000;
const MAIN = join(__dirname, '..', 'src', 'main.js');

interface Measured {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
}

async function main(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl);
  await prepareQueueStore({ kind: 'postgres', connectionString: databaseUrl });
  const started = performance.now();
  const { url, stop } = await startApi(databaseUrl);
  console.log(`boot until listening: ${Math.round(performance.now() - started)} ms`);
  const dealId = await recordedDeal(databaseUrl);
  const bare = await startBare();
  const status = `/v1/deals/${dealId}/status`;
  const tag = (await fetch(url + status)).headers.get('etag') ?? '';
  const rows = [
    await load('bare Fastify GET', { url: `${bare.url}/bare` }),
    await load('GET /livez', { url: `${url}/livez` }),
    await load('GET status, today', { url: url + status }),
    await load('GET status, as of and known by a day', { url: `${url}${status}?asOf=2019-12-14&knownBy=2019-12-14` }),
    await load('GET status, 304', { url: url + status, headers: { 'if-none-match': tag } }),
    await load('bare Fastify POST', { url: `${bare.url}/bare`, ...posting() }),
    await load('POST article, each new', { url: `${url}/v1/articles`, ...posting() }),
    await load('POST article, duplicate', { url: `${url}/v1/articles`, ...posting('same') }),
  ];
  show(rows);
  await bulk(url);
  await bare.stop();
  await stop();
}

function posting(mark?: string): Partial<autocannon.Options> {
  let number = 0;
  const next = () => {
    number += 1;
    return article(mark ?? `${number}-${process.hrtime.bigint()}`);
  };
  return {
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (each) => ({ ...each, body: next() }),
      },
    ],
  };
}

/** About 2 KB, as a short report of an agency. */
function article(mark: string): string {
  const sentence = `The ministry said that consignment ${mark} of the order had been handed over in the port on Friday. `;
  return JSON.stringify({
    text: sentence.repeat(18),
    source: 'Bench',
    url: `https://bench.example/${mark}`,
    publishedOn: '2019-07-12',
  });
}

async function load(name: string, options: autocannon.Options): Promise<Measured> {
  const result = await autocannon({ connections: CONNECTIONS, duration: SECONDS, ...options });
  const { requests, latency, non2xx, errors, statusCodeStats } = result;
  const refused = non2xx + errors - (statusCodeStats?.['304']?.count ?? 0);
  return { name, perSecond: requests.average, p50: latency.p50, p99: latency.p99, refused };
}

function show(rows: readonly Measured[]): void {
  const bare = {
    GET: rows[0]?.perSecond ?? 0,
    POST: rows.find(({ name }) => name === 'bare Fastify POST')?.perSecond ?? 0,
  };
  for (const { name, perSecond, p50, p99, refused } of rows) {
    const ratio = perSecond / (name.includes('POST') ? bare.POST : bare.GET);
    console.log(
      `${name.padEnd(38)} ${perSecond.toFixed(0).padStart(7)}/s  ${(ratio * 100).toFixed(0).padStart(3)} % of bare  ` +
        `p50 ${p50} ms  p99 ${p99} ms${refused > 0 ? `  REFUSED ${refused}` : ''}`,
    );
  }
}

async function bulk(url: string): Promise<void> {
  const body = Array.from({ length: LINES }, (_, line) => article(`bulk-${line}-${Date.now()}`)).join('\n');
  const started = performance.now();
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await fetch(`${url}/v1/articles/bulk`, { method: 'POST', headers, body });
  const accepted = (await answer.text()).match(/"accepted"/g)?.length ?? 0;
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `bulk: ${accepted} of ${LINES} lines accepted, ${(accepted / seconds).toFixed(0)} lines/s on one connection`,
  );
}

async function startBare() {
  const server = fastify();
  server.get('/bare', async () => ({ status: 'ok' }));
  server.post('/bare', async () => ({ status: 'ok' }));
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return { url, stop: () => server.close() };
}

async function startApi(databaseUrl: string) {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: '',
    PORT: '0',
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'info',
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('api listening')) resolve(JSON.parse(line).msg.replace('api listening at ', ''));
    });
  });
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return { url, stop };
}

const { DATABASE_URL } = process.env;
if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: start this with `npm run bench:api`.');
main(DATABASE_URL).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
