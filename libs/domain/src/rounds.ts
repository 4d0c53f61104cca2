import { addMonths } from './day';
import type { Day } from './ids';
import type { PartialDate } from './partial-date';
import type { Step } from './steps';
import { isOfRound } from './strands';

/** Where one purchase begins: the signature that opened it, and the day from which later steps belong to it. */
export interface RoundStart {
  readonly number: number;
  readonly opened: PartialDate | null;
  readonly from: Day | null;
}

/**
 * The rounds of a deal. A dated, untranched, affirmed signature opens a new one where even its first possible day is more
 * than twelve months after the last possible day of the one before. A round opens only once its signature is certain at
 * `asOf`; until then the signature is a possible further step of the running round.
 * @param steps in order of occurrence
 */
export function roundsOf(steps: readonly Step[], asOf: Day): RoundStart[] {
  const rounds: RoundStart[] = [{ number: 1, opened: null, from: null }];
  let last: Step | null = null;
  for (const step of steps) {
    if (step.type !== 'ContractSigned' || step.polarity !== 'affirmed') continue;
    if (step.tranche !== null || !step.dated || step.until > asOf) continue;
    if (last && step.from > addMonths(last.until, 12))
      rounds.push({ number: rounds.length + 1, opened: step.date, from: step.until });
    last = step;
  }
  return rounds;
}

/** The round that a step belongs to; null in a tranche and for types that concern the deal as a whole. */
export function roundOf(step: Step, rounds: readonly RoundStart[]): number | null {
  if (step.tranche !== null || !isOfRound(step.type)) return null;
  return rounds.findLast(({ from }) => from === null || from <= step.until)?.number ?? null;
}
