import { spawn } from 'node:child_process';

/** What ends with this process. */
export interface Guarded {
  /** The file into which the server writes its process id; it need not exist yet. It lies in the server's working folder. */
  readonly pidFile: string;
  /** Removed when the server has gone; it must be one that this process created for itself. */
  readonly folder: string;
}

/** Runs in a process of its own; plain JavaScript, since it must start without a compiler. */
const SCRIPT = `
const { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } = require('fs');
const { dirname } = require('path');
const { pidFile, folder } = JSON.parse(process.argv[1]);
const isOther = (id) => { // the id of a dead server may belong to someone else by now, or to nobody but a zombie
  try { return readlinkSync('/proc/' + id + '/cwd') !== realpathSync(dirname(pidFile)); }
  catch (error) { return error.code === 'ENOENT' && existsSync('/proc/self'); }
};
const target = () => {
  try { const id = Number.parseInt(readFileSync(pidFile, 'utf8'), 10); return id > 0 && !isOther(id) ? id : 0; } catch { return 0; }
};
const kill = (id, signal) => { try { process.kill(id, signal); return true; } catch (error) { return error.code === 'EPERM'; } };
const QUIET_ROUNDS = 25; // a server that was being launched when its parent died may write its file a moment later
let quiet = 0, rounds = 0;
const round = () => {
  const id = target();
  const alive = id > 0 && kill(id, ++rounds > 250 ? 'SIGKILL' : 'SIGQUIT');
  quiet = alive ? 0 : quiet + 1;
  if (!alive) try { rmSync(folder, { recursive: true, force: true }); } catch {}
  if (quiet >= QUIET_ROUNDS || rounds > 500) process.exit(0);
};
process.stdin.resume().once('close', () => setInterval(round, 40));
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => undefined);
`;

/**
 * Ends a server when this process ends, however it ends (kill −9 too): a small process waits on a pipe that the system closes with
 * us. For servers of tests, whose data are not wanted any more; call it before the server is started. Does not keep this process alive.
 */
export const endWithThisProcess = (guarded: Guarded): void => {
  const child = spawn(process.execPath, ['-e', SCRIPT, '--', JSON.stringify(guarded)], {
    cwd: process.platform === 'win32' ? undefined : '/', // a folder that is removed must not be in use
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
};
