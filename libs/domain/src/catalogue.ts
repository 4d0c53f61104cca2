/**
 * The catalogue of event types, by track. Names are the storage format: a type may be added, never renamed or removed.
 */
export const TRACKS = {
  contract: [
    'InterestExpressed',
    'OfferMade',
    'SystemSelected',
    'NegotiationsReported',
    'AgreementReached',
    'ContractSigned',
    'ContractAmended',
    'ExportApproved',
    'ExportBlocked',
    'PaymentMade',
    'DealSuspended',
    'DealCancelled',
  ],
  delivery: [
    'DeliveryAnnounced',
    'DeliveryRescheduled',
    'DeliveryStarted',
    'DeliveryMade',
    'DeliveryCompleted',
    'ProductionProgressed',
  ],
  technology: ['TechTransferProposed', 'TechTransferAgreed', 'TechTransferStarted', 'TechTransferRefused'],
  operation: ['ActivationScheduled', 'DeploymentStarted', 'SystemActivated'],
  pressure: [
    'SanctionsThreatened',
    'SanctionsAdvanced',
    'SanctionsImposed',
    'SanctionsLifted',
    'ObjectionRaised',
    'ParticipationSuspended',
  ],
  disclosure: ['DisclosureRestricted'],
} as const;

export type Track = keyof typeof TRACKS;
export type EventType = (typeof TRACKS)[Track][number];

export const EVENT_TYPES: readonly EventType[] = Object.values(TRACKS).flat();

const TRACK_OF: ReadonlyMap<string, Track> = new Map(
  (Object.keys(TRACKS) as Track[]).flatMap((track) => TRACKS[track].map((type) => [type, track] as const)),
);

/** The track that a type belongs to. */
export function trackOf(type: EventType): Track {
  return TRACK_OF.get(type) as Track;
}

/** Whether a string is one of the catalogue's types. */
export function isEventType(value: string): value is EventType {
  return TRACK_OF.has(value);
}

/** Types that can point to a date still to come (`expectedOn`). */
export const FORWARD_TYPES = [
  'DeliveryAnnounced',
  'DeliveryRescheduled',
  'ActivationScheduled',
  'NegotiationsReported',
] as const satisfies readonly EventType[];
export type ForwardType = (typeof FORWARD_TYPES)[number];

/** Whether events of a type may carry `expectedOn`. */
export function isForwardType(type: EventType): type is ForwardType {
  return (FORWARD_TYPES as readonly EventType[]).includes(type);
}

export type Polarity = 'affirmed' | 'denied';
export type Salience = 'news' | 'background';
