const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const JITTER = 0.2;

/** Milliseconds to wait after failed attempt number `attempt` (0 for the first): 1 s, 2 s, 4 s … within a fifth up or down. */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * (1 - JITTER + 2 * JITTER * random());
}

/** Whether what a server asks for is worth waiting for within one question. */
export function isShort(waitMs: number): boolean {
  return waitMs <= LONGEST_MS;
}

/** Retry-After is a number of seconds or an HTTP date (RFC 9110, 10.2.3). What is neither counts as absent: 0. */
export function retryAfterMs(value: string | null, now: Date): number {
  if (value === null) return 0;
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime();
  return wait > 0 ? wait : 0;
}
