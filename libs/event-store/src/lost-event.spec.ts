import { randomUUID } from 'node:crypto';
import type { DB } from '@dealwatch/database';
import { type Kysely, sql, type Transaction } from 'kysely';
import { createPostgresEventStore, type EventStore } from './event-store';
import { counted, openStore, type StoreUnderTest } from './fixtures.contract';

/** For a longer run: DEALWATCH_LOST_EVENT_SECONDS=60 npx jest lost-event */
const SECONDS = Number(process.env.DEALWATCH_LOST_EVENT_SECONDS ?? 3);
const WRITERS = 8;
const STREAMS = Array.from({ length: 12 }, (_, n) => `spec:${String(n).padStart(2, '0')}`);

interface Seen {
  readonly id: string;
  readonly position: bigint;
  readonly stream: string;
  readonly version: number;
  readonly recordedAt: string;
}

/** A claim of the watermark: whatever was recorded up to this time lies at or below this position. */
interface Claim {
  readonly position: bigint;
  readonly time: string;
}

let under: StoreUnderTest;
let younger: EventStore;
beforeAll(async () => {
  under = await openStore();
  younger = createPostgresEventStore({ db: under.database.kysely, connectionString: under.ownerUrl });
});
afterAll(async () => {
  await younger.close();
  await under.close();
});

it(
  'a follower misses nothing, sees nothing twice and keeps the order, whatever writers do',
  async () => {
    const { store, database } = under;
    const unrelated = await database.kysely.startTransaction().execute();
    await writeElsewhere(unrelated);
    const stop = new AbortController();
    const claims = sampleClaims(store, stop.signal);
    const naive = collectByPositionOnly(database.kysely, stop.signal);
    const early = collect(store, stop.signal);
    const writing = writeAll(store, database.kysely);
    await pause(SECONDS * 500);
    const late = collect(younger, stop.signal); // a process that starts amid the load
    await writing;

    const committed = await selectEvents(database.kysely).orderBy('position').execute();
    await Promise.all([early, late].map(({ reached }) => reached(committed.at(-1)?.position ?? 0n)));
    stop.abort();
    await unrelated.rollback().execute();

    expect(committed.length).toBeGreaterThan(50); // a busy machine writes less
    expect(compare(committed, await early.ended)).toEqual({ missed: 0, twice: 0, outOfOrder: 0 });
    expect(compare(committed, await late.ended)).toEqual({ missed: 0, twice: 0, outOfOrder: 0 });
    expect(brokenClaims(await claims, committed)).toEqual([]);
    // Under the same load a follower without the watermark loses events, so the figures above mean something.
    const { missed } = compare(committed, await naive);
    process.stdout.write(`${committed.length} events committed; by position only, ${missed} of them are missed\n`);
    expect(missed).toBeGreaterThan(0);
  },
  (SECONDS + 60) * 1_000,
);

async function writeAll(store: EventStore, db: Kysely<DB>): Promise<void> {
  const until = Date.now() + SECONDS * 1_000;
  const write = async (): Promise<void> => {
    while (Date.now() < until) {
      if (Math.random() < 0.5) await store.append(pick(), [counted(1)], { expected: 'any' });
      else await writeInTransaction(store, db).catch(ignoreOwnRollback);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

/** Writes elsewhere first (so its transaction id is old), appends once or twice, lingers, and gives up now and then. */
async function writeInTransaction(store: EventStore, db: Kysely<DB>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (Math.random() < 0.5) await writeElsewhere(trx);
    await linger(trx, 3);
    for (const stream of new Set([pick(), pick()].sort())) {
      await store.append(stream, [counted(1), counted(2)], { expected: 'any', trx });
      await linger(trx, 10);
    }
    if (Math.random() < 0.25) throw new OwnRollback();
  });
  store.touch();
}

class OwnRollback extends Error {}

function ignoreOwnRollback(error: unknown): void {
  if (!(error instanceof OwnRollback)) throw error;
}

async function writeElsewhere(trx: Transaction<DB>): Promise<void> {
  await trx.insertInto('es.checkpoints').values({ name: randomUUID(), version: 1, position: 0n }).execute();
}

/** Keeps a transaction open for up to so many milliseconds: this is the load, not a wait for something. */
async function linger(trx: Transaction<DB>, milliseconds: number): Promise<void> {
  await sql`select pg_sleep(${(Math.random() * milliseconds) / 1_000})`.execute(trx);
}

function collect(store: EventStore, signal: AbortSignal) {
  const seen: Seen[] = [];
  let through = 0n;
  const run = async (): Promise<readonly Seen[]> => {
    for await (const batch of store.follow({ from: 0n, batchSize: 50, signal, pollMs: 50 })) {
      seen.push(...batch.events);
      through = batch.through;
    }
    return seen;
  };
  const reached = async (position: bigint): Promise<void> => {
    while (through < position) await pause(5);
  };
  return { ended: run(), reached };
}

/** What several published stores do: go on behind the highest position seen, whatever is uncommitted below it. */
async function collectByPositionOnly(db: Kysely<DB>, signal: AbortSignal): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const readOn = async (): Promise<void> => {
    const after = seen.at(-1)?.position ?? 0n;
    seen.push(...(await selectEvents(db).where('position', '>', after).orderBy('position').execute()));
  };
  while (!signal.aborted) {
    await readOn();
    await pause(2);
  }
  await readOn();
  return seen;
}

async function sampleClaims(store: EventStore, signal: AbortSignal): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  while (!signal.aborted) {
    const { safePosition, safeTime } = await store.readAll({ after: claims.at(-1)?.position ?? 0n, limit: 1 });
    if (safeTime) claims.push({ position: safePosition, time: safeTime });
    await pause(5);
  }
  return claims;
}

function selectEvents(db: Kysely<DB>) {
  return db
    .selectFrom('es.events')
    .select(['event_id as id', 'position', 'stream', 'version', 'recorded_at as recordedAt']);
}

function compare(committed: readonly Seen[], seen: readonly Seen[]) {
  const ids = new Set(seen.map(({ id }) => id));
  const missed = committed.filter(({ id }) => !ids.has(id)).length;
  return { missed, twice: seen.length - ids.size, outOfOrder: countOutOfOrder(seen) };
}

/** Neither position nor the version inside a stream may ever go down. */
function countOutOfOrder(seen: readonly Seen[]): number {
  const versions = new Map<string, number>();
  let last = 0n;
  return seen.filter(({ position, stream, version }) => {
    const inOrder = position > last && version > (versions.get(stream) ?? 0);
    last = position;
    versions.set(stream, version);
    return !inOrder;
  }).length;
}

function brokenClaims(claims: readonly Claim[], committed: readonly Seen[]): readonly string[] {
  return claims.flatMap(({ position, time }) =>
    committed.filter((event) => event.recordedAt <= time && event.position > position).map(({ id }) => id),
  );
}

const pick = (): string => STREAMS[Math.floor(Math.random() * STREAMS.length)] ?? 'spec:00';
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
