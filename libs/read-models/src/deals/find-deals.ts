import type { DealId } from '@dealwatch/domain';
import type { Db } from '../db';
import type { DealRow } from './deal-row';

const COLUMNS = [
  'deal_id as dealId',
  'supplier',
  'recipient',
  'system',
  'head_version as headVersion',
  'projected_version as projectedVersion',
  'failed_attempts as failedAttempts',
  'problem',
] as const;

export interface DealFilter {
  readonly supplier?: string | undefined;
  readonly recipient?: string | undefined;
  /** The plain designation, any case. */
  readonly system?: string | undefined;
}

/** One deal, or undefined. */
export async function findDeal(db: Db, dealId: string): Promise<DealRow | undefined> {
  const row = await db.selectFrom('deal').select(COLUMNS).where('deal_id', '=', dealId).executeTakeFirst();
  return row && toDealRow(row);
}

/** Deals by id, after a given one: a page that stays in place while others are added. */
export async function listDeals(
  db: Db,
  filter: DealFilter,
  page: { after: string | null; limit: number },
): Promise<DealRow[]> {
  let query = db
    .selectFrom('deal')
    .select(COLUMNS)
    .where('projected_version', '>', 0)
    .orderBy('deal_id')
    .limit(page.limit);
  if (page.after !== null) query = query.where('deal_id', '>', page.after);
  if (filter.supplier !== undefined) query = query.where('supplier', '=', filter.supplier);
  if (filter.recipient !== undefined) query = query.where('recipient', '=', filter.recipient);
  if (filter.system !== undefined) {
    const wanted = filter.system.toLowerCase();
    query = query.where((e) => e(e.fn<string>('lower', ['system']), '=', wanted));
  }
  return (await query.execute()).map(toDealRow);
}

interface SelectedDeal {
  dealId: string;
  supplier: string;
  recipient: string;
  system: string;
  headVersion: number;
  projectedVersion: number;
  failedAttempts: number;
  problem: string | null;
}

function toDealRow({ dealId, supplier, recipient, system, ...rest }: SelectedDeal): DealRow {
  return { dealId: dealId as DealId, deal: { supplier, recipient, system }, ...rest };
}
