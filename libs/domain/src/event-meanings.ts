import type { EventType } from './catalogue';

/** What each type says, in one sentence. docs/events.md is made from it. */
export const EVENT_MEANINGS: Readonly<Record<EventType, string>> = {
  InterestExpressed: 'The buyer would like the system, or more of it, and has agreed to nothing yet.',
  OfferMade: 'The seller, its state or its industry puts the system on offer.',
  SystemSelected: 'The buyer picked the system or a preferred bidder; a contract is still missing.',
  NegotiationsReported: 'The parties talk, will talk, or are said to stand shortly before a signature.',
  AgreementReached: 'The parties agree, by handshake, letter of intent or memorandum, short of a contract.',
  ContractSigned: 'A contract or an order exists: signed, placed or awarded.',
  ContractAmended: 'An existing contract was changed or filled in later: its price, number, options or terms.',
  ExportApproved: 'Those who license the export on the seller’s side agree to it.',
  ExportBlocked: 'Those who license the export on the seller’s side refuse or forbid it.',
  PaymentMade: 'Money has moved for the deal, or a loan for it stands: a deposit, an instalment, the whole price.',
  DealSuspended: 'The deal rests: frozen or on hold, not ended.',
  DealCancelled: 'The deal is over before its end: cancelled, withdrawn, lapsed, or the system finally turned down.',
  DeliveryAnnounced: 'Items are still to be delivered, on a named date or some day.',
  DeliveryRescheduled: 'The date of a delivery moved, to earlier or later.',
  DeliveryStarted: 'The first items of the deal or of a batch arrived.',
  DeliveryMade: 'Items arrived or were handed over, neither the first nor said to be the last.',
  DeliveryCompleted: 'A batch, or all that was ordered, is there.',
  ProductionProgressed:
    'The makers got further: production began or sped up, a hull was laid or launched, a first item flew.',
  TechTransferProposed:
    'Know-how, joint production or production under licence is asked for, offered or under discussion.',
  TechTransferAgreed: 'The parties settled that know-how moves or that the buyer’s industry takes part.',
  TechTransferStarted: 'The transfer or the local production is under way.',
  TechTransferRefused: 'No know-how moves: refused, ended, or left out of the contract.',
  ActivationScheduled: 'The system is to be ready, deployed or in service some day, or that day moved.',
  DeploymentStarted: 'Crews train, or the system is set up, tested or deployed, and is not yet in service.',
  SystemActivated: 'The system is in service.',
  SanctionsThreatened: 'Somebody warns that the deal brings sanctions, or asks for them.',
  SanctionsAdvanced: 'Sanctions came a formal step nearer, such as a bill or a vote, and are not yet in force.',
  SanctionsImposed: 'Sanctions over the deal are in force.',
  SanctionsLifted: 'Sanctions over the deal were ended, waived or softened.',
  ObjectionRaised: 'A state or organisation outside the deal speaks against it.',
  ParticipationSuspended: 'Over the deal, the buyer lost its place in another programme, or goods from it.',
  DisclosureRestricted: 'The parties keep terms of the deal to themselves, and say so.',
};
