/** After several questions in a row without an answer, no more is asked for a while: a server that is away must not hold up every article. */
export interface Pause {
  /** Whether it lasts now. */
  lasts(): boolean;
  succeeded(): void;
  /** One more question failed; the server asked to be left alone for so long, 0 where it did not. */
  failed(askedMs: number): void;
}

const FAILURES = 5;
const PAUSE_MS = 60_000;
const LONGEST_MS = 3_600_000;

export function createPause(now: () => Date): Pause {
  let failures = 0;
  let until = 0;
  return {
    lasts: () => now().getTime() < until,
    succeeded: () => {
      failures = 0;
    },
    failed: (askedMs) => {
      failures += 1;
      const wait = failures >= FAILURES ? Math.max(PAUSE_MS, askedMs) : askedMs;
      if (wait > 0) until = now().getTime() + Math.min(wait, LONGEST_MS);
      if (failures >= FAILURES) failures = 0;
    },
  };
}
