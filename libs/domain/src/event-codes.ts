import type { EventType, Polarity, Salience } from './catalogue';

/** How well another scheme's code says what a type says: `none` where there is no code that does. */
export type Fit = 'good' | 'fair' | 'poor' | 'none';

/** A PLOVER event: its category, with mode and context where the scheme has fitting ones. */
export interface PloverCode {
  readonly category: string;
  readonly mode: string | null;
  readonly context: string | null;
}

/** The nearest codes of the two schemes of political event data. They are for exports: nothing here decides by them. */
export interface EventCodes {
  /** CAMEO codes, the nearest first; the further ones fit where the event is worded otherwise. */
  readonly cameo: readonly CameoCode[];
  readonly plover: PloverCode | null;
  readonly fit: Fit;
}

/** The CAMEO codes in use here, with what each stands for. */
export const CAMEO_CODES = {
  '011': 'declines to comment',
  '014': 'considers a policy',
  '019': 'expresses accord',
  '0212': 'appeals for military cooperation',
  '0312': 'intends military cooperation',
  '0332': 'intends to give military aid',
  '036': 'intends to meet or negotiate',
  '046': 'negotiates',
  '057': 'signs a formal agreement',
  '061': 'cooperates economically',
  '062': 'cooperates militarily',
  '072': 'gives military aid',
  '081': 'eases administrative sanctions',
  '085': 'eases economic sanctions',
  '111': 'criticises',
  '114': 'complains officially',
  '1212': 'rejects military cooperation',
  '1222': 'refuses military aid',
  '129': 'vetoes',
  '1311': 'threatens to reduce or stop aid',
  '1312': 'threatens sanctions',
  '150': 'shows military power',
  '154': 'mobilises or strengthens forces',
  '1622': 'reduces or stops military aid',
  '163': 'imposes sanctions',
  '164': 'halts negotiations',
  '166': 'expels or withdraws',
  '172': 'imposes administrative sanctions',
} as const;
export type CameoCode = keyof typeof CAMEO_CODES;

const plover = (category: string, mode: string | null = null, context: string | null = 'military'): PloverCode => ({
  category,
  mode,
  context,
});

export const EVENT_CODES: Readonly<Record<EventType, EventCodes>> = {
  InterestExpressed: { cameo: ['0212', '0312', '014'], plover: plover('REQUEST', 'assist'), fit: 'fair' },
  OfferMade: { cameo: ['0312', '0332'], plover: plover('AGREE'), fit: 'fair' },
  SystemSelected: { cameo: ['0312', '019'], plover: plover('AGREE'), fit: 'poor' },
  NegotiationsReported: { cameo: ['046', '036'], plover: plover('CONSULT'), fit: 'good' },
  AgreementReached: { cameo: ['057', '0312'], plover: plover('AGREE'), fit: 'good' },
  ContractSigned: { cameo: ['057'], plover: plover('SUPPORT'), fit: 'good' },
  ContractAmended: { cameo: ['057'], plover: plover('SUPPORT'), fit: 'poor' },
  ExportApproved: { cameo: ['0312', '0332', '081', '085'], plover: plover('AGREE'), fit: 'poor' },
  ExportBlocked: { cameo: ['1212', '1222', '129', '163'], plover: plover('REJECT', 'assist'), fit: 'good' },
  PaymentMade: { cameo: ['061'], plover: plover('COOPERATE', null, 'economic'), fit: 'fair' },
  DealSuspended: { cameo: ['1622', '1212', '164'], plover: plover('SANCTION', 'discontinue'), fit: 'fair' },
  DealCancelled: { cameo: ['1212', '1622'], plover: plover('REJECT', 'assist'), fit: 'fair' },
  DeliveryAnnounced: { cameo: ['0312'], plover: plover('COOPERATE'), fit: 'fair' },
  DeliveryRescheduled: { cameo: ['0312'], plover: null, fit: 'none' },
  DeliveryStarted: { cameo: ['062', '072'], plover: plover('COOPERATE'), fit: 'fair' },
  DeliveryMade: { cameo: ['062', '072'], plover: plover('COOPERATE'), fit: 'fair' },
  DeliveryCompleted: { cameo: ['062', '072'], plover: plover('COOPERATE'), fit: 'fair' },
  ProductionProgressed: { cameo: ['062'], plover: plover('COOPERATE'), fit: 'poor' },
  TechTransferProposed: { cameo: ['0312'], plover: plover('AGREE'), fit: 'poor' },
  TechTransferAgreed: { cameo: ['057'], plover: plover('SUPPORT'), fit: 'fair' },
  TechTransferStarted: { cameo: ['062'], plover: plover('COOPERATE'), fit: 'fair' },
  TechTransferRefused: { cameo: ['1212'], plover: plover('REJECT'), fit: 'fair' },
  ActivationScheduled: { cameo: ['154'], plover: plover('MOBILIZE', null, null), fit: 'poor' },
  DeploymentStarted: { cameo: ['154', '150'], plover: plover('MOBILIZE', null, null), fit: 'fair' },
  SystemActivated: { cameo: ['154', '150'], plover: plover('MOBILIZE', null, null), fit: 'fair' },
  SanctionsThreatened: { cameo: ['1312', '1311'], plover: plover('THREATEN', 'restrict', 'economic'), fit: 'good' },
  SanctionsAdvanced: { cameo: ['1312'], plover: plover('THREATEN', 'restrict', 'economic'), fit: 'poor' },
  SanctionsImposed: { cameo: ['163', '172'], plover: plover('SANCTION', null, 'economic'), fit: 'good' },
  SanctionsLifted: { cameo: ['085', '081'], plover: plover('RETREAT', 'ease', 'economic'), fit: 'good' },
  ObjectionRaised: { cameo: ['111', '114'], plover: plover('ACCUSE', 'disapprove'), fit: 'good' },
  ParticipationSuspended: { cameo: ['1622', '166'], plover: plover('SANCTION', 'discontinue'), fit: 'fair' },
  DisclosureRestricted: { cameo: ['011'], plover: null, fit: 'none' },
};

/** PLOVER's marks of what is not said to have simply happened. */
export type PloverAuxiliary = 'negation' | 'historical' | 'future';

/** The codes of one event, with the marks that PLOVER sets on it. */
export interface CodedEvent extends EventCodes {
  readonly auxiliary: readonly PloverAuxiliary[];
}

/** Types that tell of something still to come, whether or not they carry a date. */
const OF_THE_FUTURE: ReadonlySet<EventType> = new Set([
  'InterestExpressed',
  'DeliveryAnnounced',
  'DeliveryRescheduled',
  'ActivationScheduled',
]);

/** The codes under which other event data would hold an event: those of its type, marked as denied, recalled or to come. */
export function codeEvent(event: { type: EventType; polarity: Polarity; salience: Salience }): CodedEvent {
  const auxiliary: PloverAuxiliary[] = [];
  if (event.polarity === 'denied') auxiliary.push('negation');
  if (event.salience === 'background') auxiliary.push('historical');
  if (OF_THE_FUTURE.has(event.type)) auxiliary.push('future');
  return { ...EVENT_CODES[event.type], auxiliary };
}
