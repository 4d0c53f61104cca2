import { type DB, prepared } from '@dealwatch/database';
import type { Instant } from '@dealwatch/domain';
import { CompiledQuery, type Kysely } from 'kysely';
import { appendError } from './errors';
import type { AppendManyResult, AppendResult, ExpectedVersion, NewEvent, StreamAppend, Written } from './event';
import type { UpcasterChain } from './upcasters';

interface AnswerRow {
  readonly stream?: string;
  readonly status: 'appended' | 'repeated' | 'conflict' | 'ready';
  readonly version: number;
  readonly first_position: bigint | null;
  readonly last_position: bigint | null;
  readonly recorded_at: Instant | null;
}

/** Appends to one stream in one round trip, in the caller's transaction or as one of its own. */
export async function appendToStream(
  db: Kysely<DB>,
  upcasters: UpcasterChain,
  { stream, events, expected }: StreamAppend,
): Promise<AppendResult> {
  const ids = checkedIds(stream, events);
  const values = [stream, expectedCode(expected), ids, encode(events, upcasters)];
  const [row] = await call(db, APPEND_EVENTS, values);
  if (!row) throw new Error('es.append_events answered nothing.');
  return row.status === 'conflict' ? { status: 'conflict', version: row.version } : written(row);
}

/** Appends to several streams, all or nothing, in one round trip. A stream may be named once. */
export async function appendToStreams(
  db: Kysely<DB>,
  upcasters: UpcasterChain,
  appends: readonly StreamAppend[],
): Promise<AppendManyResult> {
  if (new Set(appends.map(({ stream }) => stream)).size < appends.length) {
    throw new RangeError('A stream is named twice in one append: put all its events into one part.');
  }
  const parts = appends.map(({ stream, events, expected }) => {
    const head = JSON.stringify({ stream, expected: expectedCode(expected), ids: checkedIds(stream, events) });
    return `${head.slice(0, -1)},"events":${encode(events, upcasters)}}`;
  });
  const rows = await call(db, APPEND_MANY, [`[${parts.join(',')}]`]);
  const conflicts = rows.filter((row) => row.status === 'conflict');
  if (conflicts.length === 0) return { status: 'done', results: rows.map(written) };
  return { status: 'conflict', conflicts: conflicts.map(({ stream = '', version }) => ({ stream, version })) };
}

const APPEND_EVENTS = prepared('es_append_events', 'select * from es.append_events($1, $2, $3, $4)');
const APPEND_MANY = prepared('es_append_many', 'select * from es.append_many($1)');

async function call(db: Kysely<DB>, statement: string, values: readonly unknown[]): Promise<readonly AnswerRow[]> {
  try {
    return (await db.executeQuery<AnswerRow>(CompiledQuery.raw(statement, [...values]))).rows;
  } catch (error) {
    throw appendError(error);
  }
}

function written(row: AnswerRow): Written {
  const { status, version, first_position, last_position, recorded_at } = row;
  if (
    (status !== 'appended' && status !== 'repeated') ||
    first_position === null ||
    last_position === null ||
    !recorded_at
  ) {
    throw new Error(`The log answered an append with "${status}" and no positions.`);
  }
  return { status, version, firstPosition: first_position, lastPosition: last_position, recordedAt: recorded_at };
}

function expectedCode(expected: ExpectedVersion): number {
  switch (expected) {
    case 'any':
      return -1;
    case 'exists':
      return -2;
    case 'none':
      return 0;
    default:
      if (!Number.isInteger(expected) || expected < 0) {
        throw new RangeError(`Expected version ${expected}: give a whole number from 0 on, 'any', 'none' or 'exists'.`);
      }
      return expected;
  }
}

function checkedIds(stream: string, events: readonly NewEvent[]): string[] {
  if (stream === '') throw new RangeError('A stream needs a name.');
  if (events.length === 0)
    throw new RangeError(`Nothing to append to ${stream}: a decision with no events needs no append.`);
  const ids = events.map((event) => event.id);
  if (new Set(ids).size < ids.length) throw new RangeError(`An event id stands twice in one append to ${stream}.`);
  return ids;
}

function encode(events: readonly NewEvent[], upcasters: UpcasterChain): string {
  const rows = events.map(({ type, data, metadata }) => ({
    type,
    schema_version: upcasters.current(type),
    data,
    metadata,
  }));
  return JSON.stringify(rows);
}
