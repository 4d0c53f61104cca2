import process from 'node:process';

/**
 * Makes a child process of the supervisor stop itself when the supervisor dies (kill −9 too): the channel between them closes, and
 * this process gets a SIGTERM, so that its usual shutdown runs. After `graceMs` it exits with 1 all the same. Call it once at the
 * beginning of `main`, before anything that takes time. Without a channel (a process started by hand or by Docker) it does nothing.
 */
export const stopWhenParentDies = (graceMs = 20_000): void => {
  if (!process.channel) return;
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
};
