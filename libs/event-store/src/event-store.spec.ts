import { randomUUID } from 'node:crypto';
import type { DB } from '@dealwatch/database';
import type { ControlledTransaction } from 'kysely';
import { PositionBeyondLogError, UnknownSchemaVersionError } from './errors';
import type { StoredEvent } from './event';
import { createPostgresEventStore, type EventStore } from './event-store';
import { describeEventStore } from './event-store.contract';
import { anyStream, counted, openStore, type StoreUnderTest } from './fixtures.contract';

let under: StoreUnderTest;
beforeAll(async () => {
  under = await openStore();
});
afterAll(() => under.close());

/** Each append in a transaction of the caller's that has written something else before. */
function insideTransactions({ store, database }: StoreUnderTest): EventStore {
  const within = <T>(work: (trx: NonNullable<Parameters<EventStore['append']>[2]['trx']>) => Promise<T>): Promise<T> =>
    database.kysely
      .transaction()
      .execute(async (trx) => {
        await trx.insertInto('es.checkpoints').values({ name: randomUUID(), version: 1, position: 0n }).execute();
        return work(trx);
      })
      .finally(store.touch);
  return {
    ...store,
    append: (stream, events, options) => within((trx) => store.append(stream, events, { ...options, trx })),
    appendMany: (appends) => within((trx) => store.appendMany(appends, { trx })),
  };
}

describeEventStore('PostgreSQL', () => under.store);
describeEventStore('PostgreSQL inside the transactions of the caller', () => insideTransactions(under));

