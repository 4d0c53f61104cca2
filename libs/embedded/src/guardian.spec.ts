import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnCode } from '@dealwatch/testing';
import { isAlive, poll, waitUntilGone } from './process-state';

/** Starts a server in `folder` (here: a node that waits) and names its process; then waits to be killed. */
const PARENT = `
const { endWithThisProcess } = require('./libs/embedded/src/guardian.ts');
const { spawn } = require('child_process');
const { writeFileSync } = require('fs');
const folder = process.argv[1];
endWithThisProcess({ pidFile: folder + '/server.pid', folder });
const server = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { cwd: folder, detached: true, stdio: 'ignore' });
writeFileSync(folder + '/server.pid', server.pid + '\\n');
console.log('pid ' + server.pid);
`;

const goneFolder = (folder: string) => poll(() => (existsSync(folder) ? undefined : true), 15_000);

describe('a server that is to end with this process', () => {
  it('ends and leaves no folder behind after a kill −9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealwatch-guardian-'));
    const parent = spawnCode(PARENT, [folder]);
    const server = Number((await parent.line(/^pid \d+$/)).slice('pid '.length));
    expect(isAlive(server)).toBe(true);
    parent.process.kill('SIGKILL');
    expect(await waitUntilGone(server, 15_000)).toBe(true);
    expect(await goneFolder(folder)).toBe(true);
  });

  it('is left alone if its id belongs to another process by now', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealwatch-guardian-'));
    const bystander = spawnCode(`console.log('waiting'); setInterval(() => 0, 1000)`);
    await bystander.line(/waiting/);
    writeFileSync(join(folder, 'server.pid'), `${bystander.process.pid}\n`);
    const parent = spawnCode(
      `const { endWithThisProcess } = require('./libs/embedded/src/guardian.ts');
       endWithThisProcess({ pidFile: process.argv[1] + '/server.pid', folder: process.argv[1] });`,
      [folder],
    );
    await parent.exited;
    expect(await goneFolder(folder)).toBe(true);
    expect(bystander.process.exitCode).toBeNull();
    expect(bystander.process.signalCode).toBeNull();
    bystander.process.kill('SIGKILL');
    await bystander.exited;
  });
});
