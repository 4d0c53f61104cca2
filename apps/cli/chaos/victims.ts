import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What can be killed. */
export type Victim = 'api' | 'worker' | 'postgres';

/** The process ids of a victim, from /proc (Linux) and PostgreSQL's own file. Empty while it is being started again. */
export function pidsOf(victim: Victim, dataDir: string): number[] {
  return victim === 'postgres' ? postmaster(dataDir) : children(join('apps', victim, 'src', 'main.js'));
}

function postmaster(dataDir: string): number[] {
  try {
    const [pid] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    return pid === undefined ? [] : [Number(pid)];
  } catch {
    return [];
  }
}

function children(entry: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isChild(pid, entry));
}

function isChild(pid: number, entry: string): boolean {
  try {
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(entry);
  } catch {
    return false; // it ended while we looked
  }
}

/** Kills a victim with SIGKILL. False where there was nothing to kill just now. */
export function killVictim(victim: Victim, dataDir: string): boolean {
  const pids = pidsOf(victim, dataDir);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      return false;
    }
  }
  return pids.length > 0;
}
