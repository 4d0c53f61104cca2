import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { clientConfig } from '@dealwatch/database';
import { Client } from 'pg';
import { LOG_GREW } from './channel';
import { anyStream, counted, openStore, type StoreUnderTest } from './fixtures.contract';
import { createNotifier } from './notifier';
import { createWakeups } from './wakeups';

let under: StoreUnderTest;
beforeAll(async () => {
  under = await openStore();
});
afterAll(() => under.close());

const config = (applicationName = 'dealwatch') => clientConfig(under.ownerUrl, { applicationName });

/** Counts notifications; `received(n)` resolves with the n-th. */
async function listen() {
  const client = new Client(config());
  let count = 0;
  const waiting: Array<{ readonly n: number; readonly resolve: () => void }> = [];
  client.on('notification', () => {
    count += 1;
    for (const { n, resolve } of waiting) if (count >= n) resolve();
  });
  await client.connect();
  await client.query(`listen ${LOG_GREW}`);
  return {
    received: (n: number) => new Promise<void>((resolve) => (count >= n ? resolve() : waiting.push({ n, resolve }))),
    /** Notifications arrive before the answer to a later query of the same connection. */
    count: async () => {
      await client.query('select 1');
      return count;
    },
    close: () => client.end(),
  };
}

/** Stands between a client and the server; once frozen it passes nothing on and closes nothing: a half-open connection. */
async function freezableProxy() {
  const target = new URL(under.ownerUrl);
  const sockets: Socket[] = [];
  let frozen = false;
  const proxy = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: Number(target.port), host: target.hostname });
    for (const socket of [near, far]) socket.on('error', () => undefined);
    sockets.push(near, far);
    if (frozen) return;
    near.pipe(far, { end: false });
    far.pipe(near, { end: false });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(under.ownerUrl);
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    connectionString: url.href,
    isFrozen: () => frozen,
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** Room for a busy machine; TCP itself gives a half-open connection up after minutes. */
const FAR_BELOW_TCP_MS = 30_000;

describe('towards a server that has gone without a word', () => {
  it.each([
    ['with a notification due', true],
    ['with nothing due', false],
  ])(
    'the notifier closes %s',
    async (_name, due) => {
      const [listener, proxy, errors] = [await listen(), await freezableProxy(), [] as Error[]];
      const notifier = createNotifier(clientConfig(proxy.connectionString), {
        answerWithinMs: 50,
        onError: (error) => {
          errors.push(error);
          if (!proxy.isFrozen()) notifier.touch(); // a busy machine may not even connect in so short a time: once more
        },
      });
      notifier.touch();
      await listener.received(1);
      await listener.count(); // the answer to the NOTIFY has passed as well, or is lost: both have to end
      proxy.freeze();
      const before = errors.length;
      if (due) notifier.touch();
      await notifier.close();
      if (due) expect(errors.length).toBeGreaterThan(before);
      await proxy.close();
      await listener.close();
    },
    FAR_BELOW_TCP_MS,
  );

  it(
    'the listener closes',
    async () => {
      const proxy = await freezableProxy();
      const wakeups = createWakeups(clientConfig(proxy.connectionString));
      await new Promise<void>((resolve) => wakeups.subscribe(resolve));
      proxy.freeze();
      await wakeups.close();
      await proxy.close();
    },
    FAR_BELOW_TCP_MS,
  );
});

describe('the notifier', () => {
  it('sends one notification for all touches of a window', async () => {
    const listener = await listen();
    const notifier = createNotifier(config(), { windowMs: 5 });
    for (let n = 0; n < 100; n += 1) notifier.touch();
    await listener.received(1);
    expect(await listener.count()).toBe(1);
    notifier.touch();
    await listener.received(2);
    await notifier.close();
    expect(await listener.count()).toBe(2);
    await listener.close();
  });

  it('sends what is due before it closes', async () => {
    const listener = await listen();
    const notifier = createNotifier(config(), { windowMs: 60_000 });
    notifier.touch();
    await notifier.close();
    await listener.received(1);
    await listener.close();
  });

  it('tells of a notification that it could not send, and lives on', async () => {
    const errors: Error[] = [];
    const notifier = createNotifier(
      { ...config(), port: 1, connectionString: 'postgres://nobody@127.0.0.1:1/none' },
      { onError: (e) => errors.push(e) },
    );
    notifier.touch();
    await notifier.close();
    expect(errors).toHaveLength(1);
    notifier.touch();
    await notifier.close();
    expect(errors).toHaveLength(2);
  });
});

describe('wake-ups', () => {
  it('come back after the connection was lost', async () => {
    const errors: Error[] = [];
    const wakeups = createWakeups(config('spec-wakeups'), (error) => errors.push(error));
    const next = () => new Promise<void>((resolve) => wakeups.subscribe(resolve));
    await next(); // connected
    const again = next();
    await under.database.pool.query('select 1');
    const killer = new Client(config());
    await killer.connect();
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'spec-wakeups'`,
    );
    await again; // connected again
    expect(errors.length).toBeGreaterThan(0);
    const notified = next();
    await killer.query(`notify ${LOG_GREW}`);
    await notified;
    await killer.end();
    await wakeups.close();
  });

  it('end while the server is away', async () => {
    const failed = new Promise<Error>((resolve) => {
      const wakeups = createWakeups({ connectionString: 'postgres://nobody@127.0.0.1:1/none' }, async (error) => {
        await wakeups.close();
        resolve(error);
      });
      wakeups.subscribe(() => undefined);
    });
    expect(await failed).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('reach a follower long before its poll', async () => {
    const { store } = under;
    const { headPosition } = await store.readAll({ after: 0n });
    const batches = store.follow({ from: headPosition, pollMs: 600_000 });
    const first = batches.next();
    await store.append(anyStream(), [counted(1)], { expected: 'none' });
    await first;
    const second = batches.next(); // waits; only a notification can end it
    await store.append(anyStream(), [counted(2)], { expected: 'none' });
    expect((await second).value?.events).toHaveLength(1);
    await batches.return(undefined);
  });

  it('are not needed: polling finds what nobody told of', async () => {
    const { store, database } = under;
    const { headPosition } = await store.readAll({ after: 0n });
    const batches = store.follow({ from: headPosition, pollMs: 20 });
    const first = batches.next();
    await database.kysely
      .transaction()
      .execute((trx) => store.append(anyStream(), [counted(1)], { expected: 'none', trx }));
    expect((await first).value?.events).toHaveLength(1);
    await batches.return(undefined);
  });
});
