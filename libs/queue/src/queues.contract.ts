import { randomUUID } from 'node:crypto';
import { createQueueBackend, prepareQueueStore, type QueueBackend, type QueueLocation } from './backend';
import type { JobName } from './jobs';
import { type JobHandlers, type JobQueues, type JobWorkers, openQueues, startWorkers } from './queues';

const CONCURRENCY: Record<JobName, number> = { extract: 2, record: 2, project: 2, deliver: 1 };
const DEADLINE_MS = 30_000;

/**
 * What both backends have to do: one spec, run by each. `where` starts or finds the queue's server as its owner sees it;
 * `asService` turns that into what the services are given, when it is not the same.
 */
export function describeQueues(
  name: string,
  where: () => Promise<QueueLocation>,
  asService: (prepared: QueueLocation) => Promise<QueueLocation> = async (prepared) => prepared,
): void {
  describe(`queues on ${name}`, () => {
    let backend: QueueBackend;
    let queues: JobQueues;
    let workers: JobWorkers | undefined;
    const errors: Error[] = [];

    beforeAll(async () => {
      const location = await where();
      await prepareQueueStore(location);
      await prepareQueueStore(location); // a second starter finds it done
      backend = createQueueBackend(await asService(location));
      queues = openQueues(backend, (error) => errors.push(error));
    });

    afterEach(async () => {
      await workers?.close();
      workers = undefined;
    });

    afterAll(async () => {
      await queues.close();
      await backend.close();
    });

    const start = (handlers: Partial<JobHandlers>, failed: string[] = []) => {
      const nothing = async () => {};
      workers = startWorkers(
        backend,
        { extract: nothing, record: nothing, project: nothing, deliver: nothing, ...handlers },
        { concurrency: CONCURRENCY, onError: (_error, job) => job && failed.push(job) },
      );
    };

    it('hands a job to the handler of its name, with its payload', async () => {
      const seen: unknown[] = [];
      start({ project: async (payload) => seen.push(payload) });
      await queues.add('project', [{ dealId: 'ru-tr-s-400', version: 3 }]);
      await until(() => seen.length === 1);
      expect(seen).toEqual([{ dealId: 'ru-tr-s-400', version: 3 }]);
    });

    it('keeps one job for one cause while it is alive', async () => {
      const articleId = randomUUID();
      await queues.add('extract', [{ articleId }]);
      await queues.add('extract', [{ articleId }, { articleId }]);
      expect((await queues.depths()).extract.waiting).toBe(1);
      const seen: string[] = [];
      start({ extract: async (payload) => seen.push(payload.articleId) });
      await until(() => seen.length === 1);
    });

    it('takes the same cause again once its job is done', async () => {
      const articleId = randomUUID();
      let runs = 0;
      start({ record: async () => runs++ });
      await queues.add('record', [{ articleId }]);
      await until(async () => runs === 1 && (await idle('record')));
      await queues.add('record', [{ articleId }]);
      await until(() => runs === 2);
    });

    it('tells of a failed job, drops it, and goes on with the next', async () => {
      const failed: string[] = [];
      const seen: string[] = [];
      start(
        {
          deliver: async ({ cause }) => {
            if (cause === 'bad') throw new Error('no');
            seen.push(cause);
          },
        },
        failed,
      );
      await queues.add('deliver', [{ cause: 'bad' }, { cause: 'good' }]);
      await until(async () => failed.length === 1 && seen.length === 1 && (await idle('deliver')));
      expect(failed).toEqual(['deliver-bad']);
    });

    it('waits at its close for the job under way', async () => {
      const gate = deferred();
      let finished = false;
      let begun = false;
      start({
        extract: async () => {
          begun = true;
          await gate.promise;
          finished = true;
        },
      });
      await queues.add('extract', [{ articleId: randomUUID() }]);
      await until(() => begun);
      const closed = workers?.close();
      gate.resolve();
      await closed;
      expect(finished).toBe(true);
    });

    async function idle(queue: JobName): Promise<boolean> {
      const { waiting, active } = (await queues.depths())[queue];
      return waiting + active === 0;
    }
  });
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The condition did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
