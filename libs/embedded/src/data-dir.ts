import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, accountFor, mayReach, NOBODY } from './account';
import { EmbeddedServerError } from './errors';
import { existingOwnFolders, isTemporary, makeEnterable, ownFolders } from './own-folders';

/** Where a cluster lies (an absolute, real path; its last part may not exist yet) and the account it runs as. */
export interface DataPlace {
  readonly dataDir: string;
  readonly account: Account | undefined;
  /** Set where the data lie elsewhere than asked for: a sentence for the person who started us. */
  readonly note?: string;
}

/** Where the data of `npm start` lie unless something else is said: `.data/postgres` in the working folder. */
export const defaultDataDir = (cwd: string = process.cwd()): string => resolve(cwd, '.data', 'postgres');

/** The path with its parents made and every symbolic link resolved, so that one folder has one name. */
const realPlace = (wanted: string): string => {
  const path = resolve(wanted);
  makeEnterable(dirname(path));
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), path.slice(dirname(path).length));
};

const movedNote = (wanted: string, dataDir: string): string =>
  `${wanted} lies in a folder that the account of PostgreSQL (it does not run as root) cannot enter, so its data are in ${dataDir}` +
  (isTemporary(dataDir) ? ', which this system may empty: set DATA_DIR to a folder that everyone may enter.' : '.');

const placesElsewhere = (wanted: string, folders: readonly string[]): string[] => {
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  return folders.filter((base) => mayReach(base, NOBODY)).map((base) => join(realpathSync(base), name));
};

const elsewhere = (wanted: string): DataPlace => {
  const places = placesElsewhere(wanted, ownFolders('data'));
  const dataDir = places.find((place) => existsSync(place)) ?? places[0];
  if (dataDir !== undefined) return { dataDir, account: accountFor(dataDir), note: movedNote(wanted, dataDir) };
  throw new EmbeddedServerError(
    'data-dir-unusable',
    `${wanted} cannot be entered by the unprivileged account that PostgreSQL runs as when started by root, and no other folder ` +
      'could be made. Set DATA_DIR to a folder that everyone may enter, or start as an ordinary user.',
  );
};

/** Data that were put elsewhere stay there, also when the wanted folder can be entered by now. */
const livesElsewhere = (wanted: string): boolean =>
  !existsSync(join(wanted, 'PG_VERSION')) &&
  placesElsewhere(wanted, existingOwnFolders('data')).some((place) => existsSync(place));

/**
 * Decides where the cluster for `wanted` lies. An ordinary user: exactly there. Root: there too, owned by uid 65534,
 * if that account can enter every parent folder; otherwise in /var/lib/dealwatch/data/<hash of the path>, so that the same
 * folder finds the same data at the next start, and only where that cannot be made under the temporary folder.
 */
export const placeDataDir = (wanted: string): DataPlace => {
  const dataDir = realPlace(wanted);
  const account = accountFor(dataDir);
  if (account === undefined) return { dataDir, account };
  const stays = mayReach(dirname(dataDir), account) && !livesElsewhere(dataDir);
  return stays ? { dataDir, account } : elsewhere(dataDir);
};

const foreignOwner = (dataDir: string): string | undefined => {
  const uid = process.getuid?.();
  if (uid === undefined || uid === 0) return undefined;
  const owner = statSync(dataDir).uid;
  if (owner === uid) return undefined;
  return `The data folder ${dataDir} belongs to the user with id ${owner}${owner === NOBODY.uid ? ' (it was made by a start as root)' : ''}; you are ${uid}. Start as that user or as root, or set DATA_DIR to another folder.`;
};

/** Whether the folder holds a cluster of this major version. Throws where it holds something else. */
export const holdsCluster = (dataDir: string, major: number): boolean => {
  if (!existsSync(dataDir)) return false;
  const foreign = foreignOwner(dataDir);
  if (foreign) throw new EmbeddedServerError('data-dir-unusable', foreign);
  const versionFile = join(dataDir, 'PG_VERSION');
  if (existsSync(versionFile)) return checkMajor(dataDir, readFileSync(versionFile, 'utf8').trim(), major);
  if (readdirSync(dataDir).length === 0) return false;
  throw new EmbeddedServerError(
    'data-dir-unusable',
    `${dataDir} is not empty and holds no PostgreSQL data. Move its files away, or set DATA_DIR to another folder.`,
  );
};

const checkMajor = (dataDir: string, found: string, major: number): true => {
  if (found === String(major)) return true;
  throw new EmbeddedServerError(
    'wrong-major-version',
    `The data in ${dataDir} were written by PostgreSQL ${found}; the installed one is ${major} and cannot read them. ` +
      `Install the version of Dealwatch that brought PostgreSQL ${found} and dump the data there, or move the folder away to start empty.`,
  );
};

/** Makes an empty folder beside the data folder that only the account may enter; its name tells the process that uses it. */
export const makeWorkFolder = ({ dataDir, account }: DataPlace): string => {
  const folder = mkdtempSync(`${dataDir}.new-${process.pid}-`);
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
};

/** Removes the folder if it is there and empty, so that a complete one can be renamed to its place on every system. */
export const removeIfEmpty = (folder: string): void => {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
};
