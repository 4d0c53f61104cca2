import type { DB } from '@dealwatch/database';
import type { Kysely } from 'kysely';
import { DEFAULT_TIMEOUT_MS, type WebhookClient } from '../client';
import { signedHeaders } from '../signature';
import { inBatches } from './batch';
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
  const unsent: Claimed[] = [];
  const tally: Tally = { delivered: 0, gone: 0, exhausted: 0, retry: 0 };
  const deliver = deliverOne(options);
  await runBounded(
    claims,
    ({ endpointId }) => endpointId,
    BOUNDS,
    async (claim) => {
      // A send that could outlive its lease is not started.
      const late = options.clock().getTime() - now.getTime() > timeoutMs;
      if (late || options.signal?.aborted) unsent.push(claim);
      else tally[await deliver(claim)] += 1;
    },
  );
  await releaseClaims(options.db, unsent);
  return {
    claimed: claims.length,
    delivered: tally.delivered,
    failed: tally.gone + tally.exhausted,
    retried: tally.retry,
  };
}

type Tally = Record<Verdict['kind'], number>;

/** Signs, sends, judges and records one delivery. */
function deliverOne(options: DeliverOptions): (claim: Claimed) => Promise<Verdict['kind']> {
  const { db, client, clock, schedule, random = Math.random } = options;
  const record = inBatches<Attempted>((attempted) => recordAttempts(db, attempted));
  return async (claim) => {
    const startedAt = clock();
    const headers = { ...signedHeaders(claim.secret, claim.messageId, startedAt, claim.body) };
    const exchange = await client.send({ url: claim.url, headers, body: claim.body });
    const endedAt = clock();
    const verdict = judge(exchange, claim.attempts + 1, { schedule, random, now: endedAt });
    await record({ claim, exchange, verdict, startedAt, endedAt });
    return verdict.kind;
  };
}
