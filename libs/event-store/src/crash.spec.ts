import { createDatabase, type Database, type DB } from '@dealwatch/database';
import { type FaultyServer, startTestPostgres } from '@dealwatch/testing';
import { type ControlledTransaction, sql } from 'kysely';
import { Client } from 'pg';
import { createPostgresEventStore, type EventStore } from './event-store';
import { anyStream, counted } from './fixtures.contract';

/** A transaction that has appended one event and is open. */
interface Writer {
  readonly trx: ControlledTransaction<DB>;
  readonly position: bigint;
  /** The operating system's id of the server process that serves it. */
  readonly pid: number;
}

let server: FaultyServer;
let database: Database;
let store: EventStore;
const open = new Set<Writer['trx']>();
beforeAll(async () => {
  server = await startTestPostgres();
  await keepWalUnflushed();
  database = createDatabase(server.connectionString);
  store = createPostgresEventStore({ db: database.kysely, connectionString: server.connectionString });
});
afterEach(async () => {
  for (const trx of open) await giveUp(trx);
  open.clear();
});
afterAll(async () => {
  await store.close();
  await database.destroy();
  await server.stop();
});

/** Only a commit writes the log of the server to the disk, so that a crash forgets whatever no commit came after. */
async function keepWalUnflushed(): Promise<void> {
  const client = new Client(server.connectionString);
  client.on('error', () => undefined);
  await client.connect();
  const settings = ['wal_level = minimal', 'max_wal_senders = 0', "wal_writer_delay = '10s'", 'autovacuum = off'];
  for (const setting of settings) await client.query(`alter system set ${setting}`);
  await client.end();
  await server.kill();
  await server.start();
}

async function beginAppend(): Promise<Writer> {
  const trx = await database.kysely.startTransaction().execute();
  open.add(trx);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
  const result = await store.append(anyStream(), [counted(1)], { expected: 'none', trx });
  if (result.status === 'conflict') throw new Error('A new stream had a conflict.');
  return { trx, position: result.firstPosition, pid: rows[0]?.pid ?? 0 };
}

/** Gives the connection back, which may have crashed. */
async function giveUp(trx: Writer['trx']): Promise<void> {
  if (trx.isCommitted || trx.isRolledBack) return;
  const rollback = trx.rollback().execute();
  await rollback.catch(() => undefined);
}

async function append(): Promise<bigint> {
  const writer = await beginAppend();
  await writer.trx.commit().execute();
  return writer.position;
}

/** A sequence is logged 32 positions ahead: until that stock is used up, a crash can only skip positions. */
async function useUpLoggedPositions(): Promise<void> {
  for (;;) {
    await append();
    const { rows } = await database.pool.query('select log_cnt from es.events_position_seq');
    if (rows[0].log_cnt === 0n) return;
  }
}

async function killServer(): Promise<void> {
  await server.kill();
  await server.start();
}

/** One process that dies takes all others with it, while the postmaster lives on. Resolves when the server answers again. */
async function killBackend({ pid }: Writer): Promise<void> {
  const bystander = new Client(server.connectionString);
  bystander.on('error', () => undefined);
  await bystander.connect();
  const ended = new Promise<void>((resolve) => bystander.once('end', resolve));
  process.kill(pid, 'SIGKILL');
  await ended;
  await untilAnswers();
}

async function untilAnswers(): Promise<void> {
  const client = new Client(server.connectionString);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await untilAnswers();
  }
}

/** What a reader who goes on from page to page is given: the positions, in the order of reading. */
function reader() {
  const positions: bigint[] = [];
  let through = 0n;
  const readOn = async (): Promise<void> => {
    const page = await store.readAll({ after: through, limit: 1_000 });
    positions.push(...page.events.map(({ position }) => position));
    through = page.through;
  };
  return { positions, readOn, through: () => through };
}

describe.each([
  ['the server', killServer],
  ['one of its processes', killBackend],
])('over a crash of %s', (_name, crash) => {
  it('an event is read whose position had been drawn before by a writer in flight', async () => {
    const { positions, readOn, through } = reader();
    await useUpLoggedPositions();
    const forgotten = await beginAppend();
    await readOn();
    await crash(forgotten);
    await giveUp(forgotten.trx);

    const again = await beginAppend();
    expect(again.position).toBe(forgotten.position); // or this spec would show nothing
    await readOn();
    const younger = await append();
    await readOn();
    expect(through()).toBe(again.position - 1n);
    await again.trx.commit().execute();
    await readOn();
    expect(positions.slice(-2)).toEqual([again.position, younger]);
  });

  it('an event is read whose position had been drawn before by a writer that was rolled back', async () => {
    const { positions, readOn, through } = reader();
    await useUpLoggedPositions();
    const forgotten = await beginAppend();
    await forgotten.trx.rollback().execute();
    await readOn();
    expect(through()).toBe(forgotten.position - 1n);
    await crash(forgotten);

    const again = await append();
    expect(again).toBe(forgotten.position);
    await readOn();
    expect(positions.at(-1)).toBe(again);
  });
});
