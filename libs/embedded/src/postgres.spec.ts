import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { endWithThisProcess } from './guardian';
import { freePort } from './ports';
import { type EmbeddedPostgres, findRunningPostgres, isRunning, startEmbeddedPostgres } from './postgres';
import { isAlive } from './process-state';

jest.setTimeout(60_000);

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealwatch-embedded-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'postgres');
  endWithThisProcess({ pidFile: join(dataDir, 'postmaster.pid'), folder });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const query = async (connectionString: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const stopAll = (...servers: EmbeddedPostgres[]) =>
  Promise.all(servers.filter(({ pid }) => isAlive(pid)).map((server) => server.stop('immediate')));

describe('the embedded PostgreSQL', () => {
  it('keeps its data between starts, durably, behind a password of its own', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.connectionString, 'create table kept (id int)');
    const [settings] = await query(
      first.connectionString,
      `select current_setting('fsync') as fsync, current_setting('max_connections')::int as connections`,
    );
    expect(settings).toEqual({ fsync: 'on', connections: 200 });
    await first.stop();
    await expect(first.exited).resolves.toEqual({ code: 0, signal: null });
    expect(await isRunning(dataDir)).toBe(false);

    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.reused).toBe(false);
    expect(await query(second.connectionString, 'select * from kept')).toEqual([]);
    const password = join(dataDir, 'dealwatch-password');
    expect(statSync(password).mode & 0o777).toBe(0o600);
    const wrong = second.connectionString.replace(readFileSync(password, 'utf8').trim(), 'wrong');
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
    await stopAll(second);
  });

  it('is used again by a second start, or replaced if that start wants its own', async () => {
    const first = await startEmbeddedPostgres({ dataDir, unsafe: true });
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second).toMatchObject({ reused: true, pid: first.pid, port: first.port });
    expect(await findRunningPostgres(dataDir)).toMatchObject({
      pid: first.pid,
      connectionString: first.connectionString,
    });

    const third = await startEmbeddedPostgres({ dataDir, existing: 'restart', unsafe: true });
    await Promise.all([first.exited, second.exited]);
    expect(third.reused).toBe(false);
    expect(third.pid).not.toBe(first.pid);
    await stopAll(third);
  });

  it('is one server when two first starts race', async () => {
    const servers = await Promise.all([1, 2].map(() => startEmbeddedPostgres({ dataDir, unsafe: true })));
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.map(({ reused }) => reused).sort()).toEqual([false, true]);
    await stopAll(...servers);
  });

  it('comes back on the same port after a kill, with all that was committed', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.connectionString, 'create table kept as select 1 as id');
    const busy = query(first.connectionString, 'select pg_sleep(600)').catch((error: Error) => error.message);
    const sleeping = `select 1 from pg_stat_activity where wait_event = 'PgSleep'`;
    while ((await query(first.connectionString, sleeping)).length === 0);
    process.kill(first.pid, 'SIGKILL');
    await expect(first.exited).resolves.toEqual({ code: null, signal: 'SIGKILL' });

    const second = await startEmbeddedPostgres({ dataDir, port: first.port });
    expect(second.port).toBe(first.port);
    expect(await query(second.connectionString, 'select id from kept')).toEqual([{ id: 1 }]);
    expect(await busy).toMatch(/Connection terminated|closed/);
    await stopAll(second);
  });

  it('starts over a postmaster.pid whose process has gone or is something else', async () => {
    const first = await startEmbeddedPostgres({ dataDir, unsafe: true });
    await first.stop();
    const stale = `${process.pid}\n${dataDir}\n1700000000\n15432\n\n127.0.0.1\n  1 2\nready   \n`;
    writeFileSync(join(dataDir, 'postmaster.pid'), stale);
    const second = await startEmbeddedPostgres({ dataDir, unsafe: true });
    expect(second.reused).toBe(false);
    await stopAll(second);
  });
});

describe('a start that cannot succeed says why', () => {
  it('the data belong to another major version', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'PG_VERSION'), '9\n');
    await expect(startEmbeddedPostgres({ dataDir, unsafe: true })).rejects.toMatchObject({
      code: 'wrong-major-version',
      message: expect.stringContaining('written by PostgreSQL 9'),
    });
  });

  it('the folder holds something else', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'letter.txt'), 'Dear reader');
    await expect(startEmbeddedPostgres({ dataDir, unsafe: true })).rejects.toMatchObject({ code: 'data-dir-unusable' });
  });

  it('the port is taken', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    await expect(startEmbeddedPostgres({ dataDir, port, unsafe: true })).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(String(port)),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('a setting is wrong: the server’s own words are kept', async () => {
    const settings = { shared_buffers: 'plenty' };
    await expect(startEmbeddedPostgres({ dataDir, settings, unsafe: true })).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('shared_buffers'),
    });
  });
});
