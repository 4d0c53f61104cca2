import type { Day, DealId, DealStatus } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

/** The status as the last projection left it: by hindsight, as of the day on which it ran. */
export interface SavedStatus {
  readonly version: number;
  readonly status: DealStatus;
}

/** Keeps the status that a projection came to, in the transaction that advances the deal's projected version. */
export async function saveStatus(db: Db, dealId: DealId, saved: SavedStatus): Promise<void> {
  const row = {
    version: saved.version,
    fold_version: String(saved.status.foldVersion),
    as_of: saved.status.asOf as Day,
    status: JSON.stringify(saved.status),
  };
  await db
    .insertInto('deal_status')
    .values({ deal_id: dealId, ...row })
    .onConflict((conflict) =>
      conflict.column('deal_id').doUpdateSet({ ...row, updated_at: sql<string>`clock_timestamp()` }),
    )
    .execute();
}

/** The last saved status, or undefined for a deal that was never projected. */
export async function findSavedStatus(db: Db, dealId: DealId): Promise<SavedStatus | undefined> {
  const row = await db
    .selectFrom('deal_status')
    .select(['version', 'status'])
    .where('deal_id', '=', dealId)
    .executeTakeFirst();
  return row && { version: row.version, status: row.status as unknown as DealStatus };
}
