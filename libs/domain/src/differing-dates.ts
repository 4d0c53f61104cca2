import type { EventType } from './catalogue';
import { idsOf, sourcesOf } from './evidence';
import { groupBy } from './grouping';
import type { EventId } from './ids';
import { contains } from './partial-date';
import { type RoundStart, roundOf } from './rounds';
import type { SourceKeys } from './sources';
import type { Step } from './steps';

/** What a purchase, or one tranche of it, goes through once: two dates of it cannot both be right. */
const ONCE: readonly EventType[] = [
  'ContractSigned',
  'DealCancelled',
  'DeliveryStarted',
  'DeliveryCompleted',
  'SystemActivated',
];

/** Steps that give one thing different dates, the best supported first, of equals the most exact. */
export type DifferingDates = readonly [Step, ...Step[]];

/** What is given different dates though it happens once in its round or tranche. */
export function differingDates(
  affirmed: readonly Step[],
  rounds: readonly RoundStart[],
  keys: SourceKeys,
): DifferingDates[] {
  const once = affirmed.filter(({ type, dated }) => dated && ONCE.includes(type));
  const kinds = groupBy(once, (step) => `${step.type} ${step.tranche} ${roundOf(step, rounds)}`);
  return [...kinds.values()].flatMap((steps) => {
    const [best] = [...steps].sort(
      (a, b) => sourcesOf([b], keys) - sourcesOf([a], keys) || b.date.length - a.date.length,
    );
    const others = steps.filter((step) => best && areApart(step, best));
    return best && others.length > 0 ? [[best, ...others]] : [];
  });
}

/** The steps that date the same as a step otherwise. */
export function datedOtherwise(step: Step, lists: readonly DifferingDates[]): EventId[] {
  const list = lists.find((steps) => steps.includes(step)) ?? [];
  return idsOf(list.filter((other) => areApart(other, step)));
}

function areApart(a: Step, b: Step): boolean {
  return !contains(a.date, b.date) && !contains(b.date, a.date);
}
