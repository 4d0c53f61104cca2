import { schemaState } from '@dealwatch/database';
import type { JobQueues } from '@dealwatch/queue';
import type { Db } from '@dealwatch/read-models';
import type { Lifecycle } from '../lifecycle';

export interface Readiness {
  readonly status: 'ready' | 'not-ready' | 'draining';
  readonly checks: {
    /** `not-migrated`: run `dealwatch migrate`; `too-new`: the database was migrated by a newer build than this one. */
    readonly database: 'ok' | 'unreachable' | 'not-migrated' | 'too-new';
    /** Without its queue the API still takes articles in; the worker finds them later. */
    readonly queue: 'ok' | 'unreachable';
  };
}

export type ReadinessProbe = () => Promise<Readiness>;

const CACHE_MS = 1_000;
const CHECK_TIMEOUT_MS = 2_000;

interface Probed {
  readonly db: Db;
  readonly queues: JobQueues;
  readonly lifecycle: Lifecycle;
}

/** Builds the probe behind /readyz. Its answer holds for one second, however many ask. */
export function createReadinessProbe({ db, queues, lifecycle }: Probed): ReadinessProbe {
  let checks: Promise<Readiness['checks']> | undefined;
  let until = 0;
  return async () => {
    if (checks === undefined || performance.now() > until) {
      checks = runChecks(db, queues);
      until = performance.now() + CACHE_MS;
    }
    const known = await checks;
    const healthy = known.database === 'ok';
    return { status: lifecycle.draining ? 'draining' : healthy ? 'ready' : 'not-ready', checks: known };
  };
}

async function runChecks(db: Db, queues: JobQueues): Promise<Readiness['checks']> {
  const [databaseCheck, queueCheck] = await Promise.all([
    within(CHECK_TIMEOUT_MS, checkDatabase(db)).catch(() => 'unreachable' as const),
    within(CHECK_TIMEOUT_MS, queues.depths()).then(
      () => 'ok' as const,
      () => 'unreachable' as const,
    ),
  ]);
  return { database: databaseCheck, queue: queueCheck };
}

const SCHEMA_CHECKS = { current: 'ok', behind: 'not-migrated', ahead: 'too-new' } as const;

async function checkDatabase(db: Db): Promise<'ok' | 'not-migrated' | 'too-new'> {
  return SCHEMA_CHECKS[await schemaState(db)];
}

/** Rejects when the work has not ended in time; the work itself goes on. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
