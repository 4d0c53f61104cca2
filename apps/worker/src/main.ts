import 'reflect-metadata';
import { loadConfig } from '@dealwatch/config';
import { checkDurability } from '@dealwatch/database';
import { warmUp } from '@dealwatch/extraction';
import { createExtractor } from '@dealwatch/intake';
import { queueLocation } from '@dealwatch/queue';
import { createLog, stopOnSignals, stopWhenParentDies, workerHeartbeat } from '@dealwatch/service';
import { createTargetPolicy, createWebhookClient, LOOPBACK_ONLY } from '@dealwatch/webhooks';
import { tellOpinions } from './extract/tell-opinions';
import { startWorker } from './worker';

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
  const heartbeat = workerHeartbeat(databaseUrl);
  // a lexicon that cannot be read stops the worker here, before it takes a job
  warmUp();
  const { extractor, close: stopAsking } = createExtractor(config.secondOpinion, tellOpinions(log));
  const worker = await startWorker({
    databaseUrl,
    queue: queueLocation({ databaseUrl, redisUrl }),
    concurrency: config.workerConcurrency,
    reconcileIntervalMs: config.reconcileIntervalMs,
    extractor,
    rules: { reviewThreshold: config.reviewThreshold },
    webhooks: { client, schedule: retrySchedule, timeoutMs },
    clock: () => new Date(),
    onRound: () => void heartbeat.beat().catch((err: Error) => log.warn({ err }, 'no heartbeat could be left')),
    onError: (error, what) => log.error({ err: error, what }, 'worker trouble'),
  });
  log.info(
    {
      queue: redisUrl === null ? 'postgres' : 'redis',
      concurrency: config.workerConcurrency,
      secondOpinion: config.secondOpinion?.model ?? null,
    },
    'worker started',
  );
  stopOnSignals(log, async () => {
    await Promise.all([worker.stop(), stopAsking()]);
    await heartbeat.end();
    await client.close();
    log.info('worker stopped');
  });
}

main().catch((error: Error) => {
  console.error(`dealwatch worker: ${error.message}`);
  process.exit(1);
});
