import { APP_ROLE } from '@dealwatch/database';
import {
  createPostgresBackend,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { JOB_NAMES } from './jobs';

/** Where the queues live: on Redis when a URL is given, else in PostgreSQL beside the data (schema `bullmq`). */
export type QueueLocation =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly connectionString: string };

/** Redis where a URL is given, else the database itself. */
export function queueLocation(urls: { databaseUrl: string; redisUrl: string | null }): QueueLocation {
  return urls.redisUrl === null
    ? { kind: 'postgres', connectionString: urls.databaseUrl }
    : { kind: 'redis', url: urls.redisUrl };
}

/** Builds BullMQ's classes on one backend; the rest of the house does not know which. */
export interface QueueBackend {
  readonly kind: QueueLocation['kind'];
  queue(name: string): Queue;
  worker(name: string, process: (data: unknown, starts: number) => Promise<unknown>, options: WorkerTuning): Worker;
  close(): Promise<void>;
}

export interface WorkerTuning {
  readonly concurrency: number;
  /** Milliseconds after which a job whose worker went silent is given to another one. */
  readonly lockDuration: number;
}

/** BullMQ's own default, named as the rights are granted on it. */
const SCHEMA = 'bullmq';
/** Before every key in Redis, which other programs may use too. */
const PREFIX = 'dealwatch';
const JOB_OPTIONS = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;
/** After so many deaths of a worker the job is dropped: the reconciler brings it back when its next try has come. */
const MAX_STALLED = 3;

/** Chooses the backend. Redis must run with `maxmemory-policy noeviction`; PostgreSQL needs `prepareQueueStore` once. */
export function createQueueBackend(location: QueueLocation): QueueBackend {
  return location.kind === 'redis' ? onRedis(location.url) : onPostgres(location.connectionString);
}

/**
 * Creates or upgrades BullMQ's own tables in PostgreSQL, as their owner, and lets the app role work with them. Call it
 * after `migrate`, which creates that role. Safe for concurrent starters; nothing to do on Redis.
 */
export async function prepareQueueStore(location: QueueLocation): Promise<void> {
  if (location.kind === 'redis') return;
  const client = new pg.Client({ connectionString: location.connectionString, application_name: 'dealwatch-migrate' });
  client.on('error', () => undefined); // unheard, it would end the process; the query in hand is rejected
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
    await admitAppRole(client);
  } finally {
    await client.end();
  }
}

/**
 * The rights of a service, and what it could not create without being the owner: BullMQ makes a sequence for each queue at
 * its first bulk of jobs, also where all of them bring ids. One transaction under a lock, as starters may run at once.
 */
async function admitAppRole(client: pg.Client): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('dealwatch ${SCHEMA} rights', 0))`);
    await client.query(`set local search_path = ${SCHEMA}`);
    await client.query('select next_job_id(name) from unnest($1::text[]) as name', [JOB_NAMES]);
    await client.query(`
      grant usage on schema ${SCHEMA} to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE};
      grant usage, select on all sequences in schema ${SCHEMA} to ${APP_ROLE};
      grant execute on all functions in schema ${SCHEMA} to ${APP_ROLE};
      do $$ begin execute format('grant temporary on database %I to ${APP_ROLE}', current_database()); end $$`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function workerOptions(tuning: WorkerTuning): Omit<WorkerOptions, 'connection'> {
  return {
    concurrency: tuning.concurrency,
    lockDuration: tuning.lockDuration,
    stalledInterval: tuning.lockDuration / 2,
    maxStalledCount: MAX_STALLED,
    autorun: false,
  };
}

function onRedis(url: string): QueueBackend {
  const connections: Redis[] = [];
  const connect = () => {
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    connections.push(connection);
    return connection;
  };
  return {
    kind: 'redis',
    queue: (name) => new Queue(name, { connection: connect(), prefix: PREFIX, defaultJobOptions: JOB_OPTIONS }),
    worker: (name, process, tuning) =>
      new Worker(name, (job) => process(job.data, job.attemptsStarted), {
        connection: connect(),
        prefix: PREFIX,
        ...workerOptions(tuning),
      }),
    close: async () => {
      for (const connection of connections) connection.disconnect();
    },
  };
}

function onPostgres(connectionString: string): QueueBackend {
  const classes = withBackend(createPostgresBackend);
  const connection = (max: number) => ({
    connectionString,
    max,
    application_name: 'dealwatch-queue',
    schema: SCHEMA,
    skipMigrations: true,
    // A crash of the server may lose the last fractions of a second of the queue, and only of it: the reconciler finds what
    // was due. Not waiting for the disk here makes the whole way of an article several times faster.
    // As the app role, whose rights prepareQueueStore grants: a login that is granted the role and owns nothing will do.
    options: `-c synchronous_commit=off -c role=${APP_ROLE}`,
  });
  return {
    kind: 'postgres',
    queue: (name) =>
      new classes.Queue(name, {
        connection: connection(2),
        defaultJobOptions: JOB_OPTIONS,
      } as QueueOptions<ReturnType<typeof connection>>) as unknown as Queue,
    worker: (name, process, tuning) =>
      new classes.Worker(name, (job) => process(job.data, job.attemptsStarted), {
        connection: connection(3),
        ...workerOptions(tuning),
      }) as unknown as Worker,
    close: async () => {},
  };
}
