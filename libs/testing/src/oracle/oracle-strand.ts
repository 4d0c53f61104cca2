import { day, type OracleStep } from './oracle-steps';
import type { StrandOutline } from './outline';

/** The table of strands, written down once more: rungs from low to high, then what halts. */
export const TABLE: Readonly<Record<string, { readonly rungs: readonly string[]; readonly halts: string }>> = {
  contract: {
    rungs: ['InterestExpressed OfferMade', 'SystemSelected NegotiationsReported', 'AgreementReached', 'ContractSigned'],
    halts: 'ExportBlocked DealSuspended DealCancelled',
  },
  delivery: {
    rungs: ['DeliveryAnnounced DeliveryRescheduled', 'DeliveryStarted DeliveryMade', 'DeliveryCompleted'],
    halts: 'DealSuspended DealCancelled',
  },
  technology: {
    rungs: ['TechTransferProposed', 'TechTransferAgreed', 'TechTransferStarted'],
    halts: 'TechTransferRefused',
  },
  operation: { rungs: ['ActivationScheduled', 'DeploymentStarted', 'SystemActivated'], halts: '' },
  sanctions: { rungs: ['SanctionsThreatened', 'SanctionsAdvanced', 'SanctionsImposed'], halts: 'SanctionsLifted' },
  participation: { rungs: ['ParticipationSuspended'], halts: '' },
  objection: { rungs: ['ObjectionRaised'], halts: '' },
  disclosure: { rungs: ['DisclosureRestricted'], halts: '' },
};

/** What the oracle needs to know beside the steps. */
export interface Surroundings {
  readonly asOf: string;
  readonly sourceOf: ReadonlyMap<string, string>;
  /** Ids of the denials that stand against a step. */
  readonly deniedBy: (step: OracleStep) => string[];
}

/** Height of a type: its rung from 1, 0 for a milestone, 9 for a halt. */
export function height(type: string): number {
  for (const { rungs, halts } of Object.values(TABLE)) {
    for (const [index, rung] of rungs.entries()) if (rung.split(' ').includes(type)) return index + 1;
    if (halts.split(' ').includes(type)) return 9;
  }
  return 0;
}

/** Order of occurrence. */
export function inOrder(steps: readonly OracleStep[]): OracleStep[] {
  const label = (step: OracleStep): string =>
    [day(step), step.dated ? 1 : 0, step.published, height(step.type), step.id].join(' ');
  return [...steps].sort((a, b) => (label(a) < label(b) ? -1 : 1));
}

/** Whether a step has surely happened by the day. */
export function sure(step: OracleStep, asOf: string): boolean {
  return step.days.every((each) => each <= asOf);
}

/** Number of different voices behind some steps. */
export function voices(steps: readonly OracleStep[], sourceOf: ReadonlyMap<string, string>): number {
  return new Set(steps.flatMap(({ reports }) => reports.map(({ report }) => sourceOf.get(report.reportId)))).size;
}

/** A strand of some affirmed steps; null where they do not speak of it. `seenAs` lowers single steps for the roll-up. */
export function oracleStrand(
  name: string,
  steps: readonly OracleStep[],
  { asOf, sourceOf, deniedBy }: Surroundings,
  seenAs: (step: OracleStep) => string = ({ type }) => type,
): StrandOutline | null {
  const rules = TABLE[name] ?? { rungs: [], halts: '' };
  const climbing = inOrder(steps.filter(({ type }) => rules.rungs.some((rung) => rung.split(' ').includes(type))));
  const halting = inOrder(steps.filter(({ type }) => rules.halts.split(' ').includes(type)));
  if (climbing.length + halting.length === 0) return null;

  const climbed = (some: readonly OracleStep[]): OracleStep[] => {
    for (let rung = rules.rungs.length; rung > 0; rung -= 1) {
      const here = some.filter((step) => height(seenAs(step)) === rung);
      if (here.length > 0) return here;
    }
    return [];
  };
  const top = climbed(climbing);
  const surely = climbed(climbing.filter((step) => sure(step, asOf)));
  const isSure = top.some((step) => sure(step, asOf));

  const anyDated = [...climbing, ...halting].some(({ dated }) => dated);
  const halts = halting.filter(({ dated }) => dated || !anyDated);
  const approvals = inOrder(steps).filter(({ type }) => type === 'ExportApproved');
  const endOf = (halt: OracleStep): OracleStep | undefined =>
    inOrder([...climbing, ...(halt.type === 'ExportBlocked' ? approvals : [])]).find(
      (step) => step.dated && sure(step, asOf) && day(step) > day(halt),
    );
  const standing = halts.filter((halt) => !endOf(halt));
  const lastHalt = standing[standing.length - 1];
  const sameHalt = standing.filter(({ type }) => type === lastHalt?.type);
  const haltIsSure = sameHalt.some((step) => sure(step, asOf));
  const sureHalts = standing.filter((step) => sure(step, asOf));

  return {
    state: top[0] ? seenAs(top[0]) : null,
    certainty: top[0] ? (isSure ? 'certain' : 'possible') : null,
    otherwise: !isSure && surely[0] ? seenAs(surely[0]) : null,
    since: top[0]?.date ?? null,
    precision: top[0] ? precision(top[0]) : null,
    latest: top[top.length - 1]?.date ?? null,
    steps: top.map(({ id }) => id),
    reports: top.flatMap(({ reports }) => reports.map(({ report }) => report.reportId as string)).sort(),
    sources: voices(top, sourceOf),
    actors: [...new Set(top.flatMap(({ reports }) => reports.flatMap(({ report }) => report.actors)))].sort(),
    kinds: kinds(
      rules.rungs.flatMap((rung) => rung.split(' ')),
      climbing,
    ),
    halt: lastHalt
      ? {
          type: lastHalt.type,
          certainty: haltIsSure ? 'certain' : 'possible',
          otherwise: haltIsSure ? null : (sureHalts[sureHalts.length - 1]?.type ?? null),
          since: sameHalt[0]?.date ?? '',
          steps: sameHalt.map(({ id }) => id),
          disputed: sameHalt.some((step) => deniedBy(step).length > 0),
        }
      : null,
    ended: halts.flatMap((halt) => {
      const end = endOf(halt);
      return end ? [`${halt.id} by ${end.id}`] : [];
    }),
    disputedBy: [...new Set(top.flatMap(deniedBy))].sort(),
  };
}

/** First and last date of each kind of step, the lowest rung first, inside a rung the kind that came first. */
function kinds(types: readonly string[], climbing: readonly OracleStep[]): string[] {
  const present = types.filter((type) => climbing.some((step) => step.type === type));
  const firstAt = (type: string): number => climbing.findIndex((step) => step.type === type);
  const sorted = present.sort((a, b) => height(a) - height(b) || firstAt(a) - firstAt(b));
  return sorted.map((type) => {
    const dates = climbing.filter((step) => step.type === type).map(({ date }) => date);
    return `${type} ${dates[0]} ${dates[dates.length - 1]}`;
  });
}

/** How exact a step's date is. */
export function precision({ dated, date }: OracleStep): string {
  if (!dated) return 'reported';
  return { 4: 'year', 7: 'month', 10: 'day' }[date.length] ?? '';
}
