import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A sign of life that one process of ours leaves for a health check beside it. */
export interface Heartbeat {
  /** Says: alive now. */
  beat(): Promise<void>;
  /** Takes the sign away, at an orderly end. */
  end(): Promise<void>;
  /** Milliseconds since the last beat; null where there never was one. */
  age(): Promise<number | null>;
}

/** The heartbeat of the workers that this user runs on one database: a file under the system's temporary folder. */
export function workerHeartbeat(databaseUrl: string, folder = tmpdir()): Heartbeat {
  const who = createHash('sha256').update(`${userInfo().uid} ${databaseUrl}`).digest('hex').slice(0, 16);
  const path = join(folder, `dealwatch-worker-${who}.alive`);
  return {
    async beat() {
      // Never through a link that somebody planted in a folder open to all.
      const file = await open(path, constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
      const now = new Date();
      await file.utimes(now, now).finally(() => file.close());
    },
    end: () => rm(path, { force: true }),
    async age() {
      const found = await stat(path).catch(() => null);
      return found === null ? null : Date.now() - found.mtimeMs;
    },
  };
}
