import type { Exchange } from '../client';

/** Seconds before each attempt, counted from the failure of the one before it; as many attempts as entries. */
export type RetrySchedule = readonly number[];

/** The ten attempts over three days that the Standard Webhooks specification suggests. */
export const STANDARD_SCHEDULE: RetrySchedule = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** A number from 0 up to 1, as Math.random gives it. */
export type Random = () => number;

/** What follows from one exchange. */
export type Verdict =
  | { readonly kind: 'delivered' }
  /** The receiver said 410: it wants no more of these. */
  | { readonly kind: 'gone'; readonly error: string }
  | { readonly kind: 'retry'; readonly error: string; readonly at: Date }
  | { readonly kind: 'exhausted'; readonly error: string };

const JITTER = 0.2;
const MAX_RETRY_AFTER_S = 86_400;
const WITH_RETRY_AFTER: readonly number[] = [429, 503];

/**
 * Decides what becomes of a delivery after its attempt number `attempt` (1 for the first). A 2xx is a success, a 410 the
 * end of the endpoint, everything else (3xx too: redirects are not followed) a failure. The next attempt waits as the
 * schedule says, within a fifth up or down, and never less than a Retry-After of 429 or 503 asks (at most 24 hours).
 */
export function judge(
  exchange: Exchange,
  attempt: number,
  rules: { readonly schedule: RetrySchedule; readonly random: Random; readonly now: Date },
): Verdict {
  const { status } = exchange;
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  const error = exchange.error ?? errorOf(status);
  if (status === 410) return { kind: 'gone', error };
  const delay = rules.schedule[attempt];
  if (delay === undefined) return { kind: 'exhausted', error };
  const jittered = delay * (1 - JITTER + 2 * JITTER * rules.random());
  const asked = status !== null && WITH_RETRY_AFTER.includes(status) ? retryAfterSeconds(exchange, rules.now) : 0;
  return { kind: 'retry', error, at: new Date(rules.now.getTime() + Math.max(jittered, asked) * 1_000) };
}

function errorOf(status: number | null): string {
  if (status !== null && status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}

/** Retry-After is a number of seconds or an HTTP date (RFC 9110, 10.2.3). What is neither counts as absent. */
function retryAfterSeconds({ retryAfter }: Exchange, now: Date): number {
  if (retryAfter === null) return 0;
  const date = Date.parse(retryAfter);
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (date - now.getTime()) / 1_000;
  return Number.isNaN(seconds) ? 0 : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_S);
}
