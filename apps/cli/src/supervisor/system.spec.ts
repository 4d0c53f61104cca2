import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Config, loadConfig } from '@dealwatch/config';
import {
  endWithThisProcess,
  findRunningPostgres,
  freePort,
  isAlive,
  isRunning,
  poll,
  type RunningPostgres,
} from '@dealwatch/embedded';
import { type Child, spawnCode } from '@dealwatch/testing';
import { Client } from 'pg';
import { type System, type SystemOptions, startSystem } from './system';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '..', '..', '..', '..');
/** Stand-ins for the services: they say what they see, serve /readyz, and stop as the real ones do. */
const service = (name: string, work: string, onStop = 'process.exit(0)'): string => `
require(${JSON.stringify(join(ROOT, 'libs/testing/jest/register.js'))});
const { stopWhenParentDies } = require(${JSON.stringify(join(ROOT, 'libs/service/src/parent.ts'))});
const { appendFileSync } = require('fs');
const note = (what) => appendFileSync(process.env.DATA_DIR + '/notes', '${name} ' + what + ' ' + process.pid + '\\n');
stopWhenParentDies();
process.on('SIGTERM', () => { note('stopped'); ${onStop} });
setInterval(() => 0, 1000);
note('started');
console.log('${name} uses ' + process.env.DATABASE_URL);
${work}`;
const API = `require('http').createServer((request, response) => {
  response.statusCode = request.url === '/readyz' ? 200 : 404;
  response.end();
}).listen(Number(process.env.PORT), process.env.HOST);`;

let folder: string;
let config: Config;
let log: string[];
let systems: System[];
let scripts = 0;
beforeAll(() => {
  // One folder for all: making a cluster takes longer than anything else here, and each test leaves it stopped.
  folder = mkdtempSync(join(tmpdir(), 'dealwatch-system-'));
  chmodSync(folder, 0o755);
  endWithThisProcess({ pidFile: join(folder, 'postgres', 'postmaster.pid'), folder });
});
beforeEach(async () => {
  rmSync(join(folder, 'notes'), { force: true });
  config = loadConfig({ DATA_DIR: folder, PORT: String(await freePort()) });
  log = [];
  systems = [];
});
afterEach(() => Promise.all(systems.map((system) => system.stop())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** For what does not touch the embedded server: the run's own one, which is there already. */
const withServer = (): Config => ({ ...config, databaseUrl: process.env.DEALWATCH_TEST_DATABASE_URL ?? null });
const script = (name: string, code: string): string => {
  scripts += 1;
  const file = join(folder, `${name}-${scripts}.js`);
  writeFileSync(file, code);
  return file;
};

const options = (changes: Partial<SystemOptions> = {}): SystemOptions => ({
  config,
  apiEntry: script('api', service('api', API)),
  workerEntry: script('worker', service('worker', '')),
  migrate: async () => undefined,
  log: (source, line) => log.push(`${source}: ${line}`),
  ...changes,
});

const start = async (changes: Partial<SystemOptions> = {}): Promise<System> => {
  const system = await startSystem(options(changes));
  systems.push(system);
  await system.ready;
  return system;
};

const notes = (): string[] =>
  existsSync(join(folder, 'notes')) ? readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n') : [];
const pids = (what: string): number[] =>
  notes()
    .filter((note) => note.startsWith(what))
    .map((note) => Number(note.split(' ')[2]));
const appears = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  const found = await poll(look, 30_000);
  if (found === undefined) throw new Error(`It did not appear. The log:\n${log.join('\n')}\n${notes().join('\n')}`);
  return found;
};
const postgres = (): Promise<RunningPostgres> => appears(() => findRunningPostgres(join(folder, 'postgres')));

const one = async (connectionString: string): Promise<unknown> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query('select 1 as one')).rows[0]?.one;
  } finally {
    await client.end().catch(() => undefined);
  }
};

