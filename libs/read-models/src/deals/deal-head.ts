import type { DealId, DealKey } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';
import { nextTry } from '../next-try';

/** Raises a deal's head to a version just appended, in the transaction that appended it. The deal is due from then on. */
export async function raiseDealHead(db: Db, dealId: DealId, deal: DealKey, version: number): Promise<void> {
  await sql`
    insert into deal (deal_id, supplier, recipient, system, head_version, due_at)
    values (${dealId}, ${deal.supplier}, ${deal.recipient}, ${deal.system}, ${version}, clock_timestamp())
    on conflict (deal_id) do update
      set head_version = greatest(deal.head_version, excluded.head_version),
          due_at = coalesce(deal.due_at, case when deal.projected_version < excluded.head_version then clock_timestamp() end)
  `.execute(db);
}

/**
 * Moves a deal's projected version from one version to a later one: the guard of a projection. False when another
 * projection was first; then the caller's transaction must be rolled back.
 */
export async function advanceProjectedVersion(db: Db, dealId: DealId, from: number, to: number): Promise<boolean> {
  const result = await sql`
    update deal
       set projected_version = ${to}, head_version = greatest(head_version, ${to}), failed_attempts = 0, problem = null,
           due_at = case when head_version > ${to} then clock_timestamp() end
     where deal_id = ${dealId} and projected_version = ${from}
  `.execute(db);
  return result.numAffectedRows === 1n;
}

/** Deals whose read models have been behind for at least `graceMs`, longest first. */
export async function dueDeals(
  db: Db,
  options: { graceMs: number; limit: number },
): Promise<{ dealId: string; version: number }[]> {
  const { rows } = await sql<{ dealId: string; version: number }>`
    select deal_id as "dealId", head_version as version from deal
     where due_at < clock_timestamp() - make_interval(secs => ${options.graceMs / 1000})
     order by due_at limit ${options.limit}
  `.execute(db);
  return rows;
}

/** Keeps what went wrong with a deal's projection and looks again later: after 1 s, 2 s, 4 s … at most an hour. */
export async function noteDealFailure(db: Db, dealId: string, problem: string): Promise<void> {
  await sql`
    update deal
       set failed_attempts = failed_attempts + 1, problem = ${problem},
           due_at = ${nextTry}
     where deal_id = ${dealId} and due_at is not null
  `.execute(db);
}
