import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerHeartbeat } from './heartbeat';

const URL = 'postgres://a@127.0.0.1/deals';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealwatch-heartbeat-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a worker's heartbeat", () => {
  it('tells the time since the last beat', async () => {
    const heartbeat = workerHeartbeat(URL, folder);
    expect(await heartbeat.age()).toBeNull();
    await heartbeat.beat();
    await heartbeat.beat();
    expect(await heartbeat.age()).toBeLessThan(5_000);
    await heartbeat.end();
    await heartbeat.end();
    expect(await heartbeat.age()).toBeNull();
  });

  it('says nothing of the workers on another database', async () => {
    await workerHeartbeat(URL, folder).beat();
    expect(await workerHeartbeat(`${URL}2`, folder).age()).toBeNull();
  });

  it('does not write through a link', async () => {
    await workerHeartbeat(URL, folder).beat();
    const [name = ''] = readdirSync(folder);
    rmSync(join(folder, name));
    const target = join(folder, 'target');
    writeFileSync(target, 'precious');
    symlinkSync(target, join(folder, name));
    await expect(workerHeartbeat(URL, folder).beat()).rejects.toThrow();
    expect(existsSync(target)).toBe(true);
  });
});
