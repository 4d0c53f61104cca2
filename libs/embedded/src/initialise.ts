import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { type DataPlace, holdsCluster, makeWorkFolder, removeIfEmpty } from './data-dir';
import { diagnose, EmbeddedServerError } from './errors';
import { isAlive } from './process-state';

const PASSWORD_FILE = 'dealwatch-password';

/** The password of the cluster's superuser, kept inside its data folder (mode 0600). */
export const readPassword = (dataDir: string): string => {
  try {
    return readFileSync(join(dataDir, PASSWORD_FILE), 'utf8').trim();
  } catch {
    throw new EmbeddedServerError(
      'data-dir-unusable',
      `${dataDir} holds PostgreSQL data that Dealwatch did not create (there is no ${PASSWORD_FILE}). Set DATA_DIR to another folder, or DATABASE_URL to the server that uses it.`,
    );
  }
};

/** How a program of PostgreSQL is started: as its account, in `/`, without our PG* and LC_* variables. */
export const spawnOptions = (account: Account | undefined) => ({
  ...account,
  // The account may not be able to enter our working folder, and initdb asks where it is.
  cwd: process.platform === 'win32' ? undefined : '/',
  env: {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))),
    LC_ALL: 'C',
    TZ: 'UTC',
  },
  windowsHide: true,
});

/** Explains why a program could not even be started. */
export const spawnFailure = (program: string, error: NodeJS.ErrnoException): EmbeddedServerError =>
  error.code === 'ENOENT' && existsSync(program)
    ? new EmbeddedServerError(
        'unsupported-platform',
        'The embedded PostgreSQL needs a Linux with glibc (Debian, Ubuntu, Fedora and the like; not Alpine). Set DATABASE_URL to a PostgreSQL server instead.',
      )
    : new EmbeddedServerError(
        'binaries-unusable',
        `${program} could not be started (${error.message}). Set DATABASE_URL to a PostgreSQL server instead.`,
      );

const run = (program: string, args: readonly string[], account: Account | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(account), stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', (error) => reject(spawnFailure(program, error)));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const diagnosis = diagnose(errors.trim().split('\n'), basename(program));
      const { code: failure, message } =
        diagnosis.kind === 'fatal' ? diagnosis : { code: 'start-failed' as const, message: errors };
      reject(new EmbeddedServerError(failure, message));
    });
  });

const initdbArgs = (dataDir: string, passwordFile: string, durable: boolean): string[] => [
  ...['-D', dataDir, '-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'],
  ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
  ...(durable ? [] : ['--no-sync']),
];

/** Folders of starts that were killed while they initialised. */
const removeLeftovers = (dataDir: string): void => {
  const prefix = `${basename(dataDir)}.new-`;
  for (const name of readdirSync(dirname(dataDir))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!isAlive(pid)) rmSync(join(dirname(dataDir), name), { recursive: true, force: true });
  }
};

const writePassword = (file: string, account: Account | undefined): void => {
  writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
};

/** Two first starts may race: the one whose rename comes second throws its own cluster away. */
const moveIntoPlace = (fresh: string, place: DataPlace, major: number): void => {
  try {
    removeIfEmpty(place.dataDir);
    renameSync(fresh, place.dataDir);
  } catch (error) {
    if (!holdsCluster(place.dataDir, major)) throw error;
  }
};

/**
 * Creates the cluster unless it is there. It is built beside its place and renamed, so a data folder is complete or absent:
 * a kill in the middle leaves nothing that a later start could take for data.
 */
export const ensureCluster = async (place: DataPlace, binaries: Binaries, durable: boolean): Promise<void> => {
  if (holdsCluster(place.dataDir, binaries.major)) return;
  removeLeftovers(place.dataDir);
  const work = makeWorkFolder(place);
  try {
    const passwordFile = join(work, PASSWORD_FILE);
    const cluster = join(work, 'cluster');
    writePassword(passwordFile, place.account);
    await run(binaries.initdb, initdbArgs(cluster, passwordFile, durable), place.account);
    renameSync(passwordFile, join(cluster, PASSWORD_FILE));
    moveIntoPlace(cluster, place, binaries.major);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
