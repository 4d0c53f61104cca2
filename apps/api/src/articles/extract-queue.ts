import type { JobQueues } from '@dealwatch/queue';

/** Tells the workers which articles to read next. Telling is a courtesy: what gets lost is found in PostgreSQL. */
export interface ExtractQueue {
  /** Returns at once; failures are told to `onError` only. */
  add(articleId: string): void;
  /** Sends what is left, for at most a second. */
  close(): Promise<void>;
}

const BATCH = 200;
/** While the queue does not answer, further ids are let go: the reconciler has them. */
const MOST_WAITING = 5_000;
const CLOSE_MS = 1_000;

/** Gathers ids while a batch is on its way, so that one round trip carries all that came meanwhile. */
export function createExtractQueue(queues: Pick<JobQueues, 'add'>, onError: (error: Error) => void): ExtractQueue {
  let waiting: string[] = [];
  let sending: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      await queues
        .add(
          'extract',
          batch.map((articleId) => ({ articleId })),
        )
        .catch(onError);
    }
    sending = undefined;
  };
  return {
    add(articleId) {
      if (waiting.length >= MOST_WAITING) return;
      waiting.push(articleId);
      sending ??= drain();
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS);
      });
      await Promise.race([sending, timeout]);
      clearTimeout(timer);
    },
  };
}
