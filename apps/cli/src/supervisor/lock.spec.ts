import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnCode } from '@dealwatch/testing';
import { acquireLock } from './lock';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dealwatch-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const URL = 'http://127.0.0.1:3000';
const write = (text: string) => writeFileSync(join(dataDir, 'dealwatch.lock'), text);

describe('the lock of a data folder', () => {
  it('names its holder to a second starter, and is free after its release', () => {
    const lock = acquireLock(dataDir, URL);
    expect(lock.tookOver).toBe(false);
    expect(() => acquireLock(dataDir, URL)).toThrow(new RegExp(`process ${process.pid}, ${URL}`));
    lock.release();
    expect(readdirSync(dataDir)).toEqual([]);
    acquireLock(dataDir, URL).release();
  });

  it('is taken over from a process that was killed', async () => {
    const code = `require('./apps/cli/src/supervisor/lock.ts').acquireLock(process.argv[1], '${URL}'); console.log('locked'); setInterval(() => 0, 1000)`;
    const holder = spawnCode(code, [dataDir]);
    await holder.line(/locked/);
    expect(() => acquireLock(dataDir, URL)).toThrow(`process ${holder.process.pid}`);
    holder.process.kill('SIGKILL');
    await holder.exited;
    const lock = acquireLock(dataDir, URL);
    expect(lock.tookOver).toBe(true);
    lock.release();
  });

  it('is taken over if the id of its holder belongs to a later process', () => {
    write(JSON.stringify({ pid: process.pid, startedAt: 'another time', apiUrl: URL }));
    expect(acquireLock(dataDir, URL).tookOver).toBe(true);
  });

  it('is taken over if its writer was killed before he had written it', () => {
    write('{"pid":');
    expect(acquireLock(dataDir, URL).tookOver).toBe(true);
    expect(readdirSync(dataDir)).toEqual(['dealwatch.lock']);
  });

  it('leaves the lock of another process alone', () => {
    const lock = acquireLock(dataDir, URL);
    write(JSON.stringify({ pid: 1, startedAt: null, apiUrl: URL }));
    lock.release();
    expect(existsSync(join(dataDir, 'dealwatch.lock'))).toBe(true);
  });
});
