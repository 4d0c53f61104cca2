import { rmSync } from 'node:fs';
import { loadConfig } from '@dealwatch/config';
import { API_ENTRY, WORKER_ENTRY } from '../entries';
import { freshDataDir } from '../fresh-data-dir';
import { prepareStores } from '../prepare-stores';
import type { Log } from '../supervisor/part';
import { listenForStop } from '../supervisor/signals';
import { startSystem } from '../supervisor/system';
import { createClient } from './client';
import { startReceiver } from './receiver';
import { readSamples } from './samples';
import { postAll, showStatuses, showWebhooks, subscribe } from './script';

/** Runs the main job once, on a database of its own, and takes everything away again. Throws where a part fails. */
export async function runDemo(options: { samples: string; verbose?: boolean }): Promise<void> {
  const began = Date.now();
  const articles = readSamples(options.samples);
  const dataDir = freshDataDir('demo');
  const log: Log = (source, line) => {
    if (options.verbose === true) console.error(`[${source}] ${line}`);
  };
  const signals = listenForStop(log);
  const receiver = await startReceiver();
  step('Starting PostgreSQL, the queue on it, API and worker');
  const system = await startSystem({
    config: { ...loadConfig({ LOG_LEVEL: 'warn', LOG_FORMAT: 'json' }), dataDir, port: 0 },
    apiEntry: API_ENTRY,
    workerEntry: WORKER_ENTRY,
    migrate: (databaseUrl) => prepareStores(databaseUrl, null),
    log,
    stop: signals.stop,
    kill: signals.kill,
  });
  try {
    await system.ready;
    const api = createClient(system.apiUrl);
    await subscribe(api, receiver);
    step(`Posting ${articles.length} articles to ${system.apiUrl}`);
    await postAll(api, articles, say);
    step('The status on five days');
    await showStatuses(api, say);
    step('Webhooks');
    await showWebhooks(api, receiver, say);
  } finally {
    await system.stop();
    await receiver.close();
    signals.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  }
  step(`Done in ${((Date.now() - began) / 1000).toFixed(1)} s; everything is stopped. \`npm start\` runs it for good.`);
}

function say(line: string): void {
  console.log(line);
}

function step(title: string): void {
  console.log(`\n── ${title}`);
}
