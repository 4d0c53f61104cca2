import 'reflect-metadata';
import { loadConfig } from '@dealwatch/config';
import { checkDurability } from '@dealwatch/database';
import { stopWhenParentDies } from '@dealwatch/embedded';
import pino, { type Logger } from 'pino';
import { createApp } from './app';
import { Lifecycle } from './lifecycle';
import { openParts } from './open-parts';

/** Leaves a few seconds to whoever sends SIGKILL thirty seconds after SIGTERM. */
const STOP_WITHIN_MS = 25_000;

async function main(): Promise<void> {
  stopWhenParentDies();
  const config = loadConfig();
  const log = createLog(config.logLevel, config.logFormat);
  for (const warning of config.warnings) log.warn(warning);
  const { databaseUrl, allowUnsafeDurability: allowUnsafe } = config;
  if (databaseUrl === null) {
    throw new Error(
      'DATABASE_URL is not set. `dealwatch start` brings a PostgreSQL of its own; an API alone needs one.',
    );
  }
  await checkDurability(databaseUrl, { allowUnsafe });
  const lifecycle = new Lifecycle();
  const opened = openParts({ ...config, databaseUrl }, { lifecycle, log });
  const app = await createApp(opened.parts);
  await app.listen(config.port, config.host);
  log.info({ url: await app.getUrl() }, 'api listening');
  stopOnSignals(log, async () => {
    lifecycle.drain();
    log.info('api stops: no new connections, requests under way are finished');
    await app.close();
    await opened.close();
    log.info('api stopped');
  });
}

function createLog(level: string, format: 'json' | 'pretty'): Logger {
  return format === 'pretty' ? pino({ level, transport: { target: 'pino-pretty' } }) : pino({ level });
}

/** The first signal ends in order: readiness off, requests under way finished. The second ends at once. */
function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (err: Error) => {
        log.fatal({ err }, 'api did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

main().catch((error: Error) => {
  console.error(`dealwatch api: ${error.message}`);
  process.exit(1);
});
