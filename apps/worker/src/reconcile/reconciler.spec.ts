import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { DealId } from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import type { JobQueues } from '@dealwatch/queue';
import { markExtracted, raiseDealHead } from '@dealwatch/read-models';
import { createTestDatabase, postArticle, readLabelledArticles, type TestDatabase } from '@dealwatch/testing';
import { sql } from 'kysely';
import { createReconciler } from './reconciler';

let owned: TestDatabase;
let database: Database;
let store: EventStore;
const asked: [string, unknown][] = [];
const errors: Error[] = [];
let due = { due: 0, earliest: null as string | null };

const queues: JobQueues = {
  add: async (name, payloads) => {
    for (const payload of payloads) asked.push([name, payload]);
  },
  depths: async () => {
    throw new Error('not asked for');
  },
  close: async () => undefined,
};

beforeAll(async () => {
  owned = await createTestDatabase();
  database = createDatabase(owned.connectionString, { role: APP_ROLE });
  store = createPostgresEventStore({ db: database.kysely, connectionString: owned.connectionString, role: APP_ROLE });
});
beforeEach(() => {
  asked.length = 0;
  errors.length = 0;
  due = { due: 0, earliest: null };
});
afterAll(async () => {
  await store.close();
  await database.destroy();
  await owned.drop();
});

const reconciler = () =>
  createReconciler({
    db: database.kysely,
    queues,
    dueDeliveries: async () => due,
    intervalMs: 5,
    onRound: () => undefined,
    onError: (error) => errors.push(error),
  });

/** As if the last two seconds had passed already. */
const age = () =>
  sql`update article set due_at = due_at - interval '2 seconds' where due_at is not null`.execute(database.kysely);

describe('the reconciler', () => {
  it('leaves alone what has only just become due: its job is under way', async () => {
    const [article] = readLabelledArticles();
    if (!article) throw new Error('no samples');
    const { id: _, events: __, ...posted } = article;
    await postArticle(database.kysely, store, posted);
    expect(await reconciler().tick()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('queues for each article the step that it waits for, and for each deal its head', async () => {
    const { rows } = await sql<{ id: string }>`select article_id as id from article`.execute(database.kysely);
    const id = rows[0]?.id ?? '';
    await age();
    await reconciler().tick();
    expect(asked).toEqual([['extract', { articleId: id }]]);

    asked.length = 0;
    await markExtracted(database.kysely, id, { extractor: 'rules@1.0.0', reportCount: 1 });
    await raiseDealHead(
      database.kysely,
      'ru-tr-s-400' as DealId,
      { supplier: 'RU', recipient: 'TR', system: 'S-400' },
      4,
    );
    await age();
    await sql`update deal set due_at = due_at - interval '2 seconds'`.execute(database.kysely);
    await reconciler().tick();
    expect(asked).toEqual([
      ['record', { articleId: id }],
      ['project', { dealId: 'ru-tr-s-400', version: 4 }],
    ]);
  });

  it('queues one round of deliveries, however many are due', async () => {
    await sql`update article set due_at = null, state = 'recorded'`.execute(database.kysely);
    await sql`update deal set projected_version = head_version, due_at = null`.execute(database.kysely);
    due = { due: 500, earliest: '2026-01-01T00:00:00.000000Z' };
    await reconciler().tick();
    expect(asked).toEqual([['deliver', { cause: 'due-2026-01-01T00:00:00.000000Z' }]]);
  });

  it('goes on after a round that failed, and stops when told', async () => {
    let rounds = 0;
    const failing = createReconciler({
      db: database.kysely,
      queues,
      dueDeliveries: async () => {
        rounds += 1;
        if (rounds === 1) throw new Error('away');
        return due;
      },
      intervalMs: 1,
      onRound: () => undefined,
      onError: (error) => errors.push(error),
    });
    failing.start();
    while (rounds < 3) await new Promise((resolve) => setImmediate(resolve));
    await failing.stop();
    const after = rounds;
    expect(errors.map(({ message }) => message)).toEqual(['away']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rounds).toBe(after);
  });
});
