import type { DB } from '@dealwatch/database';
import type { Instant } from '@dealwatch/domain';
import type { Kysely, Selectable } from 'kysely';
import type { EventMetadata, EventShape, StoredEvent } from './event';
import type { UpcasterChain } from './upcasters';

export interface StreamRange {
  /** First version wanted; 1 by default. */
  readonly from?: number;
  /** Most events returned; all by default. */
  readonly limit?: number;
}

export interface LogRange {
  /** Events behind this position. */
  readonly after: bigint;
  /** Events up to this position. */
  readonly upTo: bigint;
  readonly limit: number;
  /** Only these types; all by default. */
  readonly types?: readonly string[];
}

type EventRow = Selectable<DB['es.events']>;

/** A stream's events in the order of their versions; none when the stream does not exist. */
export async function readStream<E extends EventShape>(
  db: Kysely<DB>,
  upcasters: UpcasterChain,
  stream: string,
  { from = 1, limit }: StreamRange = {},
): Promise<readonly StoredEvent<E>[]> {
  const query = db
    .selectFrom('es.events')
    .selectAll()
    .where('stream', '=', stream)
    .where('version', '>=', from)
    .orderBy('version');
  const rows = await (limit === undefined ? query : query.limit(limit)).execute();
  return rows.map((row) => toEvent<E>(row, upcasters));
}

/** The version of a stream's last event; 0 when the stream does not exist. */
export async function readVersion(db: Kysely<DB>, stream: string): Promise<number> {
  const query = db
    .selectFrom('es.events')
    .select('version')
    .where('stream', '=', stream)
    .orderBy('version', 'desc')
    .limit(1);
  return (await query.executeTakeFirst())?.version ?? 0;
}

/** The event of an id (a UUID), or null. */
export async function readEvent<E extends EventShape>(
  db: Kysely<DB>,
  upcasters: UpcasterChain,
  id: string,
): Promise<StoredEvent<E> | null> {
  const row = await db.selectFrom('es.events').selectAll().where('event_id', '=', id).executeTakeFirst();
  return row ? toEvent<E>(row, upcasters) : null;
}

/** Those of the given ids (UUIDs) that the log holds, in the order of positions. */
export async function readEvents<E extends EventShape>(
  db: Kysely<DB>,
  upcasters: UpcasterChain,
  ids: readonly string[],
): Promise<readonly StoredEvent<E>[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('es.events')
    .selectAll()
    .where('event_id', 'in', [...ids])
    .orderBy('position')
    .execute();
  return rows.map((row) => toEvent<E>(row, upcasters));
}

/**
 * A piece of the whole log in the order of positions. Whoever goes on from where this ended must keep `upTo` at or below
 * the watermark: above it smaller positions may still appear.
 */
export async function readLog(
  db: Kysely<DB>,
  upcasters: UpcasterChain,
  range: LogRange,
): Promise<readonly StoredEvent[]> {
  const query = db
    .selectFrom('es.events')
    .selectAll()
    .where('position', '>', range.after)
    .where('position', '<=', range.upTo)
    .orderBy('position')
    .limit(range.limit);
  const rows = await (range.types ? query.where('type', 'in', range.types) : query).execute();
  return rows.map((row) => toEvent(row, upcasters));
}

function toEvent<E extends EventShape>(row: EventRow, upcasters: UpcasterChain): StoredEvent<E> {
  const event: StoredEvent = {
    id: row.event_id,
    stream: row.stream,
    version: row.version,
    position: row.position,
    type: row.type,
    schemaVersion: upcasters.current(row.type),
    data: upcasters.upcast(row.type, row.schema_version, row.data as object),
    metadata: row.metadata as EventMetadata | null,
    recordedAt: row.recorded_at as Instant,
  };
  return event as StoredEvent<E>; // the caller names the events that its stream holds
}
