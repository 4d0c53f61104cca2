import { type EventType, trackOf } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { tenseOf } from '../dates/tense';
import type { Frame } from '../triggers/frames';
import type { Trigger } from '../triggers/types';
import type { RuledTrigger } from '../types/rule-features';

/** A type that a sentence is taken to claim, and the words that claim it. */
export interface Claim {
  /** Index among the analysed sentences. */
  readonly sentence: number;
  readonly type: EventType;
  /** The trigger whose reading is this type; null where only the statistical layer sees it. */
  readonly ruled: RuledTrigger | null;
  /** The item that claims it: the trigger's head; null where none is known. */
  readonly anchor: number | null;
  /** Whether the anchor is a trigger of this very type. */
  readonly sure: boolean;
  /** Tense of the anchor, else of the sentence; `unknown` where neither shows. */
  readonly tense: string;
  /** Whether it is probable by its type alone, so that a date of the sentence may rather be its than another claim's. */
  readonly likely: boolean;
}

/**
 * Finds the words of a sentence that claim a type: a trigger of that type that fires, one that does not, the word that speaks
 * most for the type in the network, a trigger of its track, any; the first of equals.
 * @param strongestOf index of that word, asked only where no trigger is of the type; null where the network knows none
 */
export function claimOf(
  sentence: number,
  analysed: AnalysedSentence,
  ruled: readonly RuledTrigger[],
  type: EventType,
  strongestOf: () => number | null = () => null,
  likely = true,
): Claim {
  const fits = ruled.filter(({ decision }) => decision?.type === type);
  const best = fits.find(({ fires }) => fires) ?? fits[0] ?? null;
  const strongest = best === null ? strongestOf() : null;
  if (strongest !== null) {
    const tense = tenseOf(analysed.items, analysed.clauses, { head: strongest, matched: [strongest] });
    return { sentence, type, ruled: null, anchor: strongest, sure: false, tense, likely };
  }
  const near =
    best ?? ruled.find(({ decision }) => decision && trackOf(decision.type) === trackOf(type)) ?? ruled[0] ?? null;
  return {
    sentence,
    type,
    ruled: best,
    anchor: near === null ? null : near.trigger.head,
    sure: best !== null,
    tense: near === null ? sentenceTense(analysed) : tenseOf(analysed.items, analysed.clauses, near.trigger),
    likely,
  };
}

const FIRST_AUXILIARY: Readonly<Record<string, string>> = {
  had: 'pluperfect',
  has: 'perfect',
  have: 'perfect',
  is: 'present',
  are: 'present',
  was: 'past',
  were: 'past',
  will: 'future',
  would: 'present',
};

/** Tense of a sentence in which no trigger is known: that of its first auxiliary, else of its first past form. */
function sentenceTense({ items }: AnalysedSentence): string {
  for (const { lower, kind } of items) {
    if (kind !== 'word') continue;
    const tense = FIRST_AUXILIARY[lower];
    if (tense !== undefined) return tense;
    if (lower.length > 4 && lower.endsWith('ed')) return 'past';
  }
  return 'unknown';
}

/** The frame whose amounts a type has, where no trigger says which. */
const FRAME_OF: Partial<Record<EventType, Frame>> = {
  InterestExpressed: 'want',
  OfferMade: 'offer',
  SystemSelected: 'select',
  NegotiationsReported: 'negotiate',
  AgreementReached: 'agree',
  ContractSigned: 'sign',
  ContractAmended: 'amend',
  ExportApproved: 'approve',
  ExportBlocked: 'block',
  PaymentMade: 'pay',
  DealSuspended: 'suspend',
  DealCancelled: 'cancel',
  DeliveryRescheduled: 'reschedule',
  ProductionProgressed: 'produce',
  TechTransferProposed: 'transfer',
  TechTransferAgreed: 'transfer',
  TechTransferStarted: 'transfer',
  TechTransferRefused: 'transfer',
  ActivationScheduled: 'activate',
  DeploymentStarted: 'deploy',
  SystemActivated: 'activate',
  SanctionsThreatened: 'sanction',
  SanctionsAdvanced: 'sanction',
  SanctionsImposed: 'sanction',
  SanctionsLifted: 'unsanction',
  ObjectionRaised: 'object',
  ParticipationSuspended: 'oust',
  DisclosureRestricted: 'undisclosed',
};

/** The trigger of a claim; where only the statistical layer sees it, one that stands for its type at the anchor. */
export function triggerOf({ ruled, anchor, type }: Claim): Trigger {
  if (ruled !== null) return ruled.trigger;
  const head = anchor ?? 0;
  return {
    frame: FRAME_OF[type] ?? 'deliver',
    mood: null,
    pattern: '',
    head,
    from: head,
    to: head + 1,
    matched: [head],
    nominal: false,
    place: null,
  };
}