describe('the system', () => {
  it('is ready when the API is, migrated before, with one database for both services', async () => {
    const migrated: string[] = [];
    const system = await start({
      migrate: async (url) => {
        expect(notes()).toEqual([]);
        migrated.push(url);
      },
    });
    expect(migrated).toEqual([system.databaseUrl]);
    expect(await one(system.databaseUrl)).toBe(1);
    await appears(() => pids('worker started')[0]);
    expect((await fetch(`${system.apiUrl}/readyz`)).status).toBe(200);
    await appears(() => log.find((line) => line === `worker: worker uses ${system.databaseUrl}`));
    await appears(() => log.find((line) => line === `api: api uses ${system.databaseUrl}`));
  });

  it('stops the API first, then the worker, then PostgreSQL, and leaves the folder free', async () => {
    const system = await start();
    await appears(() => pids('worker started')[0]);
    await system.stop();
    await system.stopped;
    expect(
      notes()
        .map((note) => note.split(' ').slice(0, 2).join(' '))
        .slice(-2),
    ).toEqual(['api stopped', 'worker stopped']);
    expect(await isRunning(join(folder, 'postgres'))).toBe(false);
    expect(existsSync(join(folder, 'dealwatch.lock'))).toBe(false);
  });

  it('kills a service that does not end in time', async () => {
    const workerEntry = script('worker', service('worker', '', ''));
    const system = await start({ config: withServer(), workerEntry, graceMs: 200 });
    const worker = await appears(() => pids('worker started')[0]);
    await system.stop();
    expect(isAlive(worker)).toBe(false);
    expect(log).toContain('dealwatch: The worker did not end in 200 ms and is killed.');
  });

  it('starts a service again that was killed', async () => {
    await start({ config: withServer() });
    const first = await appears(() => pids('worker started')[0]);
    process.kill(first, 'SIGKILL');
    const second = await appears(() => pids('worker started')[1]);
    expect(second).not.toBe(first);
    expect(log).toContain('dealwatch: The worker was ended by SIGKILL; it is started again in 200 ms.');
  });

  it('brings PostgreSQL back on the same port after each kill', async () => {
    const system = await start();
    for (const kill of [1, 2]) {
      const before = await postgres();
      process.kill(before.pid, 'SIGKILL');
      const after = await appears(async () => {
        const found = await findRunningPostgres(join(folder, 'postgres'));
        return found && found.pid !== before.pid ? found : undefined;
      });
      expect([kill, after.port]).toEqual([kill, before.port]);
      expect(await one(system.databaseUrl)).toBe(1);
    }
  });

  it('refuses a data folder that is in use, naming who uses it, and leaves that system alone', async () => {
    const system = await start();
    const second = startSystem(options({ config: { ...config, port: await freePort() } }));
    await expect(second).rejects.toThrow(new RegExp(`process ${process.pid}, ${system.apiUrl}`));
    expect(await one(system.databaseUrl)).toBe(1);
  });

  it('refuses a port that is in use, and leaves nothing behind', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(config.port, '127.0.0.1', listening));
    await expect(startSystem(options())).rejects.toThrow(`Port ${config.port} of 127.0.0.1 is in use`);
    await new Promise((closed) => other.close(closed));
    expect(existsSync(join(folder, 'dealwatch.lock'))).toBe(false);
  });

  it('stops again when the migration fails', async () => {
    const migrate = () => Promise.reject(new Error('the schema is newer'));
    await expect(startSystem(options({ migrate }))).rejects.toThrow('the schema is newer');
    expect(await isRunning(join(folder, 'postgres'))).toBe(false);
    expect(notes()).toEqual([]);
  });

  it('stops in order when asked while it is still starting', async () => {
    const asked = new AbortController();
    const migrate = async () => asked.abort();
    await expect(startSystem(options({ migrate, stop: asked.signal }))).rejects.toThrow(
      'Stopped before it had started.',
    );
    expect(await isRunning(join(folder, 'postgres'))).toBe(false);
  });

  it('says why it will not become ready when a service keeps ending', async () => {
    const apiEntry = script('api', `console.error('PORT must be a port'); process.exit(1)`);
    const system = await startSystem(options({ config: withServer(), apiEntry }));
    systems.push(system);
    await expect(system.ready).rejects.toThrow(/The api ended 5 times before it was ready.*\nPORT must be a port/s);
  });

  it('gives the key of the second opinion to the worker alone', async () => {
    const asking = { SECOND_OPINION_API: 'openai', SECOND_OPINION_MODEL: 'm-1', SECOND_OPINION_KEY: 'sk-hunter2' };
    const { secondOpinion } = loadConfig(asking);
    const tell = (name: string, work: string) =>
      `${service(name, work)}; note('key ' + process.env.SECOND_OPINION_KEY);`;
    const before = process.env.SECOND_OPINION_KEY;
    process.env.SECOND_OPINION_KEY = asking.SECOND_OPINION_KEY;
    try {
      await start({
        config: { ...withServer(), secondOpinion },
        apiEntry: script('api', tell('api', API)),
        workerEntry: script('worker', tell('worker', '')),
      });
      await appears(() => notes().find((note) => note.startsWith('worker key sk-hunter2')));
      await appears(() => notes().find((note) => note.startsWith('api key ')));
      expect(readFileSync(join(folder, 'notes'), 'utf8').match(/sk-hunter2/g)).toHaveLength(1);
    } finally {
      if (before === undefined) delete process.env.SECOND_OPINION_KEY;
      else process.env.SECOND_OPINION_KEY = before;
    }
  });

  it('uses the server that DATABASE_URL names and starts none', async () => {
    const system = await start({ config: withServer() });
    expect(system.databaseUrl).toBe(process.env.DEALWATCH_TEST_DATABASE_URL);
    expect(await isRunning(join(folder, 'postgres'))).toBe(false);
    await system.stop();
    expect(await one(system.databaseUrl)).toBe(1);
  });
});

