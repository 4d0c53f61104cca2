import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The system account that a server process runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The conventional unprivileged account (`nobody`), by number: the name differs between systems. */
export const NOBODY: Account = { uid: 65534, gid: 65534 };

/**
 * PostgreSQL refuses to run as root. As root it runs as the owner of an existing data folder, else as nobody;
 * as an ordinary user it runs as that user (`undefined`: no change of account).
 */
export const accountFor = (dataDir: string): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
};

const bitsFor = (path: string, account: Account): number => {
  const { mode, uid, gid } = statSync(path);
  if (uid === account.uid) return (mode >> 6) & 7;
  return gid === account.gid ? (mode >> 3) & 7 : mode & 7;
};

/** Whether the account may read the file, and execute or enter it if `execute` is set. Goes by mode bits, not by ACLs. */
export const mayRead = (path: string, account: Account, execute = false): boolean => {
  const wanted = execute ? 5 : 4;
  return (bitsFor(path, account) & wanted) === wanted;
};

const mayEnterAll = (folder: string, account: Account): boolean => {
  if ((bitsFor(folder, account) & 1) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || mayEnterAll(parent, account);
};

/** Whether the account may enter every folder from the root down to `folder`, an existing one, itself. */
export const mayReach = (folder: string, account: Account): boolean => mayEnterAll(realpathSync(folder), account);
