import { type DB, prepared } from '@dealwatch/database';
import type { Instant } from '@dealwatch/domain';
import { CompiledQuery, type Kysely } from 'kysely';

/** How far the log is settled: no event will ever appear at or below `position`. */
export interface Settled {
  readonly position: bigint;
  /** Newest moment for which a read by `recordedAt` is final; null until the first writers in flight have ended. */
  readonly time: Instant | null;
  /** The last position drawn so far, settled or not. A crash of the server may take it back, but never below `position`. */
  readonly head: bigint;
  /** Whether writers in flight hold something back. Without them, what lies between `position` and `head` is no event. */
  readonly pending: boolean;
}

export interface Watermark {
  /**
   * Asks the server how far the log is settled by now. Never goes back, not even over a crash of the server, unless the
   * log itself did: an older backup was restored under this process.
   */
  readonly advance: () => Promise<Settled>;
}

interface FenceRow {
  readonly settled: bigint;
  readonly settled_time: Instant | null;
  readonly pending_position: bigint | null;
  readonly pending_time: Instant | null;
  readonly pending_writers: readonly string[] | null;
  readonly noted_time: Instant | null;
  readonly head: bigint;
}

const UNKNOWN: FenceRow = {
  settled: 0n,
  settled_time: null,
  pending_position: null,
  pending_time: null,
  pending_writers: null,
  noted_time: null,
  head: 0n,
};

/**
 * Keeps the state of es.advance_watermark (see there for why it holds) for one process. Calls run one after the other;
 * callers that arrive meanwhile share the next one, so each answer is younger than its question.
 */
export function createWatermark(db: Kysely<DB>): Watermark {
  let fence = UNKNOWN;
  let tail: Promise<unknown> = Promise.resolve();
  let queued: Promise<Settled> | undefined;

  const step = async (): Promise<Settled> => {
    const next = await advanceFence(db, fence);
    const known = next.settled < fence.settled ? null : fence.settled_time;
    fence = { ...next, settled_time: next.settled_time ?? known };
    return toSettled(fence);
  };
  const advance = (): Promise<Settled> => {
    if (queued) return queued;
    queued = tail.then(() => {
      queued = undefined;
      return step();
    });
    tail = queued.catch(() => undefined);
    return queued;
  };
  return { advance };
}

const ADVANCE = prepared('es_advance_watermark', 'select * from es.advance_watermark($1, $2, $3, $4, $5)');

async function advanceFence(db: Kysely<DB>, fence: FenceRow): Promise<FenceRow> {
  const { settled, pending_position, pending_time, pending_writers, noted_time } = fence;
  const values = [settled, pending_position, pending_time, pending_writers, noted_time];
  const { rows } = await db.executeQuery<FenceRow>(CompiledQuery.raw(ADVANCE, values));
  if (!rows[0]) throw new Error('es.advance_watermark answered nothing.');
  return rows[0];
}

function toSettled(fence: FenceRow): Settled {
  return {
    position: fence.settled,
    time: fence.settled_time,
    head: fence.head,
    pending: fence.pending_position !== null,
  };
}
