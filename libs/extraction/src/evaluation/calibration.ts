import type { Matching } from './match';
import { mean, ratio } from './rates';
import type { Calibration } from './types';

const BINS = 10;

interface Outcome {
  readonly confidence: number;
  readonly right: boolean;
}

/** Compares confidences with what became of the predictions; those without a confidence are left out. */
export function calibrationOf(matchings: readonly Matching[]): Calibration {
  const outcomes = matchings.flatMap(({ matched, spurious }) => [
    ...matched.flatMap(([, { confidence }]) => (confidence === undefined ? [] : [{ confidence, right: true }])),
    ...spurious.flatMap(({ confidence }) => (confidence === undefined ? [] : [{ confidence, right: false }])),
  ]);
  const bins = binsOf(outcomes);
  const gaps = bins.reduce((sum, { count, confidence, right }) => sum + count * Math.abs(confidence - right), 0);
  return { bins, ece: ratio(gaps, outcomes.length), auc: areaUnderCurve(outcomes) };
}

function binsOf(outcomes: readonly Outcome[]): Calibration['bins'] {
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = outcomes.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count: inside.length,
      confidence: mean(inside.map(({ confidence }) => confidence)) ?? 0,
      right: mean(inside.map(({ right }) => (right ? 1 : 0))) ?? 0,
    };
  }).filter(({ count }) => count > 0);
}

/** The share of pairs of a right and a wrong prediction in which the right one is the surer; equals count half. */
function areaUnderCurve(outcomes: readonly Outcome[]): number | null {
  const sorted = [...outcomes].sort((a, b) => a.confidence - b.confidence);
  const rights = sorted.filter(({ right }) => right).length;
  let wrongBefore = 0;
  let won = 0;
  for (let at = 0; at < sorted.length; ) {
    const equals = sorted.slice(at).filter(({ confidence }) => confidence === sorted[at]?.confidence);
    const right = equals.filter((one) => one.right).length;
    const wrong = equals.length - right;
    won += right * (wrongBefore + wrong / 2);
    wrongBefore += wrong;
    at += equals.length;
  }
  return ratio(won, rights * (sorted.length - rights));
}
