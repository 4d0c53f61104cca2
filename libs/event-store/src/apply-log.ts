import type { DB } from '@dealwatch/database';
import type { Kysely, Transaction } from 'kysely';
import { type CheckpointKey, loadCheckpoint, saveCheckpoint } from './checkpoint';
import type { EventStore } from './event-store';
import type { EventBatch, FollowOptions } from './follow';

export interface ApplyLogOptions extends CheckpointKey, Omit<FollowOptions, 'from'> {
  /** Writes what a batch leads to, in the transaction that also moves the checkpoint. It never rejects a fact. */
  readonly apply: (trx: Transaction<DB>, batch: EventBatch) => Promise<void>;
}

/**
 * Follows the log from the saved checkpoint on and applies each batch exactly once: effects and checkpoint are one
 * transaction. Returns when the signal aborts; throws what `apply` throws (with the batch undone), and
 * CheckpointMovedError when somebody else follows under the same name.
 */
export async function applyLog(
  db: Kysely<DB>,
  store: Pick<EventStore, 'follow'>,
  options: ApplyLogOptions,
): Promise<void> {
  const { name, version, apply, ...following } = options;
  const start = await loadCheckpoint(db, { name, version });
  for await (const batch of store.follow({ ...following, from: start })) {
    await db.transaction().execute(async (trx) => {
      await apply(trx, batch);
      await saveCheckpoint(trx, { name, version, from: batch.from, to: batch.through });
    });
  }
}
