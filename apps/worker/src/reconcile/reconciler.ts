import type { JobQueues } from '@dealwatch/queue';
import { type Db, dueArticles, dueDeals } from '@dealwatch/read-models';

export interface ReconcilerOptions {
  readonly db: Db;
  readonly queues: JobQueues;
  /** How many deliveries are due now; each round of them is one job. */
  readonly dueDeliveries: () => Promise<{ due: number; earliest: string | null }>;
  readonly intervalMs: number;
  /** Told after each round that went through. */
  readonly onRound: () => void;
  readonly onError: (error: Error) => void;
}

export interface Reconciler {
  /** Looks once for what is due and queues it. Answers how many jobs it asked for. */
  tick(): Promise<number>;
  start(): void;
  /** Ends the rounds and waits for the one under way. */
  stop(): Promise<void>;
}

/** Work younger than this has most likely a job of its own under way. */
const GRACE_MS = 1_000;
const LIMIT = 500;

/**
 * Finds in PostgreSQL what is due with no live job and queues it: what was accepted while the queue was down, what a killed
 * worker left, everything after the queue's store was emptied, and every failure whose next try has come. A job that
 * is alive already is not queued twice, by its id.
 */
export function createReconciler({
  db,
  queues,
  dueDeliveries,
  intervalMs,
  onRound,
  onError,
}: ReconcilerOptions): Reconciler {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = true;

  const tick = async () => {
    const articles = await dueArticles(db, { graceMs: GRACE_MS, limit: LIMIT });
    const waiting = (state: string) => articles.filter((article) => article.state === state);
    await queues.add(
      'extract',
      waiting('received').map(({ articleId }) => ({ articleId })),
    );
    await queues.add(
      'record',
      waiting('extracted').map(({ articleId }) => ({ articleId })),
    );
    const deals = await dueDeals(db, { graceMs: GRACE_MS, limit: LIMIT });
    await queues.add('project', deals);
    const deliveries = await dueDeliveries();
    if (deliveries.due > 0) await queues.add('deliver', [{ cause: `due-${deliveries.earliest}` }]);
    return articles.length + deals.length + Math.min(deliveries.due, 1);
  };
  const round = () => {
    running = tick()
      .then(onRound)
      .catch((error: Error) => onError(error))
      .finally(() => {
        if (!stopped) timer = setTimeout(round, intervalMs);
      });
  };
  return {
    tick,
    start() {
      stopped = false;
      round();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
