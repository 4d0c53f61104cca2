import { append, groupBy } from './grouping';
import type { Day, EventId } from './ids';
import { type RoundStart, roundOf } from './rounds';
import type { Step } from './steps';

/** Unsettled denials: who disputes what, both ways. */
export interface Disputes {
  /** Denials that stand against an affirmed step. */
  readonly against: ReadonlyMap<EventId, readonly Step[]>;
  /** Affirmed steps that a denial disputes. */
  readonly by: ReadonlyMap<EventId, readonly Step[]>;
}

/**
 * A denial disputes the affirmed steps of its type, tranche and round that occurred on or before its day. An affirmed,
 * dated step of the same kind on a later day settles it, once that step is certain at `asOf`.
 * @param steps in order of occurrence
 */
export function disputesOf(steps: readonly Step[], rounds: readonly RoundStart[], asOf: Day): Disputes {
  const against = new Map<EventId, Step[]>();
  const by = new Map<EventId, Step[]>();
  const kinds = groupBy(steps, (step) => `${step.type} ${step.tranche} ${roundOf(step, rounds)}`);
  for (const kind of kinds.values()) {
    const affirmed = kind.filter(({ polarity }) => polarity === 'affirmed');
    for (const denial of unsettled(kind, affirmed, asOf)) {
      for (const claim of affirmed.filter(({ until }) => until <= denial.until)) {
        append(against, claim.id, denial);
        append(by, denial.id, claim);
      }
    }
  }
  return { against, by };
}

function unsettled(kind: readonly Step[], affirmed: readonly Step[], asOf: Day): Step[] {
  const settling = affirmed.findLast(({ dated, until }) => dated && until <= asOf);
  return kind.filter(({ polarity, until }) => polarity === 'denied' && !(settling && settling.until > until));
}
