import type { EventType } from './catalogue';

/** The lines of states that a status keeps, and the order in which they are shown. */
export const STRANDS = [
  'contract',
  'delivery',
  'technology',
  'operation',
  'sanctions',
  'participation',
  'objection',
  'disclosure',
] as const;
export type StrandName = (typeof STRANDS)[number];

interface StrandRules {
  /** Low to high; types of one rung stand side by side. */
  readonly rungs: readonly (readonly EventType[])[];
  readonly haltedBy: readonly EventType[];
}

export const STRAND_RULES: Readonly<Record<StrandName, StrandRules>> = {
  contract: {
    rungs: [
      ['InterestExpressed', 'OfferMade'],
      ['SystemSelected', 'NegotiationsReported'],
      ['AgreementReached'],
      ['ContractSigned'],
    ],
    haltedBy: ['ExportBlocked', 'DealSuspended', 'DealCancelled'],
  },
  delivery: {
    rungs: [['DeliveryAnnounced', 'DeliveryRescheduled'], ['DeliveryStarted', 'DeliveryMade'], ['DeliveryCompleted']],
    haltedBy: ['DealSuspended', 'DealCancelled'],
  },
  technology: {
    rungs: [['TechTransferProposed'], ['TechTransferAgreed'], ['TechTransferStarted']],
    haltedBy: ['TechTransferRefused'],
  },
  operation: { rungs: [['ActivationScheduled'], ['DeploymentStarted'], ['SystemActivated']], haltedBy: [] },
  sanctions: {
    rungs: [['SanctionsThreatened'], ['SanctionsAdvanced'], ['SanctionsImposed']],
    haltedBy: ['SanctionsLifted'],
  },
  participation: { rungs: [['ParticipationSuspended']], haltedBy: [] },
  objection: { rungs: [['ObjectionRaised']], haltedBy: [] },
  disclosure: { rungs: [['DisclosureRestricted']], haltedBy: [] },
};

/** Types that are listed with their date and move no rung. */
export const MILESTONES: readonly EventType[] = [
  'ContractAmended',
  'PaymentMade',
  'ExportApproved',
  'ProductionProgressed',
];

/**
 * Strands that tell of one purchase, so that each round has its own. The others are about the deal as a whole:
 * sanctions over a first purchase are still in force when a second is signed.
 */
export const ROUND_STRANDS: readonly StrandName[] = ['contract', 'delivery', 'technology', 'operation'];

const RUNG_OF: ReadonlyMap<EventType, number> = new Map(
  STRANDS.flatMap((strand) =>
    STRAND_RULES[strand].rungs.flatMap((types, index) => types.map((type) => [type, index + 1] as const)),
  ),
);
const HALTS: ReadonlySet<EventType> = new Set(STRANDS.flatMap((strand) => STRAND_RULES[strand].haltedBy));
const OF_ROUND: ReadonlySet<EventType> = new Set([
  ...ROUND_STRANDS.flatMap((strand) => [...STRAND_RULES[strand].rungs.flat(), ...STRAND_RULES[strand].haltedBy]),
  ...MILESTONES,
]);

/** The height of a type in its strand, from 1; milestones stand at 0, halts above every rung. */
export function rungOf(type: EventType): number {
  return RUNG_OF.get(type) ?? (HALTS.has(type) ? 9 : 0);
}

/** Whether untranched steps of a type belong to a round. */
export function isOfRound(type: EventType): boolean {
  return OF_ROUND.has(type);
}
