import type { DB } from '@dealwatch/database';
import { type Kysely, sql } from 'kysely';

/** A delivery that this process may send until its lease ends. */
export interface Claimed {
  readonly messageId: string;
  readonly endpointId: string;
  /** Attempts made before this one. */
  readonly attempts: number;
  readonly leaseUntil: string;
  readonly url: string;
  readonly secret: string;
  readonly body: string;
}

export interface ClaimOptions {
  readonly now: Date;
  readonly leaseUntil: Date;
  /** At most so many deliveries. */
  readonly limit: number;
  /** At most so many of one endpoint under lease at a time, those of other processes included. */
  readonly perEndpoint: number;
  /** The same for an endpoint that failed lately: it is likely to be slow too. */
  readonly perFailingEndpoint: number;
}

/**
 * Takes due deliveries of enabled endpoints, the longest due first, and leases them. Two claims at once never take the
 * same delivery. A lease that ended without a record (its process died between sending and recording) is due again.
 */
export async function claimDue(db: Kysely<DB>, options: ClaimOptions): Promise<Claimed[]> {
  const now = options.now.toISOString();
  const leaseUntil = options.leaseUntil.toISOString();
  const { rows } = await sql<Claimed>`
    with endpoint as (
      select e.id, e.url, e.secret,
             greatest(0, case when exists (select from webhook_delivery r
                                            where r.endpoint_id = e.id and r.state = 'pending' and r.attempts > 0)
                              then ${options.perFailingEndpoint}::int else ${options.perEndpoint}::int end
                         - (select count(*)::int from webhook_delivery l
                             where l.endpoint_id = e.id and l.lease_until > ${now}::timestamptz)) as room
        from webhook_endpoint e where e.enabled
    ), due as (
      select d.ctid, endpoint.url, endpoint.secret
        from endpoint
       cross join lateral (
             select ctid, next_attempt_at from webhook_delivery
              where endpoint_id = endpoint.id and state = 'pending' and next_attempt_at <= ${now}::timestamptz
                and (lease_until is null or lease_until <= ${now}::timestamptz)
              order by next_attempt_at limit endpoint.room
                for update skip locked) d
       order by d.next_attempt_at limit ${options.limit}
    ), leased as (
      update webhook_delivery d set lease_until = ${leaseUntil}::timestamptz
        from due where d.ctid = due.ctid -- locked just now, so it stays
      returning d.message_id, d.endpoint_id, d.attempts, d.next_attempt_at, due.url, due.secret
    )
    select l.message_id as "messageId", l.endpoint_id as "endpointId", l.attempts, ${leaseUntil} as "leaseUntil",
           l.url, l.secret, m.body
      from leased l join webhook_message m on m.id = l.message_id
     order by l.next_attempt_at, m.number
  `.execute(db);
  return rows;
}

/** Gives claims back unsent, so that they are due at once for whoever comes next. */
export async function releaseClaims(db: Kysely<DB>, claims: readonly Claimed[]): Promise<void> {
  if (claims.length === 0) return;
  await sql`
    update webhook_delivery d set lease_until = null
      from (select * from json_to_recordset(${JSON.stringify(claims.map(keyOf))})
                       as c (message_id text, endpoint_id text, lease timestamptz) limit ${claims.length}) c
     where d.message_id = c.message_id and d.endpoint_id = c.endpoint_id and d.lease_until = c.lease
  `.execute(db);
}

function keyOf(claim: Claimed): Record<string, string> {
  return { message_id: claim.messageId, endpoint_id: claim.endpointId, lease: claim.leaseUntil };
}

/** What there is to send: how many deliveries are due now, and when the earliest pending one is (null: none is pending). */
export interface DueDeliveries {
  readonly due: number;
  readonly earliest: string | null;
}

/** Deliveries that are due and under no living lease, for a reconciler. Those of disabled endpoints do not count. */
export async function dueDeliveries(db: Kysely<DB>, now: Date): Promise<DueDeliveries> {
  const { rows } = await sql<DueDeliveries>`
    select count(*) filter (where greatest(d.next_attempt_at, d.lease_until) <= ${now.toISOString()}::timestamptz)::int as due,
           min(greatest(d.next_attempt_at, d.lease_until)) as earliest
      from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id and e.enabled
     where d.state = 'pending'
  `.execute(db);
  return rows[0] ?? { due: 0, earliest: null };
}
