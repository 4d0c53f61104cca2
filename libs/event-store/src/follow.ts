import type { Instant } from '@dealwatch/domain';
import { PositionBeyondLogError } from './errors';
import type { StoredEvent } from './event';
import { createGate, type Gate } from './gate';
import type { Wakeups } from './wakeups';

export interface ReadAllOptions {
  /** Events behind this position; 0 for the whole log. */
  readonly after: bigint;
  /** Most events returned; 500 by default. */
  readonly limit?: number;
  /** Only these types; all by default. */
  readonly types?: readonly string[];
}

/** A piece of the settled log. */
export interface LogPage {
  /** In the order of positions. */
  readonly events: readonly StoredEvent[];
  /** Go on from here: nothing that was asked for lies between `after` and this position besides `events`. */
  readonly through: bigint;
  /** Up to here the log is settled. */
  readonly safePosition: bigint;
  /** A read by `recordedAt` up to this moment is final; null while writers that were in flight at the start still run. */
  readonly safeTime: Instant | null;
  /** The last position drawn so far. Above `safePosition` it may belong to an append that was rolled back. */
  readonly headPosition: bigint;
  /** Whether writers in flight hold back what is behind `safePosition`. */
  readonly held: boolean;
}

export interface FollowOptions {
  /** Where to go on: the `through` of the last batch that was dealt with; 0 for the whole log. */
  readonly from: bigint;
  /** Most events in a batch; 500 by default. */
  readonly batchSize?: number;
  readonly types?: readonly string[];
  /** Ends the following after the batch in hand. */
  readonly signal?: AbortSignal;
  /** How long to wait at most before asking again, should no notification come; 1000 by default. */
  readonly pollMs?: number;
  /** With it, faults of reading (a lost connection) are told here and tried again; without it they are thrown. */
  readonly onReadError?: (error: unknown) => void;
}

/** A stretch of the log: all wanted events in (from, through]. */
export interface EventBatch {
  /** Empty only where `types` filters a whole stretch out. */
  readonly events: readonly StoredEvent[];
  readonly from: bigint;
  readonly through: bigint;
  /** Up to here the log was settled when the batch was read: the distance from `through` is the follower's lag. */
  readonly safePosition: bigint;
  readonly safeTime: Instant | null;
}

type ReadAll = (options: ReadAllOptions) => Promise<LogPage>;

const FIRST_RETRY_MS = 5;
const LAST_RETRY_MS = 100;
const READ_ERROR_RETRY_MS = 1_000;

/**
 * Follows the whole log from a position on, in order and without gaps, until the signal aborts. An error in the body of
 * the consumer's loop ends the following right there: nothing is skipped.
 */
export async function* followLog(
  readAll: ReadAll,
  wakeups: Wakeups,
  options: FollowOptions,
): AsyncGenerator<EventBatch> {
  const gate = createGate();
  const unsubscribe = wakeups.subscribe(gate.open);
  const { signal, pollMs = 1_000 } = options;
  let from = options.from;
  let retryMs = FIRST_RETRY_MS;
  try {
    while (!signal?.aborted) {
      const page = await readPage(readAll, gate, from, options);
      if (!page || signal?.aborted) continue;
      const moved = page.through > from;
      if (moved) yield toBatch(page, from);
      from = page.through;
      if (from < page.safePosition) continue;
      const { held } = page;
      retryMs = moved || !held ? FIRST_RETRY_MS : Math.min(retryMs * 2, LAST_RETRY_MS);
      // Writers in flight hold the rest back: they mostly end within milliseconds, and maybe without a notification.
      await gate.wait(held ? Math.min(retryMs, pollMs) : pollMs, signal);
    }
  } finally {
    unsubscribe();
  }
}

function toBatch({ events, through, safePosition, safeTime }: LogPage, from: bigint): EventBatch {
  return { events, from, through, safePosition, safeTime };
}

async function readPage(
  readAll: ReadAll,
  gate: Gate,
  after: bigint,
  options: FollowOptions,
): Promise<LogPage | undefined> {
  const { batchSize, types, onReadError, signal } = options;
  try {
    const page = await readAll({ after, ...(batchSize && { limit: batchSize }), ...(types && { types }) });
    checkPosition(after, page);
    return page;
  } catch (error) {
    if (!onReadError || error instanceof PositionBeyondLogError) throw error;
    onReadError(error);
    await gate.wait(READ_ERROR_RETRY_MS, signal);
    return undefined;
  }
}

function checkPosition(after: bigint, page: LogPage): void {
  if (after <= page.headPosition) return;
  throw new PositionBeyondLogError(
    `Following from position ${after}, but the log ends at ${page.headPosition}: was it restored from an older backup? ` +
      'Rebuild the read model that remembers this position.',
  );
}
