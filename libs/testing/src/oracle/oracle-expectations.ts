import type { Times } from '@dealwatch/domain';
import { daysIn, daysLater, first, isWithin, last } from './calendar';
import { day, type OracleStep } from './oracle-steps';
import { oracleStrand, type Surroundings, sure } from './oracle-strand';
import type { ExpectationOutline } from './outline';

const FULFILLED_BY: Readonly<Record<string, string>> = {
  delivery: 'DeliveryStarted DeliveryMade DeliveryCompleted',
  activation: 'SystemActivated',
  signature: 'ContractSigned',
};
const ANNOUNCES: Readonly<Record<string, string>> = {
  DeliveryAnnounced: 'delivery',
  DeliveryRescheduled: 'delivery',
  ActivationScheduled: 'activation',
  NegotiationsReported: 'signature',
};

/** Everything affirmed that can have happened, in order of occurrence. */
export interface OracleScene extends Surroundings {
  readonly affirmed: readonly OracleStep[];
}

/** What was announced, and what became of it. */
export function oracleExpectations(
  ofDeal: readonly OracleStep[],
  { asOf, knownBy }: Times,
  scene: OracleScene,
): ExpectationOutline[] {
  const all = scene.affirmed.filter(({ type, expectedOn }) => expectedOn !== null && type in ANNOUNCES);
  const label = ({ type, tranche, expectedOn }: OracleStep): string => `${ANNOUNCES[type]} ${tranche} ${expectedOn}`;
  return [...new Set(all.map(label))].flatMap((each) => {
    const group = all.filter((step) => label(step) === each);
    const [opening] = group;
    if (!opening) return [];
    const { tranche } = opening;
    const of = ANNOUNCES[opening.type] ?? '';
    const expectedOn = opening.expectedOn ?? '';
    const due = daysIn(expectedOn);
    const dated = group.filter((step) => step.dated);
    const lastSaid = last((dated.length > 0 ? dated : group).map(day));
    const done = scene.affirmed.find(
      (step) =>
        FULFILLED_BY[of]?.split(' ').includes(step.type) &&
        (tranche === null || step.tranche === tranche) &&
        (day(step) > day(opening) || (!opening.dated && day(step) >= first(due))) &&
        sure(step, asOf),
    );
    const replaced = all.find(
      (step) =>
        ANNOUNCES[step.type] === of &&
        step.tranche === tranche &&
        step.dated &&
        day(step) > lastSaid &&
        sure(step, asOf) &&
        !isWithin(expectedOn, step.expectedOn ?? ''),
    );
    const met = done && !(replaced && day(replaced) < day(done)) ? done : null;
    const superseded = met ? null : (replaced ?? null);
    const now = knownBy !== null && knownBy < asOf ? knownBy : asOf;
    const open = isCancelled(tranche, day(opening), ofDeal, scene) ? 'void' : now > last(due) ? 'overdue' : 'pending';
    return [
      {
        ...{ of, tranche, expectedOn, announced: opening.date },
        outcome: met ? 'met' : superseded ? 'superseded' : open,
        metBy: met?.id ?? null,
        late: met && [daysLater(last(due), first(daysIn(met.date))), daysLater(last(due), day(met))],
        supersededBy: superseded?.id ?? null,
        disputed: group.some((step) => scene.deniedBy(step).length > 0),
        steps: group.map(({ id }) => id),
      },
    ];
  });
}

/** Whether a cancellation on or after a day stands over the contract of the tranche or of the deal. */
function isCancelled(
  tranche: number | null,
  since: string,
  ofDeal: readonly OracleStep[],
  scene: OracleScene,
): boolean {
  const scopes = [ofDeal, scene.affirmed.filter((step) => tranche !== null && step.tranche === tranche)];
  return scopes.some((steps) => {
    const halt = oracleStrand('contract', steps, scene)?.halt;
    const cancelling = steps.filter(
      ({ id, type }) => type === 'DealCancelled' && halt?.type === type && halt.steps.includes(id),
    );
    return cancelling.some((step) => day(step) >= since && sure(step, scene.asOf));
  });
}
