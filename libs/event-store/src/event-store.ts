import { type ConnectionOptions, clientConfig, type DB } from '@dealwatch/database';
import type { Kysely } from 'kysely';
import { appendToStream, appendToStreams } from './append';
import type {
  AppendManyResult,
  AppendResult,
  EventShape,
  ExpectedVersion,
  NewEvent,
  StoredEvent,
  StreamAppend,
} from './event';
import { type EventBatch, type FollowOptions, followLog, type LogPage, type ReadAllOptions } from './follow';
import { createNotifier } from './notifier';
import { readEvent, readEvents, readLog, readStream, readVersion, type StreamRange } from './read';
import { chainUpcasters, type Upcaster } from './upcasters';
import { createWakeups } from './wakeups';
import { createWatermark, type Watermark } from './watermark';

/** Run inside this transaction (READ COMMITTED) instead of in one of its own. */
export interface InTransaction {
  readonly trx?: Kysely<DB>;
}

export interface AppendOptions extends InTransaction {
  readonly expected: ExpectedVersion;
}

/** The log: streams of immutable events, appended under an expected version, read by stream or as a whole. */
export interface EventStore {
  /**
   * Appends at least one event in one round trip. Known ids answer their first result whatever the expected version.
   * Throws EventIdsTakenError when ids stand for other events. With `trx`, call `touch()` after the commit.
   * Append to several streams by `appendMany`: one transaction that appends twice can deadlock with another one.
   */
  readonly append: <E extends EventShape>(
    stream: string,
    events: readonly NewEvent<E>[],
    options: AppendOptions,
  ) => Promise<AppendResult>;
  /** Appends to several streams, all or nothing, in one round trip; each stream's ids are known or new by themselves. */
  readonly appendMany: (appends: readonly StreamAppend[], options?: InTransaction) => Promise<AppendManyResult>;
  /** A stream's events in order; E names the events that it holds. */
  readonly readStream: <E extends EventShape = EventShape>(
    stream: string,
    options?: StreamRange & InTransaction,
  ) => Promise<readonly StoredEvent<E>[]>;
  /** Version of a stream's last event; 0 when it does not exist. */
  readonly readVersion: (stream: string, options?: InTransaction) => Promise<number>;
  readonly readEvent: <E extends EventShape = EventShape>(
    id: string,
    options?: InTransaction,
  ) => Promise<StoredEvent<E> | null>;
  /** Those of the ids that the log holds: what a decision needs to know of a long stream. */
  readonly readEvents: <E extends EventShape = EventShape>(
    ids: readonly string[],
    options?: InTransaction,
  ) => Promise<readonly StoredEvent<E>[]>;
  /** One page of the settled log. */
  readonly readAll: (options: ReadAllOptions) => Promise<LogPage>;
  /** Batches of the settled log, for good, until the signal aborts or the loop is left. */
  readonly follow: (options: FollowOptions) => AsyncGenerator<EventBatch>;
  /** Wakes followers in all processes soon; for commits of transactions that appended with `trx`. Returns at once. */
  readonly touch: () => void;
  /** Closes the store's own two connections. The database stays open. */
  readonly close: () => Promise<void>;
}

export interface PostgresEventStoreOptions extends ConnectionOptions {
  readonly db: Kysely<DB>;
  /** For the connections that listen and notify. */
  readonly connectionString: string;
  readonly upcasters?: readonly Upcaster[];
  /** Told about lost notifications and their connections; followers go on by polling. */
  readonly onError?: (error: Error) => void;
}

const DEFAULT_LIMIT = 500;

/** The log in PostgreSQL. Throws when the upcasters leave a gap. Connects for notifications only when they are needed. */
export function createPostgresEventStore(options: PostgresEventStoreOptions): EventStore {
  const { db, connectionString, onError = () => undefined } = options;
  const upcasters = chainUpcasters(options.upcasters ?? []);
  const config = clientConfig(connectionString, options);
  const notifier = createNotifier(config, { onError });
  const wakeups = createWakeups(config, onError);
  const watermark = createWatermark(db);

  const touchUnless = (trx: Kysely<DB> | undefined): void => {
    if (!trx) notifier.touch();
  };
  const readAll = async ({ after, limit = DEFAULT_LIMIT, types }: ReadAllOptions): Promise<LogPage> => {
    if (limit < 1) throw new RangeError(`A page of ${limit} events can say nothing about the log: ask for 1 or more.`);
    const settled = await settle(watermark);
    const range = { after, upTo: settled.position, limit, ...(types && { types }) };
    const events = after < settled.position ? await readLog(db, upcasters, range) : [];
    const last = events.length === limit ? events.at(-1)?.position : undefined;
    return {
      events,
      through: last ?? (after < settled.position ? settled.position : after),
      safePosition: settled.position,
      safeTime: settled.time,
      headPosition: settled.head,
      held: settled.pending,
    };
  };

  return {
    append: async (stream, events, { expected, trx }) => {
      const result = await appendToStream(trx ?? db, upcasters, { stream, events, expected });
      touchUnless(trx);
      return result;
    },
    appendMany: async (appends, { trx } = {}) => {
      const result = await appendToStreams(trx ?? db, upcasters, appends);
      touchUnless(trx);
      return result;
    },
    readStream: (stream, { trx, ...range } = {}) => readStream(trx ?? db, upcasters, stream, range),
    readVersion: (stream, { trx } = {}) => readVersion(trx ?? db, stream),
    readEvent: (id, { trx } = {}) => readEvent(trx ?? db, upcasters, id),
    readEvents: (ids, { trx } = {}) => readEvents(trx ?? db, upcasters, ids),
    readAll,
    follow: (following) => followLog(readAll, wakeups, following),
    touch: notifier.touch,
    close: async () => {
      await Promise.all([notifier.close(), wakeups.close()]);
    },
  };
}

const FIRST_SETTLE_TRIES = 20;
const FIRST_SETTLE_WAIT_MS = 10;

/**
 * A process that has just started knows nothing to be settled; with writers in flight its first answer would be an empty
 * log. It waits for them, a fifth of a second at most.
 */
async function settle(watermark: Watermark) {
  for (let tries = 1; ; tries += 1) {
    const settled = await watermark.advance();
    if (settled.time !== null || settled.position > 0n || tries === FIRST_SETTLE_TRIES) return settled;
    await new Promise((resolve) => setTimeout(resolve, FIRST_SETTLE_WAIT_MS));
  }
}
