import 'reflect-metadata';
import { loadConfig } from '@dealwatch/config';
import { checkDurability } from '@dealwatch/database';
import { createLog, stopOnSignals, stopWhenParentDies } from '@dealwatch/service';
import { createApp } from './app';
import type { ExtractQueue } from './articles/extract-queue';
import { Lifecycle } from './lifecycle';
import { openParts } from './open-parts';
import { EXTRACT_QUEUE } from './tokens';

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
  const { port, host } = config;
  await app.listen({ port, host, listenTextResolver: (address) => `api listening at ${address}` });
  stopOnSignals(log, async () => {
    lifecycle.drain();
    log.info('api stops: no new connections, requests under way are finished');
    await app.close();
    await app.get<ExtractQueue>(EXTRACT_QUEUE).close();
    await opened.close();
    log.info('api stopped');
  });
}

main().catch((error: Error) => {
  console.error(`dealwatch api: ${error.message}`);
  process.exit(1);
});
