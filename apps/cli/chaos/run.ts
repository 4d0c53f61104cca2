import { rmSync } from 'node:fs';
import { loadConfig } from '@dealwatch/config';
import { until } from '../src/demo/client';
import { type Receiver, startReceiver } from '../src/demo/receiver';
import { API_ENTRY, WORKER_ENTRY } from '../src/entries';
import { freshDataDir } from '../src/fresh-data-dir';
import { prepareStores } from '../src/prepare-stores';
import { type System, startSystem } from '../src/supervisor/system';
import { type GeneratedArticle, randomFrom } from './generate';
import { countDue, type LogSummary, messageIds, summariseLog } from './log-of';
import { killVictim, type Victim } from './victims';

export interface RunOptions {
  readonly articles: readonly GeneratedArticle[];
  /** Seed of the kills; null for an undisturbed run. */
  readonly killSeed: number | null;
  readonly say: (line: string) => void;
}

export interface RunResult {
  readonly log: LogSummary;
  readonly seconds: number;
  readonly kills: Readonly<Record<Victim, number>>;
  /** Messages planned, those of them that the receiver never got, and how many came more than once. */
  readonly messages: number;
  readonly missing: number;
  readonly repeated: number;
}

const POSTERS = 4;
const SETTLE_MS = 180_000;
const VICTIMS: readonly Victim[] = ['api', 'worker', 'worker', 'postgres'];

/** A fresh system with a receiver for all its webhooks. */
export interface TestSystem {
  readonly system: System;
  readonly receiver: Receiver;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** Starts a system on free ports and a new data folder; failed deliveries are tried again every second. */
export async function openTestSystem(
  entries = { apiEntry: API_ENTRY, workerEntry: WORKER_ENTRY },
  redisUrl: string | null = null,
): Promise<TestSystem> {
  const dataDir = freshDataDir('chaos');
  const receiver = await startReceiver();
  const environment = {
    LOG_LEVEL: 'fatal',
    LOG_FORMAT: 'json',
    WEBHOOK_RETRY_SCHEDULE: '0,1,1,1,1,1,1,1,1,1',
    WEBHOOK_TIMEOUT_MS: '2000',
  };
  const system = await startSystem({
    config: { ...loadConfig({ ...environment, ...(redisUrl !== null && { REDIS_URL: redisUrl }) }), dataDir, port: 0 },
    ...entries,
    migrate: (databaseUrl) => prepareStores(databaseUrl, redisUrl),
    log: () => undefined,
  });
  const close = async () => {
    await system.stop();
    await receiver.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await system.ready;
    await register(system.apiUrl, receiver);
    return { system, receiver, dataDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Posts all articles to a fresh system, kills parts of it on the way, and waits until nothing is due. */
export async function run({ articles, killSeed, say }: RunOptions): Promise<RunResult> {
  const kills = { api: 0, worker: 0, postgres: 0 };
  const { system, receiver, dataDir, close } = await openTestSystem();
  try {
    const began = Date.now();
    const stopKilling = killSeed === null ? async () => undefined : killAtRandom(dataDir, killSeed, kills);
    await postEach(system.apiUrl, articles, say);
    await stopKilling();
    await settle(system.databaseUrl);
    const seconds = (Date.now() - began) / 1000;
    const ids = receiver.received.filter(({ verified }) => verified).map(({ id }) => id);
    const received = new Set(ids);
    const planned = await messageIds(system.databaseUrl);
    const missing = planned.filter((id) => !received.has(id)).length;
    const log = await summariseLog(system.databaseUrl);
    return { log, seconds, kills, messages: planned.length, missing, repeated: ids.length - received.size };
  } finally {
    await close();
  }
}

/** Waits until no article, deal or delivery is due any more. */
export async function settle(databaseUrl: string): Promise<void> {
  await until(
    () => countDue(databaseUrl).catch(() => -1),
    (due) => due === 0,
    SETTLE_MS,
  );
}

async function register(apiUrl: string, receiver: Receiver): Promise<void> {
  const endpoint = (await post(`${apiUrl}/v1/webhooks/endpoints`, { url: receiver.url })) as { secret: string };
  receiver.expectSecret(endpoint.secret);
}

/** Posts the articles, several at a time, each until it is accepted. */
export async function postEach(
  apiUrl: string,
  articles: readonly GeneratedArticle[],
  say: (line: string) => void,
): Promise<void> {
  let next = 0;
  const poster = async () => {
    for (let index = next++; index < articles.length; index = next++) {
      await post(`${apiUrl}/v1/articles`, articles[index]);
      if ((index + 1) % 500 === 0) say(`  ${index + 1} of ${articles.length} accepted`);
    }
  };
  await Promise.all(Array.from({ length: POSTERS }, poster));
}

/** Posts until it is accepted, as any client has to: a refused connection or a 5xx says nothing of what was stored. */
async function post(url: string, body: unknown): Promise<unknown> {
  for (;;) {
    try {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
      if (response.status < 300) return await response.json();
      const text = await response.text();
      if (response.status < 500) throw new TypeError(`${response.status} ${text}`);
    } catch (error) {
      if (error instanceof TypeError && /^4\d\d /.test(error.message)) throw error;
    }
    await pause(50);
  }
}

/** Kills one part after the other, each half a second to two seconds after the last, until told to stop. */
function killAtRandom(dataDir: string, seed: number, kills: Record<Victim, number>): () => Promise<void> {
  const random = randomFrom(seed);
  let stopped = false;
  const killing = (async () => {
    while (!stopped) {
      await pause(500 + random() * 1_500);
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] as Victim;
      if (!stopped && killVictim(victim, dataDir)) kills[victim] += 1;
    }
  })();
  return async () => {
    stopped = true;
    await killing;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
