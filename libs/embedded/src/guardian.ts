import { spawn } from 'node:child_process';

/** Runs in a process of its own; plain JavaScript, since it must start without a compiler. Arguments: pid, signal, folder. */
const SCRIPT = `
const [pid, signal, folder] = process.argv.slice(1);
const gone = () => { try { process.kill(Number(pid), 0); return false; } catch (error) { return error.code !== 'EPERM'; } };
const kill = (name) => { try { process.kill(Number(pid), name); } catch {} };
const finish = () => { if (folder) require('fs').rmSync(folder, { recursive: true, force: true }); process.exit(0); };
process.stdin.resume().once('close', () => {
  if (gone()) return finish();
  kill(signal);
  const started = Date.now();
  setInterval(() => { if (gone()) return finish(); if (Date.now() - started > 10000) kill('SIGKILL'); }, 20);
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => undefined);
`;

/**
 * Ends a server when this process ends, however it ends (kill −9 too), and then removes its folder if one is given: a small process
 * waits on a pipe that the system closes with us. For servers of tests; does not keep this process alive.
 */
export const endWithThisProcess = (pid: number, signal: NodeJS.Signals, folder = ''): void => {
  const child = spawn(process.execPath, ['-e', SCRIPT, '--', String(pid), signal, folder], {
    cwd: process.platform === 'win32' ? undefined : '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
};
