import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import type { JobQueues } from '@dealwatch/queue';
import { findArticle } from '@dealwatch/read-models';
import { createTestDatabase, postArticle, readLabelledArticles, type TestDatabase } from '@dealwatch/testing';
import type { CommandBus } from '@nestjs/cqrs';
import { createJobHandlers } from './jobs';

let owned: TestDatabase;
let database: Database;
let store: EventStore;
let articleId: string;

beforeAll(async () => {
  owned = await createTestDatabase();
  database = createDatabase(owned.connectionString, { role: APP_ROLE });
  store = createPostgresEventStore({ db: database.kysely, connectionString: owned.connectionString, role: APP_ROLE });
});
beforeEach(async () => {
  const [article] = readLabelledArticles();
  if (!article) throw new Error('no samples');
  const { id: _, events: __, ...posted } = article;
  articleId = await postArticle(database.kysely, store, {
    ...posted,
    text: `${posted.text} ${Math.random()}`,
    url: null,
  });
});
afterAll(async () => {
  await store.close();
  await database.destroy();
  await owned.drop();
});

/** Handlers over a command bus that does what the spec says, and a queue that may be away. */
const handlers = (execute: () => Promise<unknown>, add: JobQueues['add'] = async () => undefined) =>
  createJobHandlers({
    commands: { execute } as unknown as CommandBus,
    queues: { add } as JobQueues,
    db: database.kysely,
    deliver: async () => undefined,
  });
const problemOf = async () => {
  const article = await findArticle(database.kysely, articleId);
  return { problem: article?.problem, attempts: article?.failedAttempts };
};

describe('a job', () => {
  it('keeps what went wrong beside its article, and fails', async () => {
    const failing = handlers(async () => {
      throw new Error('unreadable');
    });
    await expect(failing.extract({ articleId }, { starts: 1 })).rejects.toThrow('unreadable');
    expect(await problemOf()).toEqual({ problem: 'unreadable', attempts: 1 });
  });

  it('counts the death of a worker as a failure before it works again', async () => {
    const seen: unknown[] = [];
    const working = handlers(async () => {
      seen.push(await problemOf());
      return { toRecord: 0 };
    });
    await working.extract({ articleId }, { starts: 2 });
    expect(seen).toEqual([{ problem: 'A worker ended in the middle of this job (start 2).', attempts: 1 }]);
  });

  it('does not blame its article when the queue is away', async () => {
    const queueless = handlers(
      async () => ({ toRecord: 1 }),
      async () => {
        throw new Error('queue away');
      },
    );
    await expect(queueless.extract({ articleId }, { starts: 1 })).rejects.toThrow('queue away');
    expect(await problemOf()).toEqual({ problem: null, attempts: 0 });
  });

  it('tells of its own error where the database is away too', async () => {
    const gone = createJobHandlers({
      commands: {
        execute: async () => {
          throw new Error('no connection');
        },
      } as unknown as CommandBus,
      queues: { add: async () => undefined } as unknown as JobQueues,
      db: createDatabase('postgres://nobody@127.0.0.1:1/none').kysely,
      deliver: async () => undefined,
    });
    await expect(gone.record({ articleId }, { starts: 1 })).rejects.toThrow('no connection');
  });
});
