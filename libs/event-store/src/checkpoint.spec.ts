import type { DB } from '@dealwatch/database';
import type { Transaction } from 'kysely';
import { applyLog } from './apply-log';
import { type CheckpointMove, loadCheckpoint, saveCheckpoint } from './checkpoint';
import { CheckpointMovedError } from './errors';
import { anyStream, counted, openStore, type StoreUnderTest } from './fixtures.contract';
import type { EventBatch } from './follow';

let under: StoreUnderTest;
beforeAll(async () => {
  under = await openStore();
});
afterAll(() => under.close());

const save = (move: CheckpointMove): Promise<void> =>
  under.database.kysely.transaction().execute((trx) => saveCheckpoint(trx, move));

describe('a checkpoint', () => {
  it('begins at 0 and moves from where it stands', async () => {
    const key = { name: anyStream(), version: 1 };
    expect(await loadCheckpoint(under.database.kysely, key)).toBe(0n);
    await save({ ...key, from: 0n, to: 5n });
    await save({ ...key, from: 5n, to: 9_007_199_254_740_993n });
    expect(await loadCheckpoint(under.database.kysely, key)).toBe(9_007_199_254_740_993n);
  });

  it.each([
    ['at the start', 0n],
    ['behind', 4n],
    ['ahead', 6n],
  ])('is not moved by who thinks it stands elsewhere: %s', async (_, from) => {
    const key = { name: anyStream(), version: 1 };
    await save({ ...key, from: 0n, to: 5n });
    await expect(save({ ...key, from, to: 10n })).rejects.toThrow(CheckpointMovedError);
    expect(await loadCheckpoint(under.database.kysely, key)).toBe(5n);
  });

  it('is not made up by who thinks it stands somewhere', async () => {
    const key = { name: anyStream(), version: 1 };
    await expect(save({ ...key, from: 3n, to: 5n })).rejects.toThrow(CheckpointMovedError);
    expect(await loadCheckpoint(under.database.kysely, key)).toBe(0n);
  });

  it('lets one of two at a time through', async () => {
    const key = { name: anyStream(), version: 1 };
    const first = await Promise.allSettled([1n, 2n, 3n].map((to) => save({ ...key, from: 0n, to })));
    expect(first.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const from = await loadCheckpoint(under.database.kysely, key);
    const second = await Promise.allSettled([7n, 8n, 9n].map((to) => save({ ...key, from, to })));
    expect(second.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is kept for each version of the read model', async () => {
    const name = anyStream();
    await save({ name, version: 1, from: 0n, to: 5n });
    expect(await loadCheckpoint(under.database.kysely, { name, version: 2 })).toBe(0n);
  });
});

describe('applying the log', () => {
  /** Keeps what it was handed as a row in the batch's own transaction: a checkpoint named after the event. */
  const record = (name: string) => async (trx: Transaction<DB>, batch: EventBatch) => {
    for (const { id, position } of batch.events) {
      await trx
        .insertInto('es.checkpoints')
        .values({ name: `${name}/${id}`, version: 0, position })
        .execute();
    }
  };
  const recorded = async (name: string): Promise<number> => {
    const query = under.database.kysely.selectFrom('es.checkpoints').select('name').where('name', 'like', `${name}/%`);
    return (await query.execute()).length;
  };

  it('undoes a batch that fails, and does it again from the same place', async () => {
    const { store, database } = under;
    const key = { name: anyStream(), version: 1 };
    await store.append(anyStream(), [counted(1), counted(2), counted(3)], { expected: 'none' });
    const { headPosition } = await store.readAll({ after: 0n });
    const failing = applyLog(database.kysely, store, {
      ...key,
      batchSize: 1,
      apply: async (trx, batch) => {
        await record(key.name)(trx, batch);
        if (batch.through === headPosition) throw new Error('cannot apply');
      },
    });
    await expect(failing).rejects.toThrow('cannot apply');
    expect(await loadCheckpoint(database.kysely, key)).toBe(headPosition - 1n);
    expect(await recorded(key.name)).toBe(Number(headPosition) - 1);

    const abort = new AbortController();
    await applyLog(database.kysely, store, {
      ...key,
      signal: abort.signal,
      apply: async (trx, batch) => {
        await record(key.name)(trx, batch);
        abort.abort();
      },
    });
    expect(await recorded(key.name)).toBe(Number(headPosition));
  });

  it('counts each event once, however many follow under one name', async () => {
    const { store, database } = under;
    const key = { name: anyStream(), version: 1 };
    await store.append(anyStream(), [counted(1), counted(2), counted(3)], { expected: 'none' });
    const { headPosition } = await store.readAll({ after: 0n });
    const abort = new AbortController();
    const runs = [1, 2, 3].map(() =>
      applyLog(database.kysely, store, {
        ...key,
        batchSize: 1,
        signal: abort.signal,
        apply: async (trx, batch) => {
          await record(key.name)(trx, batch);
          if (batch.through === headPosition) abort.abort();
        },
      }),
    );
    const outcomes = await Promise.allSettled(runs);
    expect(await loadCheckpoint(database.kysely, key)).toBe(headPosition);
    expect(await recorded(key.name)).toBe(Number(headPosition));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
  });
});
