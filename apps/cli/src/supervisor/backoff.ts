const FIRST_MS = 200;
const LONGEST_MS = 5_000;
/** Up for this long, a process counts as healthy: its next end is the first one again. */
const STEADY_MS = 30_000;

/** How many times in a row a process has ended too early, counting the end after `upMs` milliseconds. */
export const countFailures = (before: number, upMs: number): number => (upMs >= STEADY_MS ? 1 : before + 1);

/** Milliseconds to wait before the next start, after that many failures in a row (1 or more). */
export const restartDelay = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
