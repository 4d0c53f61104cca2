import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes into `postmaster.pid` (source: PostgreSQL, src/include/utils/pidfile.h). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | undefined;
  /** `ready`, `starting`, `stopping` or `standby`; empty while the file is being written. */
  readonly status: string;
}

/** Reads the lines of a `postmaster.pid`: 1 is the process id, 4 the port, 8 the status. `undefined` if there is no id yet. */
export const parsePostmasterFile = (text: string): PostmasterFile | undefined => {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!(pid > 0)) return undefined; // A lone backend (single-user mode) writes a negative id.
  const port = Number.parseInt(lines[3] ?? '', 10);
  return { pid, port: port > 0 ? port : undefined, status: lines[7] ?? '' };
};

/** The `postmaster.pid` of a data folder, or `undefined` where there is none to be read. */
export const readPostmasterFile = (dataDir: string): PostmasterFile | undefined => {
  try {
    return parsePostmasterFile(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'));
  } catch {
    return undefined;
  }
};
