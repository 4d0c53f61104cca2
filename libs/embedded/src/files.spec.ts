import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayReach, mayRead, NOBODY } from './account';
import { createLinks } from './binaries';
import { diagnose } from './errors';
import { makeEnterable } from './own-folders';
import { parsePostmasterFile } from './postmaster-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealwatch-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('postmaster.pid', () => {
  const complete = '4242\n/data\n1700000000\n15432\n\n127.0.0.1\n  123 456\nready   \n';

  it('gives the process, the port and the status', () => {
    expect(parsePostmasterFile(complete)).toEqual({ pid: 4242, port: 15432, status: 'ready' });
  });

  it('may be half written: what is missing is missing', () => {
    expect(parsePostmasterFile('4242\n/data\n')).toEqual({ pid: 4242, port: undefined, status: '' });
    expect(parsePostmasterFile('')).toBeUndefined();
  });

  it('of a lone backend is none of a server', () => {
    expect(parsePostmasterFile('-4242\n/data\n')).toBeUndefined();
  });
});

describe('the last lines of a failed server', () => {
  it.each([
    ['could not write to file "pg_wal/xlogtemp.1": No space left on device', 'disk-full'],
    ["postgres: /lib/libc.so.6: version `GLIBC_2.34' not found (required by postgres)", 'unsupported-platform'],
    ['postgres: error while loading shared libraries: libpq.so.5', 'binaries-unusable'],
    ['FATAL:  invalid value for parameter "shared_buffers"', 'start-failed'],
  ])('%s is for a person: %s', (line, code) => {
    expect(diagnose([line], 'PostgreSQL')).toMatchObject({ kind: 'fatal', code });
    expect(diagnose([line], 'PostgreSQL')).toHaveProperty('message', expect.stringContaining(line));
  });

  it.each([
    ['FATAL:  lock file "postmaster.pid" already exists', 'lock-held'],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'memory-in-use'],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port-in-use'],
  ])('%s passes by itself: %s', (line, reason) => {
    expect(diagnose([line], 'PostgreSQL')).toEqual({ kind: 'retry', reason });
  });
});

describe('an account', () => {
  it('reaches a folder only if it may enter every folder above', () => {
    const inner = join(folder, 'closed', 'inner');
    mkdirSync(inner, { recursive: true });
    for (const path of [folder, join(folder, 'closed'), inner]) chmodSync(path, 0o755);
    expect(mayReach(inner, NOBODY)).toBe(true);
    chmodSync(join(folder, 'closed'), 0o700);
    expect(mayReach(inner, NOBODY)).toBe(false);
  });

  it('reads and executes by the bits that hold for it', () => {
    const file = join(folder, 'program');
    writeFileSync(file, '');
    chmodSync(file, 0o744);
    expect(mayRead(file, NOBODY)).toBe(true);
    expect(mayRead(file, NOBODY, true)).toBe(false);
  });
});

it('new folders can be entered by everyone, whatever the umask says', () => {
  chmodSync(folder, 0o755);
  const before = process.umask(0o077);
  try {
    makeEnterable(join(folder, 'a', 'b'));
  } finally {
    process.umask(before);
  }
  expect(mayReach(join(folder, 'a', 'b'), NOBODY)).toBe(true);
});

it('library links that the install left out are created, those that are there stay', () => {
  const lib = join(folder, 'native', 'lib');
  mkdirSync(lib, { recursive: true });
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));
  createLinks(folder);
  createLinks(folder);
  expect(readlinkSync(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18');
});
