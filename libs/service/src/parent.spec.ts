import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { spawnCode, watchChild } from '@dealwatch/testing';

const ROOT = resolve(__dirname, '..', '..', '..');
const REGISTER = join(ROOT, 'libs', 'testing', 'jest', 'register.js');

const child = (shutdown: string): string => `
const { stopWhenParentDies } = require('./libs/service/src/parent.ts');
stopWhenParentDies(200);
process.on('SIGTERM', () => { ${shutdown} });
setInterval(() => 0, 1000);
console.log('started');
`;

const startWithChannel = async (shutdown: string) => {
  const started = spawn(process.execPath, ['-r', REGISTER, '-e', child(shutdown)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const watched = watchChild(started);
  await watched.line(/started/);
  return watched;
};

describe('a child of the supervisor', () => {
  it('runs its usual shutdown when the channel to its parent closes', async () => {
    const started = await startWithChannel(`console.log('shutting down'); process.exit(0)`);
    started.process.disconnect();
    await started.line(/shutting down/);
    await expect(started.exited).resolves.toEqual({ code: 0, signal: null });
  });

  it('ends even if that shutdown never comes to an end', async () => {
    const started = await startWithChannel('');
    started.process.disconnect();
    await expect(started.exited).resolves.toEqual({ code: 1, signal: null });
  });

  it('that was started without a channel lives on', async () => {
    const alone = spawnCode(`${child('process.exit(0)')} setTimeout(() => console.log('later'), 300)`);
    await alone.line(/later/);
    alone.process.kill('SIGTERM');
    await expect(alone.exited).resolves.toEqual({ code: 0, signal: null });
  });
});
