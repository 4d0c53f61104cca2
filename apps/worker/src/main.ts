import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { HEARTBEAT_FILE, loadConfig } from '@dealwatch/config';
import { checkDurability } from '@dealwatch/database';
import { stopWhenParentDies } from '@dealwatch/embedded';
import { extract } from '@dealwatch/extraction';
import { queueLocation } from '@dealwatch/queue';
import { createTargetPolicy, createWebhookClient, LOOPBACK_ONLY } from '@dealwatch/webhooks';
import pino from 'pino';
import { startWorker } from './worker';

const STOP_WITHIN_MS = 25_000;

async function main(): Promise<void> {
  stopWhenParentDies();
  const config = loadConfig();
  const log = createLog(config.logLevel, config.logFormat);
  for (const warning of config.warnings) log.warn(warning);
  const { databaseUrl, redisUrl } = config;
  if (databaseUrl === null) {
    throw new Error(
      'DATABASE_URL is not set. `dealwatch start` brings a PostgreSQL of its own; a worker alone needs one.',
    );
  }
  await checkDurability(databaseUrl, { allowUnsafe: config.allowUnsafeDurability });
  const { allow, timeoutMs, retrySchedule } = config.webhooks;
  const policy = createTargetPolicy(allow ?? LOOPBACK_ONLY);
  const client = createWebhookClient({ policy, timeoutMs });
  const worker = await startWorker({
    databaseUrl,
    queue: queueLocation({ databaseUrl, redisUrl }),
    concurrency: config.workerConcurrency,
    reconcileIntervalMs: config.reconcileIntervalMs,
    extractor: extract,
    webhooks: { client, schedule: retrySchedule, timeoutMs },
    clock: () => new Date(),
    onRound: () => void writeFile(HEARTBEAT_FILE, '').catch(() => undefined),
    onError: (error, what) => log.error({ err: error, what }, 'worker trouble'),
  });
  log.info(
    { queue: redisUrl === null ? 'postgres' : 'redis', concurrency: config.workerConcurrency },
    'worker started',
  );
  stopOnSignals(async () => {
    await worker.stop();
    await client.close();
    log.info('worker stopped');
  });
}

function createLog(level: string, format: 'json' | 'pretty') {
  return format === 'pretty' ? pino({ level, transport: { target: 'pino-pretty' } }) : pino({ level });
}

/** The first signal ends in order, the second at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

main().catch((error: Error) => {
  console.error(`dealwatch worker: ${error.message}`);
  process.exit(1);
});
