import type { DB } from '@dealwatch/database';
import type { Kysely, Transaction } from 'kysely';
import { CheckpointMovedError } from './errors';

/** Whose progress it is: the follower's name and the version of the read model that it fills. */
export interface CheckpointKey {
  readonly name: string;
  readonly version: number;
}

export interface CheckpointMove extends CheckpointKey {
  /** Where this batch began: the position that was loaded or saved last. */
  readonly from: bigint;
  /** Up to where its effects are in the same transaction. */
  readonly to: bigint;
}

/** How far a follower has come; 0 when it never saved. */
export async function loadCheckpoint(db: Kysely<DB>, { name, version }: CheckpointKey): Promise<bigint> {
  const row = await db
    .selectFrom('es.checkpoints')
    .select('position')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.position ?? 0n;
}

/**
 * Moves a checkpoint in the transaction that writes what the events led to, so that both hold or neither. Throws
 * CheckpointMovedError, which has to roll that transaction back, when the checkpoint is not where this batch began:
 * another process has applied the same events. However many owners a follower has by mistake, each event counts once.
 */
export async function saveCheckpoint(trx: Transaction<DB>, move: CheckpointMove): Promise<void> {
  const saved = move.from === 0n ? await startCheckpoint(trx, move) : await advanceCheckpoint(trx, move);
  if (saved === 1n) return;
  throw new CheckpointMovedError(
    `Checkpoint ${move.name} v${move.version} is no longer at ${move.from}: another process follows under the same name.`,
  );
}

async function startCheckpoint(trx: Transaction<DB>, { name, version, from, to }: CheckpointMove): Promise<bigint> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('es.checkpoints')
    .values({ name, version, position: to })
    .onConflict((conflict) =>
      conflict.columns(['name', 'version']).doUpdateSet({ position: to }).where('es.checkpoints.position', '=', from),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows ?? 0n;
}

async function advanceCheckpoint(trx: Transaction<DB>, { name, version, from, to }: CheckpointMove): Promise<bigint> {
  const { numUpdatedRows } = await trx
    .updateTable('es.checkpoints')
    .set((eb) => ({ position: to, updated_at: eb.fn<string>('clock_timestamp') }))
    .where('name', '=', name)
    .where('version', '=', version)
    .where('position', '=', from)
    .executeTakeFirst();
  return numUpdatedRows;
}
