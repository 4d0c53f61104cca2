import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer, startRedis } from './redis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealwatch-redis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = (name: string, code: string): string => {
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${code}`);
  chmodSync(file, 0o755);
  return file;
};

describe('where a Redis comes from', () => {
  it('REDIS_URL wins over a program on PATH', () => {
    program('redis-server', '');
    expect(findRedisServer({ REDIS_URL: 'redis://cache:6379', PATH: folder })).toEqual({
      kind: 'url',
      url: 'redis://cache:6379',
    });
  });

  it('a program on PATH is found, valkey too', () => {
    const path = program('valkey-server', '');
    expect(findRedisServer({ PATH: `/nowhere:${folder}` })).toEqual({ kind: 'program', path });
  });

  it('where there is none, the reason is told', () => {
    expect(findRedisServer({ PATH: folder })).toEqual({ kind: 'none', reason: expect.stringContaining('REDIS_URL') });
  });
});

describe('an own Redis', () => {
  const ANSWERS = `
    const port = process.argv[process.argv.indexOf('--port') + 1];
    require('net').createServer((socket) => socket.on('data', () => socket.write('+PONG\\r\\n'))).listen(port, '127.0.0.1');
    process.on('SIGTERM', () => process.exit(0));`;

  it('is ready when it answers, on a port of its own, and never evicts', async () => {
    const listing = `require('fs').writeFileSync(${JSON.stringify(join(folder, 'args'))}, process.argv.join(' '));`;
    const server = await startRedis(program('redis-server', listing + ANSWERS), join(folder, 'data'));
    expect(server.url).toBe(`redis://127.0.0.1:${server.port}`);
    const args = readFileSync(join(folder, 'args'), 'utf8');
    expect(args).toContain('--maxmemory-policy noeviction');
    expect(args).toContain('--appendonly yes');
    await server.stop();
    await expect(server.exited).resolves.toEqual({ code: 0, signal: null });
  });

  it('that cannot start says what it wrote', async () => {
    const broken = program('redis-server', `console.log('Bad directive'); process.exit(1)`);
    await expect(startRedis(broken, join(folder, 'data'))).rejects.toThrow(/Bad directive/);
  });
});
