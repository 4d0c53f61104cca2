import { migrate } from '@dealwatch/database';
import { prepareQueueStore, queueLocation } from '@dealwatch/queue';

const OUT_OF_REACH = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'EAI_AGAIN']);

/** Migrates the database and, where the queue lives in PostgreSQL, the queue's own tables. Answers what was applied. */
export async function prepareStores(databaseUrl: string, redisUrl: string | null): Promise<readonly string[]> {
  try {
    const applied = await migrate(databaseUrl);
    await prepareQueueStore(queueLocation({ databaseUrl, redisUrl }));
    return applied;
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    if (!OUT_OF_REACH.has(code)) throw error;
    throw new Error(`The PostgreSQL of DATABASE_URL is out of reach (${message || code}).`, { cause: error });
  }
}
