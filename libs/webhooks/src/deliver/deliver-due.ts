import type { DB } from '@dealwatch/database';
import type { Kysely } from 'kysely';
import { DEFAULT_TIMEOUT_MS, type WebhookClient } from '../client';
import { signedHeaders } from '../signature';
import { createBatchWriter } from './batch-writer';
import { runBounded } from './bounded';
import { type Claimed, claimDue, releaseClaims } from './claim';
import { type Attempted, recordAttempts } from './record';
import { judge, type Random, type RetrySchedule, type Verdict } from './retry';

export interface DeliverOptions {
  readonly db: Kysely<DB>;
  readonly client: WebhookClient;
  readonly clock: () => Date;
  /** Most deliveries of one call. Default and ceiling 100. */
  readonly limit?: number;
  readonly schedule: RetrySchedule;
  /** Default Math.random. */
  readonly random?: Random;
  /** The client's own deadline in milliseconds, from which the lease follows. Default 15,000. */
  readonly timeoutMs?: number;
  /** When it fires, no more sends are started and what was not sent is given back. */
  readonly signal?: AbortSignal;
}

export interface DeliveryCounts {
  readonly claimed: number;
  readonly delivered: number;
  /** Given up: out of attempts, or the receiver is gone. */
  readonly failed: number;
  /** To be tried again later. */
  readonly retried: number;
}

const MAX_CLAIM = 100;
const BOUNDS = { total: 16, perKey: 4 };
const LEASE_MARGIN_MS = 5_000;

/**
 * Sends what is due, once, and records what came of it: attempt and outcome in one transaction. A process that dies
 * between sending and recording leaves a lease; when that has ended (twice the deadline and five seconds after the claim)
 * the same message is sent again under the same `webhook-id`. Any number of callers may run at once. Rejects when the
 * database fails; a receiver that fails is an outcome.
 */
export async function deliverDue(options: DeliverOptions): Promise<DeliveryCounts> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const now = options.clock();
  const claims = await claimDue(options.db, {
    now,
    leaseUntil: new Date(now.getTime() + 2 * timeoutMs + LEASE_MARGIN_MS),
    limit: Math.min(options.limit ?? MAX_CLAIM, MAX_CLAIM),
    perEndpoint: MAX_CLAIM,
    perFailingEndpoint: BOUNDS.perKey,
  });
  const late = () => options.clock().getTime() - now.getTime() > timeoutMs;
  return sendClaimed(claims, late, options);
}

/** Recording goes on beside the sends: the longer a write takes, the more outcomes the next one holds. */
async function sendClaimed(
  claims: readonly Claimed[],
  late: () => boolean,
  options: DeliverOptions,
): Promise<DeliveryCounts> {
  const outcomes = createBatchWriter<Attempted>((attempted) => recordAttempts(options.db, attempted));
  const unsent: Claimed[] = [];
  const gone = new Set<string>();
  const tally: Record<Verdict['kind'], number> = { delivered: 0, gone: 0, exhausted: 0, retry: 0 };
  const send = async (claim: Claimed) => {
    // A send that could outlive its lease is not started, nor one whose outcome could not be written.
    if (late() || outcomes.failed() || options.signal?.aborted || gone.has(claim.endpointId)) {
      unsent.push(claim);
      return;
    }
    const attempted = await attempt(claim, options);
    tally[attempted.verdict.kind] += 1;
    if (attempted.verdict.kind === 'gone') gone.add(claim.endpointId);
    outcomes.add(attempted);
  };
  await runBounded(claims, ({ endpointId }) => endpointId, BOUNDS, send).finally(() => outcomes.flush());
  await releaseClaims(options.db, unsent);
  return {
    claimed: claims.length,
    delivered: tally.delivered,
    failed: tally.gone + tally.exhausted,
    retried: tally.retry,
  };
}

/** Signs, sends and judges one delivery. */
async function attempt(claim: Claimed, { client, clock, schedule, random }: DeliverOptions): Promise<Attempted> {
  const startedAt = clock();
  const headers = { ...signedHeaders(claim.secret, claim.messageId, startedAt, claim.body) };
  const exchange = await client.send({ url: claim.url, headers, body: claim.body });
  const endedAt = clock();
  const verdict = judge(exchange, claim.attempts + 1, { schedule, random: random ?? Math.random, now: endedAt });
  return { claim, exchange, verdict, startedAt, endedAt };
}
