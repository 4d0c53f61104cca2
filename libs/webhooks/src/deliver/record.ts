import type { DB } from '@dealwatch/database';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Exchange } from '../client';
import { newAttemptId } from '../ids';
import type { Claimed } from './claim';
import type { Verdict } from './retry';

/** One attempt and what follows from it. */
export interface Attempted {
  readonly claim: Claimed;
  readonly exchange: Exchange;
  readonly verdict: Verdict;
  /** By the same clock as the claim. */
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/**
 * Writes attempts and their outcomes in one transaction. A success counts whoever holds the lease by now; a failure
 * counts only while the lease is still ours, else the outcome belongs to the newer claim and only the attempt is logged.
 */
export async function recordAttempts(db: Kysely<DB>, attempted: readonly Attempted[]): Promise<void> {
  const gone = attempted.filter(({ verdict }) => verdict.kind === 'gone');
  if (gone.length === 0) return writeAttempts(db, attempted);
  await db.transaction().execute(async (trx) => {
    await writeAttempts(trx, attempted);
    for (const one of gone) await disableGone(trx, one);
  });
}

async function writeAttempts(db: Kysely<DB>, attempted: readonly Attempted[]): Promise<void> {
  await sql`
    with outcome as (
      select * from json_to_recordset(${JSON.stringify(attempted.map(rowOf))}) as o
             (id text, message_id text, endpoint_id text, lease timestamptz, attempt int, started_at timestamptz,
              ended_at timestamptz, duration_ms int, state text, next_attempt_at timestamptz, status int, error text,
              response text)
       limit ${attempted.length} -- tells the planner how few they are
    ), settled as (
      update webhook_delivery d
         set state = o.state, attempts = d.attempts + 1, next_attempt_at = coalesce(o.next_attempt_at, d.next_attempt_at),
             lease_until = null, last_status = o.status, last_error = o.error,
             delivered_at = case when o.state = 'delivered' then o.ended_at end
        from outcome o
       where d.message_id = o.message_id and d.endpoint_id = o.endpoint_id and d.state = 'pending'
         and (d.lease_until = o.lease or o.state = 'delivered')
    )
    insert into webhook_attempt (id, message_id, endpoint_id, attempt, started_at, duration_ms, status, error, response)
    select o.id, o.message_id, o.endpoint_id, o.attempt, o.started_at, o.duration_ms, o.status, o.error, o.response
      from outcome o
  `.execute(db);
}

/** Only if the URL is still the one that said so. */
async function disableGone(trx: Transaction<DB>, { claim, endedAt }: Attempted): Promise<void> {
  await trx
    .updateTable('webhook_endpoint')
    .set({ enabled: false, disabled_reason: 'The receiver answered 410 Gone.', updated_at: endedAt.toISOString() })
    .where('id', '=', claim.endpointId)
    .where('url', '=', claim.url)
    .where('enabled', '=', true)
    .execute();
}

function rowOf({ claim, exchange, verdict, startedAt, endedAt }: Attempted): Record<string, unknown> {
  return {
    id: newAttemptId(startedAt),
    message_id: claim.messageId,
    endpoint_id: claim.endpointId,
    lease: claim.leaseUntil,
    attempt: claim.attempts + 1,
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    duration_ms: exchange.durationMs,
    state: stateAfter(verdict),
    next_attempt_at: verdict.kind === 'retry' ? verdict.at.toISOString() : null,
    status: exchange.status,
    error: verdict.kind === 'delivered' ? null : verdict.error,
    response: exchange.response,
  };
}

function stateAfter(verdict: Verdict): 'delivered' | 'failed' | 'pending' {
  switch (verdict.kind) {
    case 'delivered':
      return 'delivered';
    case 'gone':
    case 'exhausted':
      return 'failed';
    case 'retry':
      return 'pending';
  }
}
