import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const isRoot = (): boolean => process.getuid?.() === 0;

/** The stable folder for what cannot lie beside the project: /var/lib for root, the user's cache otherwise. */
const stableBase = (): string =>
  isRoot() ? '/var/lib/dealwatch' : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dealwatch');

const temporaryBase = (): string => join(tmpdir(), `dealwatch-${process.getuid?.() ?? 'user'}`);

/**
 * Creates the folders that are missing, each open for entering. Not by `mkdir` with `recursive`: that gives its mode to the
 * parents too, leaves them to the caller's umask, and never returns below a folder like /proc.
 */
export const makeEnterable = (folder: string): void => {
  if (lstatSync(folder, { throwIfNoEntry: false })) return;
  makeEnterable(dirname(folder));
  try {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another starter was faster
  }
};

/** In a folder that everyone may write, another user could have put programs of his under our name. */
const isOurs = (folder: string): boolean => {
  const { uid, mode } = lstatSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
};

const candidates = (name: string): string[] => [stableBase(), temporaryBase()].map((base) => join(base, name));

/** Those of `ownFolders` that are there already; makes none. */
export const existingOwnFolders = (name: string): string[] =>
  candidates(name).filter((folder) => existsSync(folder) && isOurs(dirname(folder)) && isOurs(folder));

const canHave = (folder: string): boolean => {
  try {
    makeEnterable(folder);
    return isOurs(dirname(folder)) && isOurs(folder);
  } catch {
    return false; // a read-only system: the next one may do
  }
};

/** Folders that can hold our own files outside the project, best first. Makes the first one that can be ours alone. */
export const ownFolders = (name: string): string[] => {
  candidates(name).find(canHave);
  return existingOwnFolders(name);
};

/** Whether the system may empty the folder (it lies under the temporary one). */
export const isTemporary = (folder: string): boolean => folder.startsWith(temporaryBase());

/** Lets everyone read and, where the owner may, execute or enter; for copies of public programs only. */
export const openToAll = (path: string): void => {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | 0o444 | (stat.isDirectory() || stat.mode & 0o100 ? 0o111 : 0));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
};
