import { migrate } from '@dealwatch/database';
import { prepareQueueStore, queueLocation } from '@dealwatch/queue';

/** Migrates the database and, where the queue lives in PostgreSQL, the queue's own tables. Answers what was applied. */
export async function prepareStores(databaseUrl: string, redisUrl: string | null): Promise<readonly string[]> {
  const applied = await migrate(databaseUrl);
  await prepareQueueStore(queueLocation({ databaseUrl, redisUrl }));
  return applied;
}
