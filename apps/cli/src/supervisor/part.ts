/** Where a line of the log comes from. */
export type LogSource = 'api' | 'worker' | 'postgres' | 'dealwatch';
export type Log = (source: LogSource, line: string) => void;

/** Something that the supervisor keeps running. */
export interface Part {
  /** Ends it in order and for good. */
  stop(): Promise<void>;
  /** Ends it at once, without waiting. */
  kill(): void;
}

/** Milliseconds that a process may take to end in order, before it is killed. */
export const GRACE_MS = 25_000;
