import { type DeliverOptions, type DeliveryCounts, deliverDue } from '@dealwatch/webhooks';

export type DeliverDeps = Omit<DeliverOptions, 'limit'>;

/**
 * Rounds that run side by side in one job. A round lasts as long as its slowest receiver; whoever hangs keeps one lane,
 * as a round takes all that it may of an endpoint, and the others go on.
 */
const LANES = 4;
/** A longer backlog is left to the next job, so that a stop never waits for all of it. */
const MOST_ROUNDS = 100;

const NOTHING: DeliveryCounts = { claimed: 0, delivered: 0, failed: 0, retried: 0 };

/**
 * The handler of `deliver` jobs: sends webhooks until nothing is due. The job's payload does not matter; PostgreSQL says
 * what there is. Rejects when the database fails; what was sent but not recorded is then sent again under the same id
 * once its lease has ended.
 */
export function createDeliverHandler(deps: DeliverDeps): () => Promise<DeliveryCounts> {
  return async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, () => untilNothingIsDue(deps)));
    return lanes.reduce(sum, NOTHING);
  };
}

async function untilNothingIsDue(deps: DeliverDeps): Promise<DeliveryCounts> {
  let total = NOTHING;
  for (let round = 0; round < MOST_ROUNDS && !deps.signal?.aborted; round += 1) {
    const counts = await deliverDue(deps);
    if (counts.claimed === 0) break;
    total = sum(total, counts);
  }
  return total;
}

function sum(a: DeliveryCounts, b: DeliveryCounts): DeliveryCounts {
  return {
    claimed: a.claimed + b.claimed,
    delivered: a.delivered + b.delivered,
    failed: a.failed + b.failed,
    retried: a.retried + b.retried,
  };
}
