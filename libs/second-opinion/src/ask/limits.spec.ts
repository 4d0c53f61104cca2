import { createGate } from './gate';
import { createPause } from './pause';
import { backoffMs, isShort, retryAfterMs } from './retry-delay';
import { createSpendLimit } from './spend-limit';

const clockAt = (text: string) => {
  let now = new Date(text);
  return {
    now: () => now,
    set: (next: string) => {
      now = new Date(next);
    },
  };
};

describe('the spend limit', () => {
  it('holds back what would pass it, counting what is under way by its estimate', () => {
    const limit = createSpendLimit(100, clockAt('2026-01-01T10:00:00Z').now);
    expect(limit.reserve(60)).not.toBeNull();
    expect(limit.reserve(60)).toBeNull();
    expect(limit.reserve(40)).not.toBeNull();
    expect(limit.spent()).toBe(100);
  });

  it('puts what was used in place of the estimate, and believes no count beyond four times that', () => {
    const limit = createSpendLimit(1_000, clockAt('2026-01-01T10:00:00Z').now);
    limit.reserve(100)?.settle(30);
    expect(limit.spent()).toBe(30);
    limit.reserve(100)?.settle(null);
    expect(limit.spent()).toBe(130);
    limit.reserve(100)?.settle(1e15);
    expect(limit.spent()).toBe(530);
  });

  it('begins anew with the day in UTC, and books nothing of yesterday on today', () => {
    const clock = clockAt('2026-01-01T23:59:59Z');
    const limit = createSpendLimit(100, clock.now);
    const late = limit.reserve(100);
    expect(limit.reserve(1)).toBeNull();
    clock.set('2026-01-02T00:00:00Z');
    late?.settle(10);
    expect(limit.spent()).toBe(0);
    expect(limit.reserve(100)).not.toBeNull();
  });
});

describe('the pause', () => {
  it('comes after five failures in a row, for a minute', () => {
    const clock = clockAt('2026-01-01T10:00:00Z');
    const pause = createPause(clock.now);
    for (let i = 0; i < 4; i += 1) pause.failed(0);
    pause.succeeded();
    for (let i = 0; i < 4; i += 1) pause.failed(0);
    expect(pause.lasts()).toBe(false);
    pause.failed(0);
    expect(pause.lasts()).toBe(true);
    clock.set('2026-01-01T10:01:00Z');
    expect(pause.lasts()).toBe(false);
  });

  it('comes at once where the server asks for it, for an hour at most', () => {
    const clock = clockAt('2026-01-01T10:00:00Z');
    const pause = createPause(clock.now);
    pause.failed(1e12);
    clock.set('2026-01-01T10:59:59Z');
    expect(pause.lasts()).toBe(true);
    clock.set('2026-01-01T11:00:00Z');
    expect(pause.lasts()).toBe(false);
  });
});

describe('the wait before the next attempt', () => {
  it('doubles up to half a minute, within a fifth', () => {
    expect([0, 1, 2, 9].map((attempt) => backoffMs(attempt, () => 0.5))).toEqual([1_000, 2_000, 4_000, 30_000]);
    expect(backoffMs(0, () => 0)).toBe(800);
  });

  it.each([
    [null, 0],
    ['7', 7_000],
    ['Thu, 01 Jan 2026 10:00:09 GMT', 9_000],
    ['Thu, 01 Jan 2026 09:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
  ])('is what Retry-After %s asks for', (value, wait) => {
    expect(retryAfterMs(value, new Date('2026-01-01T10:00:00Z'))).toBe(wait);
  });

  it('is too long for one question beyond half a minute', () => {
    expect([isShort(30_000), isShort(30_001)]).toEqual([true, false]);
  });
});

describe('the gate', () => {
  it('lets so much through at a time, in order, and goes on after a failure', async () => {
    const gate = createGate(2);
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () => {
      log.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const all = [gate(work('a')), gate(() => Promise.reject(new Error('b'))), gate(work('c')), gate(work('d'))];
    await expect(all[1]).rejects.toThrow('b');
    await new Promise(setImmediate);
    expect(log).toEqual(['a', 'c']);
    for (let i = 0; i < 3; i += 1) {
      ends[i]?.();
      await new Promise(setImmediate);
    }
    await Promise.all([all[0], all[2], all[3]]);
    expect(log).toEqual(['a', 'c', 'd']);
  });
});