describe('a supervisor process', () => {
  const run = (): Child =>
    spawnCode(
      `const { startSystem } = require('./apps/cli/src/supervisor/system.ts');
       const { listenForStop } = require('./apps/cli/src/supervisor/signals.ts');
       const { loadConfig } = require('./libs/config/src/index.ts');
       const log = (source, line) => console.log(source + ': ' + line);
       const signals = listenForStop(log);
       const [apiEntry, workerEntry] = process.argv.slice(1);
       startSystem({ config: loadConfig(), apiEntry, workerEntry, migrate: async () => {}, log, ...signals })
         .then(async (system) => { await system.ready; console.log('ready'); await system.stopped; console.log('stopped'); signals.dispose(); })
         .catch((error) => { console.log('failed: ' + error.message); process.exitCode = 1; });`,
      [script('api', service('api', API)), script('worker', service('worker', '', worker))],
      { DATA_DIR: folder, PORT: String(config.port), DATABASE_URL: '' },
    );
  let worker = 'process.exit(0)';
  beforeEach(() => {
    worker = 'process.exit(0)';
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with 0 after %s, when all has stopped', async (signal) => {
    const supervisor = run();
    await supervisor.line(/^ready$/);
    supervisor.process.kill(signal);
    await supervisor.line(/^stopped$/);
    await expect(supervisor.exited).resolves.toEqual({ code: 0, signal: null });
    expect(await isRunning(join(folder, 'postgres'))).toBe(false);
  });

  it('stops when the npm that runs it is ended, which tells it nothing', async () => {
    const supervisor = spawnCode(
      `const { listenForStop } = require('./apps/cli/src/supervisor/signals.ts');
       const alive = setInterval(() => 0, 1000);
       const { stop } = listenForStop((source, line) => console.log(line));
       stop.addEventListener('abort', () => clearInterval(alive));
       console.log('ready');`,
      [],
      { npm_lifecycle_event: 'start' },
      ['sh', '-c', '"$@"; true', 'sh'],
    );
    await supervisor.line(/^ready/);
    supervisor.process.kill('SIGKILL'); // the shell between us
    await supervisor.line(/^npm has ended: stopping/);
    await supervisor.exited; // both streams are closed: nobody holds them any more
  });

  it('ends at once when asked a second time, taking everything with it', async () => {
    worker = '';
    const supervisor = run();
    await supervisor.line(/^ready$/);
    const child = await appears(() => pids('worker started')[0]);
    supervisor.process.kill('SIGINT');
    await appears(() => pids('worker stopped')[0]);
    const again = setInterval(() => supervisor.process.kill('SIGINT'), 100); // one within the first second changes nothing
    await expect(supervisor.exited).resolves.toEqual({ code: 130, signal: null });
    clearInterval(again);
    await appears(() => (isAlive(child) ? undefined : true));
    await appears(async () => ((await isRunning(join(folder, 'postgres'))) ? undefined : true));
  });

  it('that is killed takes its services along, and the next start takes over its data folder', async () => {
    const first = run();
    await first.line(/^ready$/);
    const children = await appears(() => {
      const all = [...pids('api started'), ...pids('worker started')];
      return all.length === 2 ? all : undefined;
    });
    const orphan = await postgres();
    first.process.kill('SIGKILL');
    await first.exited;
    await appears(() => (children.some(isAlive) ? undefined : true));
    expect(isAlive(orphan.pid)).toBe(true);

    const second = await start();
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await one(second.databaseUrl)).toBe(1);
  });
});
