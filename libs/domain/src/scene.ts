import { disputesOf } from './denials';
import { type DifferingDates, differingDates } from './differing-dates';
import { type RecordedReport, type Times, visible } from './history';
import { type RoundStart, roundOf, roundsOf } from './rounds';
import { sourceKeys } from './sources';
import { type Step, stepsOf } from './steps';
import type { FoldContext } from './strand-state';

/** What status and timeline work on: the steps that can have happened by `asOf`, and what belongs to them. */
export interface Scene extends FoldContext {
  /** In order of occurrence, denials among them. */
  readonly steps: readonly Step[];
  readonly affirmed: readonly Step[];
  readonly rounds: readonly RoundStart[];
  readonly dates: readonly DifferingDates[];
}

/** The steps visible at the three times, with their rounds, denials and sources. */
export function sceneAt(history: readonly RecordedReport[], times: Times): Scene {
  const { asOf } = times;
  const reports = visible(history, times);
  const keys = sourceKeys(reports);
  const steps = stepsOf(reports, keys).filter(({ from }) => from <= asOf);
  const rounds = roundsOf(steps, asOf);
  const affirmed = steps.filter(({ polarity }) => polarity === 'affirmed');
  const dates = differingDates(affirmed, rounds, keys);
  return { asOf, steps, affirmed, rounds, keys, dates, disputes: disputesOf(steps, rounds, asOf) };
}

/** The affirmed untranched steps of a round, and with them those that concern the deal as a whole. */
export function untranchedOf({ affirmed, rounds }: Scene, round: number): Step[] {
  return affirmed.filter((step) => step.tranche === null && (roundOf(step, rounds) ?? round) === round);
}
