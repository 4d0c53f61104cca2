import { countFailures, restartDelay } from './backoff';

it('a process that keeps ending is started again ever later, at most every five seconds', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 2_000].map(restartDelay);
  expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
});

it('half a minute of health forgives earlier failures', () => {
  expect(countFailures(4, 29_999)).toBe(5);
  expect(countFailures(4, 30_000)).toBe(1);
  expect(countFailures(0, 5)).toBe(1);
});
