import { loadConfig } from '@dealwatch/config';
import { API_ENTRY, WORKER_ENTRY } from './entries';
import { prepareStores } from './prepare-stores';
import type { Log } from './supervisor/part';
import { listenForStop } from './supervisor/signals';
import { startSystem } from './supervisor/system';

const log: Log = (source, line) => {
  console.log(source === 'dealwatch' ? `dealwatch: ${line}` : line);
};

/** Runs everything until a signal ends it. Resolves when all has stopped. */
export async function runSystem(): Promise<void> {
  const config = loadConfig();
  const signals = listenForStop(log);
  for (const warning of config.warnings) log('dealwatch', warning);
  try {
    const system = await startSystem({
      config,
      apiEntry: API_ENTRY,
      workerEntry: WORKER_ENTRY,
      migrate: (databaseUrl) => prepareStores(databaseUrl, config.redisUrl),
      log,
      stop: signals.stop,
      kill: signals.kill,
    });
    await system.ready;
    log('dealwatch', `ready at ${system.apiUrl} (documentation: ${system.apiUrl}/docs). Ctrl-C stops.`);
    await system.stopped;
    log('dealwatch', 'stopped.');
  } catch (error) {
    if (!signals.stop.aborted) throw error;
  } finally {
    signals.dispose();
  }
}
