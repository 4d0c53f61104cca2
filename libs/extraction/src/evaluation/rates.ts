import type { Matching } from './match';
import type { Rates } from './types';

/** Events found, missed and made up. */
export interface Counts {
  readonly tp: number;
  readonly fn: number;
  readonly fp: number;
}

export function countsOf(matchings: readonly Matching[]): Counts {
  const sum = (count: (matching: Matching) => number) => matchings.reduce((total, one) => total + count(one), 0);
  return {
    tp: sum(({ matched }) => matched.length),
    fn: sum(({ missed }) => missed.length),
    fp: sum(({ spurious }) => spurious.length),
  };
}

export function rates({ tp, fn, fp }: Counts): Rates {
  return { precision: tp / (tp + fp) || 0, recall: tp / (tp + fn) || 0, f1: (2 * tp) / (2 * tp + fn + fp) || 0 };
}

export function mean(values: readonly number[]): number | null {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
