import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, makeEnterable } from '@dealwatch/embedded';

/** Who runs on a data folder. */
export interface LockHolder {
  readonly pid: number;
  /** Tells a process from a later one with the same id, where the system tells it (Linux). */
  readonly startedAt: string | null;
  readonly apiUrl: string;
}

export interface Lock {
  /** Whether the folder's last user was killed: processes of his may still be ending. */
  readonly tookOver: boolean;
  release(): void;
}

const lockFile = (dataDir: string): string => join(dataDir, 'dealwatch.lock');

/** Field 22 of /proc/<pid>/stat, the start in clock ticks since boot; the name in field 2 may hold spaces and brackets. */
const startOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

const isHeld = ({ pid, startedAt }: LockHolder): boolean => isAlive(pid) && startOf(pid) === startedAt;

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const parse = (text: string): LockHolder | undefined => {
  try {
    const holder = JSON.parse(text) as LockHolder;
    return typeof holder.pid === 'number' ? holder : undefined;
  } catch {
    return undefined; // Its writer was killed between creating and filling it.
  }
};

const inUse = (dataDir: string, { pid, apiUrl }: LockHolder): Error =>
  new Error(
    `Dealwatch runs already on ${dataDir}: process ${pid}, ${apiUrl}. ` +
      `Use that one, stop it (Ctrl-C there, or: kill ${pid}), or set DATA_DIR and PORT for a second one.`,
  );

const create = (file: string, holder: LockHolder): boolean => {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new Error(
      `${file} cannot be written (${message}). Start as the owner of that folder, or set DATA_DIR to another one.`,
    );
  }
};

/** Moves a stale lock away; if a faster starter had replaced it meanwhile, his is put back. */
const removeStale = (file: string, text: string): void => {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // gone already
  }
  if (read(aside) === text) rmSync(aside, { force: true });
  else renameSync(aside, file);
};

/**
 * Takes the data folder for this process, creating it if need be. Throws an error that names the process and the address
 * of whoever has it. A lock of a process that has gone, or whose id belongs to another one now, is taken over.
 */
export const acquireLock = (dataDir: string, apiUrl: string): Lock => {
  makeEnterable(dataDir);
  const file = lockFile(dataDir);
  const self: LockHolder = { pid: process.pid, startedAt: startOf(process.pid), apiUrl };
  const release = () => {
    if (parse(read(file) ?? '')?.pid === process.pid) rmSync(file, { force: true });
  };
  let tookOver = false;
  while (!create(file, self)) {
    const text = read(file);
    if (text === undefined) continue;
    const holder = parse(text);
    if (holder && isHeld(holder)) throw inUse(dataDir, holder);
    removeStale(file, text);
    tookOver = true;
  }
  return { tookOver, release };
};