describe('an append in the transaction of the caller', () => {
  it('is undone with it', async () => {
    const stream = anyStream();
    const failing = under.database.kysely.transaction().execute(async (trx) => {
      await under.store.append(stream, [counted(1)], { expected: 'none', trx });
      expect(await under.store.readVersion(stream, { trx })).toBe(1);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await under.store.readVersion(stream)).toBe(0);
  });

  it('is refused under an isolation level that cannot see the head of the stream', async () => {
    const transaction = under.database.kysely.transaction().setIsolationLevel('repeatable read');
    const append = transaction.execute((trx) =>
      under.store.append(anyStream(), [counted(1)], { expected: 'any', trx }),
    );
    await expect(append).rejects.toThrow('READ COMMITTED');
  });
});

/** Works beside a transaction that is open at the beginning, and rolls it back at the end if it still is. */
async function besideTransaction(work: (open: ControlledTransaction<DB>) => Promise<void>): Promise<void> {
  const open = await under.database.kysely.startTransaction().execute();
  try {
    await work(open);
  } finally {
    if (!open.isCommitted && !open.isRolledBack) await open.rollback().execute();
  }
}

describe('the watermark', () => {
  it('holds back what was committed behind an open append, and moves on in order when that ends', async () => {
    const { store } = under;
    const [older, younger] = [anyStream(), anyStream()];
    const { safePosition: after, headPosition: before } = await store.readAll({ after: 0n });
    await besideTransaction(async (open) => {
      await store.append(older, [counted(1)], { expected: 'none', trx: open });
      await store.append(younger, [counted(2)], { expected: 'none' });
      const held = await store.readAll({ after });
      const headPosition = before + 2n;
      expect(held).toMatchObject({ events: [], through: after, safePosition: after, headPosition, held: true });
      await open.commit().execute();
    });
    const settled = await store.readAll({ after });
    expect(settled.events.map(({ stream }) => stream)).toEqual([older, younger]);
  });

  it('moves past an append that was rolled back', async () => {
    const { store } = under;
    const stream = anyStream();
    const { safePosition: after, headPosition: before } = await store.readAll({ after: 0n });
    await besideTransaction(async (open) => {
      await store.append(stream, [counted(1)], { expected: 'none', trx: open });
      await open.rollback().execute();
    });
    const behind = { safePosition: after, headPosition: before + 1n, held: false };
    expect(await store.readAll({ after })).toMatchObject(behind); // nobody holds it, and no event is there
    await store.append(stream, [counted(2)], { expected: 'none' });
    const page = await store.readAll({ after });
    expect(page.events.map((event) => [event.stream, event.version])).toEqual([[stream, 1]]);
    expect(page.through).toBe(before + 2n);
  });

  it('is not held by a transaction that writes elsewhere', async () => {
    const { store } = under;
    const stream = anyStream();
    await besideTransaction(async (open) => {
      await open.insertInto('es.checkpoints').values({ name: randomUUID(), version: 1, position: 0n }).execute();
      await store.append(stream, [counted(1)], { expected: 'none' });
      const page = await store.readAll({ after: 0n, limit: 10_000 });
      expect(page.events.at(-1)?.stream).toBe(stream);
      expect(page.safePosition).toBe(page.headPosition);
    });
  });

  it('names a time up to which no event will appear any more', async () => {
    const { store } = under;
    const stream = anyStream();
    await store.readAll({ after: 0n });
    await besideTransaction(async (open) => {
      await store.append(stream, [counted(1)], { expected: 'none', trx: open });
      const [event] = await store.readStream(stream, { trx: open });
      const held = await store.readAll({ after: 0n });
      expect(held.safeTime).not.toBeNull();
      expect(String(held.safeTime) < String(event?.recordedAt)).toBe(true);
      await open.commit().execute();
      const settled = await store.readAll({ after: 0n });
      expect(String(settled.safeTime) >= String(event?.recordedAt)).toBe(true);
    });
  });

  it('lets a store that has just started wait for the writers in flight instead of calling the log empty', async () => {
    const { store, database, ownerUrl } = under;
    const stream = anyStream();
    const fresh = createPostgresEventStore({ db: database.kysely, connectionString: ownerUrl });
    await besideTransaction(async (open) => {
      await store.append(stream, [counted(1)], { expected: 'none', trx: open });
      const reading = fresh.readAll({ after: 0n, limit: 10_000 });
      await store.readAll({ after: 0n }); // so that the other one's first question was asked before the commit
      await open.commit().execute();
      expect((await reading).events.at(-1)?.stream).toBe(stream);
    });
    await fresh.close();
  });
});

describe('following', () => {
  it('is refused behind the end of the log, where a restored backup would be skipped', async () => {
    const { headPosition } = await under.store.readAll({ after: 0n });
    const batches = under.store.follow({ from: headPosition + 1n });
    await expect(batches.next()).rejects.toThrow(PositionBeyondLogError);
  });

  it('tells of faults of reading and tries again', async () => {
    const { store, database } = under;
    const [stream, errors] = [anyStream(), [] as unknown[]];
    await store.append(stream, [counted(1)], { expected: 'none' });
    const flaky = createPostgresEventStore({ db: failOnce(database.kysely), connectionString: under.ownerUrl });
    const batches = flaky.follow({ from: 0n, batchSize: 10_000, onReadError: (error) => errors.push(error) });
    const { value } = await batches.next();
    expect(value?.events.at(-1)?.stream).toBe(stream);
    expect(errors).toEqual([expect.objectContaining({ message: 'connection lost' })]);
    await batches.return(undefined);
    await flaky.close();
  });
});

/** Stands in for a database whose first query fails. */
function failOnce(db: StoreUnderTest['database']['kysely']) {
  let failed = false;
  return db.withPlugin({
    transformQuery: ({ node }) => {
      if (failed) return node;
      failed = true;
      throw new Error('connection lost');
    },
    transformResult: async ({ result }) => result,
  });
}

describe('data in an older shape', () => {
  const upcasters = [
    { type: 'Renamed', from: 1, upcast: (data: object) => ({ full: (data as { name: string }).name }) },
    { type: 'Renamed', from: 2, upcast: (data: object) => ({ ...data, tags: [] }) },
  ];
  const withUpcasters = (count: number) =>
    createPostgresEventStore({
      db: under.database.kysely,
      connectionString: under.ownerUrl,
      upcasters: upcasters.slice(0, count),
    });

  it('is read in the newest one, and its id still answers the first result', async () => {
    const [stream, id] = [anyStream(), randomUUID()];
    const event = { id, type: 'Renamed', data: { name: 'old' } };
    const first = await withUpcasters(0).append(stream, [event], { expected: 'none' });
    const newest = withUpcasters(2);
    const stored = (await newest.readEvent(id)) as StoredEvent;
    expect(stored).toMatchObject({ schemaVersion: 3, data: { full: 'old', tags: [] } });
    const again = await newest.append(stream, [{ id, type: 'Renamed', data: stored.data }], { expected: 'any' });
    expect(again).toEqual({ ...first, status: 'repeated' });
  });

  it('is not guessed at by an older release', async () => {
    const stream = anyStream();
    await withUpcasters(2).append(stream, [{ id: randomUUID(), type: 'Renamed', data: { full: 'new', tags: [] } }], {
      expected: 'none',
    });
    await expect(withUpcasters(1).readStream(stream)).rejects.toThrow(UnknownSchemaVersionError);
  });
});
