import type { Day, DealId, StatusBrief } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

/** The status in short as the last projection left it: by hindsight, as of the day on which it ran. */
export interface SavedStatus {
  readonly version: number;
  readonly foldVersion: number;
  readonly asOf: Day;
  readonly brief: StatusBrief;
}

/** Keeps what a projection came to, in the transaction that advances the deal's projected version. */
export async function saveStatus(db: Db, dealId: DealId, saved: SavedStatus): Promise<void> {
  const row = {
    version: saved.version,
    fold_version: saved.foldVersion,
    as_of: saved.asOf,
    brief: JSON.stringify(saved.brief),
  };
  await db
    .insertInto('deal_status')
    .values({ deal_id: dealId, ...row })
    .onConflict((conflict) =>
      conflict.column('deal_id').doUpdateSet({ ...row, updated_at: sql<string>`clock_timestamp()` }),
    )
    .execute();
}

/** What the last projection came to; nothing was known before the first. */
export async function findSavedBrief(db: Db, dealId: DealId): Promise<StatusBrief> {
  const row = await db.selectFrom('deal_status').select('brief').where('deal_id', '=', dealId).executeTakeFirst();
  return (row?.brief as StatusBrief | undefined) ?? [];
}
