import type { Queue, Worker } from 'bullmq';
import type { QueueBackend } from './backend';
import { JOB_NAMES, type JobName, type JobPayload, jobIdOf, parsePayload } from './jobs';

export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** The sending side of the queues. Adding a job that is already alive does nothing. */
export interface JobQueues {
  add<Name extends JobName>(name: Name, payloads: readonly JobPayload<Name>[]): Promise<void>;
  depths(): Promise<Record<JobName, QueueDepth>>;
  close(): Promise<void>;
}

/** What a handler may know of its job beside the payload. */
export interface JobRun {
  /** 1 at first; more where an earlier worker died, or lost its lock, in the middle of the job. */
  readonly starts: number;
}

export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, run: JobRun) => Promise<unknown> };

/** The receiving side: one worker a queue, running until closed. */
export interface JobWorkers {
  /** Stops taking jobs and waits for those under way. */
  close(): Promise<void>;
}

const LOCK_MS = 10_000;

/** Opens the sending side. `onError` hears connection troubles; BullMQ reconnects by itself. */
export function openQueues(backend: QueueBackend, onError: (error: Error) => void): JobQueues {
  const queues = new Map<JobName, Queue>(JOB_NAMES.map((name) => [name, backend.queue(name)]));
  for (const queue of queues.values()) queue.on('error', onError);
  const queue = (name: JobName) => queues.get(name) as Queue;
  return {
    async add(name, payloads) {
      if (payloads.length === 0) return;
      await queue(name).addBulk(payloads.map((data) => ({ name, data, opts: { jobId: jobIdOf(name, data) } })));
    },
    async depths() {
      const entries = await Promise.all(JOB_NAMES.map(async (name) => [name, await depthOf(queue(name))] as const));
      return Object.fromEntries(entries) as Record<JobName, QueueDepth>;
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
    },
  };
}

/**
 * Starts one worker a queue. A handler that throws loses its job: what is still due stays due in PostgreSQL, and the
 * reconciler queues it again.
 */
export function startWorkers(
  backend: QueueBackend,
  handlers: JobHandlers,
  options: { concurrency: Record<JobName, number>; onError: (error: Error, job?: string) => void },
): JobWorkers {
  const workers = JOB_NAMES.map((name) => startWorker(backend, name, handlers, options));
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

function startWorker(
  backend: QueueBackend,
  name: JobName,
  handlers: JobHandlers,
  options: { concurrency: Record<JobName, number>; onError: (error: Error, job?: string) => void },
): Worker {
  const handle = handlers[name] as (payload: unknown, run: JobRun) => Promise<unknown>;
  const worker = backend.worker(name, (data, starts) => handle(parsePayload(name, data), { starts }), {
    concurrency: options.concurrency[name],
    lockDuration: LOCK_MS,
  });
  worker.on('error', (error) => options.onError(error));
  worker.on('failed', (job, error) => options.onError(error, job?.id ?? name));
  worker.run().catch((error: Error) => options.onError(error));
  return worker;
}

async function depthOf(queue: Queue): Promise<QueueDepth> {
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
  return {
    waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
  };
}
