import type { EventType, ForwardType } from './catalogue';
import { isForwardType } from './catalogue';
import { daysBetween, earlierDay } from './day';
import { evidenceOf } from './evidence';
import { groupBy } from './grouping';
import type { Day } from './ids';
import { contains, endOf, type PartialDate, startOf } from './partial-date';
import type { Expectation, Fulfilment, Outcome, Supersession } from './status-model';
import type { Step } from './steps';
import { type FoldedHalt, isCertain } from './strand-fold';
import { disputersOf, type FoldContext } from './strand-state';

type Kind = Expectation['of'];
type Announcement = Step & { readonly type: ForwardType; readonly expectedOn: PartialDate };
type Group = readonly [Announcement, ...Announcement[]];

const KIND_OF: Readonly<Record<ForwardType, Kind>> = {
  DeliveryAnnounced: 'delivery',
  DeliveryRescheduled: 'delivery',
  ActivationScheduled: 'activation',
  NegotiationsReported: 'signature',
};

const MET_BY: Readonly<Record<Kind, readonly EventType[]>> = {
  signature: ['ContractSigned'],
  delivery: ['DeliveryStarted', 'DeliveryMade', 'DeliveryCompleted'],
  activation: ['SystemActivated'],
};

/** What expectations are judged by, beside the steps. */
export interface ExpectationContext extends FoldContext {
  readonly knownBy: Day | null;
  /** The halt that stands over the contract of the deal (null) or of a tranche. */
  readonly contractHalt: (tranche: number | null) => FoldedHalt | null;
}

/**
 * The dates that were announced for signature, delivery and activation, in the order of their first announcement. All
 * announcements of one kind and tranche that name the same date are one expectation. In this order of precedence it is
 *
 * - `met` by the first certain step of the right kind on a day after the first announcement (after an undated one, also
 *   from the start of the expected span on); an untranched one by any tranche, a tranche's own only by that tranche;
 * - `superseded`, unless met by then, by the first dated announcement after its last one that names another date; a
 *   vaguer date that holds this one confirms it;
 * - `void` where a cancellation on or after its first announcement stands for certain over the tranche or the deal;
 * - `overdue` where the span is over on the day asked for, or on `knownBy` if that is earlier: later no reader could know;
 * - else `pending`.
 *
 * @param steps affirmed steps of the whole deal in order of occurrence
 */
export function expectationsOf(steps: readonly Step[], context: ExpectationContext): Expectation[] {
  const announcements = steps.filter(isAnnouncement);
  const groups = groupBy(announcements, ({ type, tranche, expectedOn }) => `${KIND_OF[type]} ${tranche} ${expectedOn}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [expectationOf([first, ...others], announcements, steps, context)] : [],
  );
}

function isAnnouncement(step: Step): step is Announcement {
  return step.expectedOn !== null && isForwardType(step.type);
}

function expectationOf(
  group: Group,
  announcements: readonly Announcement[],
  steps: readonly Step[],
  context: ExpectationContext,
): Expectation {
  const [first] = group;
  const last = group.at(-1) ?? first;
  const successor = successorOf(group, announcements, context.asOf);
  const fulfilling = fulfillerOf(first, steps, context.asOf);
  const inTime = fulfilling && !(successor && successor.until < fulfilling.until) ? fulfilling : null;
  const superseding = inTime ? null : successor;
  return {
    of: KIND_OF[first.type],
    type: first.type,
    tranche: first.tranche,
    expectedOn: first.expectedOn,
    announced: first.date,
    precision: first.precision,
    latest: last.date,
    outcome: inTime ? 'met' : superseding ? 'superseded' : openOutcome(first, context),
    metBy: inTime && fulfilment(first.expectedOn, inTime),
    supersededBy: superseding && supersession(first.expectedOn, superseding),
    disputed: disputersOf(group, context).length > 0,
    ...evidenceOf(group, context.keys),
  };
}

function fulfillerOf(
  { type, tranche, dated, until, expectedOn }: Announcement,
  steps: readonly Step[],
  asOf: Day,
): Step | null {
  const types = MET_BY[KIND_OF[type]];
  const isAfter = (day: Day): boolean => day > until || (!dated && day >= startOf(expectedOn));
  const isOurs = (step: Step): boolean => tranche === null || step.tranche === tranche;
  return (
    steps.find((step) => types.includes(step.type) && isOurs(step) && isAfter(step.until) && isCertain(asOf)(step)) ??
    null
  );
}

function successorOf(group: Group, announcements: readonly Announcement[], asOf: Day): Announcement | null {
  const [first] = group;
  const last = group.findLast(({ dated }) => dated) ?? group.at(-1) ?? first;
  const successor = announcements.find(
    (other) =>
      KIND_OF[other.type] === KIND_OF[first.type] &&
      other.tranche === first.tranche &&
      other.dated &&
      other.until > last.until &&
      isCertain(asOf)(other) &&
      !contains(other.expectedOn, first.expectedOn),
  );
  return successor ?? null;
}

function openOutcome(
  { tranche, until, expectedOn }: Announcement,
  { asOf, knownBy, contractHalt }: ExpectationContext,
): Outcome {
  const cancelled = [contractHalt(tranche), contractHalt(null)].some(
    (halt) =>
      halt?.type === 'DealCancelled' && halt.behind.some((step) => step.until >= until && isCertain(asOf)(step)),
  );
  if (cancelled) return 'void';
  return earlierDay(asOf, knownBy ?? asOf) > endOf(expectedOn) ? 'overdue' : 'pending';
}

function fulfilment(expectedOn: PartialDate, { id, type, tranche, date, precision, from, until }: Step): Fulfilment {
  const end = endOf(expectedOn);
  const daysLate = Math.max(0, daysBetween(end, from));
  const daysLateAtMost = Math.max(0, daysBetween(end, until));
  return { stepId: id, type, tranche, date, precision, daysLate, daysLateAtMost };
}

function supersession(old: PartialDate, { id, expectedOn, date }: Announcement): Supersession {
  const slippedDays = contains(old, expectedOn) ? 0 : daysBetween(endOf(old), endOf(expectedOn));
  return { stepId: id, expectedOn, announced: date, slippedDays };
}
