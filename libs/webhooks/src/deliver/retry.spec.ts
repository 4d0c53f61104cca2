import type { Exchange } from '../client';
import { judge, STANDARD_SCHEDULE } from './retry';

const now = new Date('2026-03-01T12:00:00.000Z');
const answered = (status: number, retryAfter: string | null = null): Exchange => ({
  durationMs: 5,
  status,
  error: null,
  retryAfter,
  response: '',
});
const unanswered: Exchange = { ...answered(0), status: null, error: 'ECONNREFUSED' };
const rules = { schedule: [0, 10, 100], random: () => 0.5, now };
const secondsUntilRetry = (exchange: Exchange, attempt: number, random = 0.5): number => {
  const verdict = judge(exchange, attempt, { ...rules, random: () => random });
  if (verdict.kind !== 'retry') throw new Error(`no retry but ${verdict.kind}`);
  return (verdict.at.getTime() - now.getTime()) / 1_000;
};

describe('judge', () => {
  it.each([200, 201, 202, 204, 299])('takes %i as delivered', (status) => {
    expect(judge(answered(status), 1, rules)).toEqual({ kind: 'delivered' });
  });

  it.each([100, 301, 302, 307, 400, 401, 404, 429, 500, 503])('takes %i as a failure to be retried', (status) => {
    expect(judge(answered(status), 1, rules).kind).toBe('retry');
  });

  it('takes 410 as the end of the endpoint, even at the last attempt', () => {
    expect(judge(answered(410), 1, rules).kind).toBe('gone');
    expect(judge(answered(410), 3, rules).kind).toBe('gone');
  });

  it('waits as the schedule says after each attempt, and gives up after the last', () => {
    expect(secondsUntilRetry(unanswered, 1)).toBe(10);
    expect(secondsUntilRetry(answered(500), 2)).toBe(100);
    expect(judge(unanswered, 3, rules)).toEqual({ kind: 'exhausted', error: 'ECONNREFUSED' });
  });

  it('spreads the wait over a fifth up and down', () => {
    expect(secondsUntilRetry(unanswered, 2, 0)).toBe(80);
    expect(secondsUntilRetry(unanswered, 2, 1)).toBe(120);
  });

  it.each([
    ['429 with seconds', answered(429, '30'), 30],
    ['503 with seconds', answered(503, '30'), 30],
    ['503 with a date', answered(503, 'Sun, 01 Mar 2026 12:01:00 GMT'), 60],
    ['less than the schedule', answered(429, '3'), 10],
    ['a date that has passed', answered(429, 'Sun, 01 Mar 2026 11:00:00 GMT'), 10],
    ['more than a day', answered(429, '9999999'), 86_400],
    ['another status', answered(500, '30'), 10],
    ['something else', answered(429, 'soon'), 10],
    ['a negative number', answered(429, '-5'), 10],
  ])('honours Retry-After: %s', (_, exchange, seconds) => {
    expect(secondsUntilRetry(exchange, 1)).toBe(seconds);
  });

  it('names the reason', () => {
    expect(judge(answered(302), 1, rules)).toMatchObject({ error: 'answered 302: redirects are not followed' });
    expect(judge(answered(500), 1, rules)).toMatchObject({ error: 'answered 500' });
  });

  it("has the specification's schedule of ten attempts over 75 h 35 min 5 s", () => {
    expect(STANDARD_SCHEDULE).toHaveLength(10);
    expect(STANDARD_SCHEDULE.reduce((sum, seconds) => sum + seconds, 0)).toBe(75 * 3_600 + 35 * 60 + 5);
  });
});
