import type { EventType, PartialDate } from '@dealwatch/domain';
import type { Candidate } from './types';

/** Types that say less than another of the same sentence and deal: rule 8 keeps the one further along. */
const SUBSUMED: readonly (readonly [EventType, readonly EventType[]])[] = [
  [
    'InterestExpressed',
    ['ContractSigned', 'AgreementReached', 'NegotiationsReported', 'SystemSelected', 'ExportApproved'],
  ],
  ['OfferMade', ['ContractSigned', 'AgreementReached', 'ExportApproved', 'ExportBlocked', 'DealCancelled']],
  ['NegotiationsReported', ['ContractSigned']],
  ['AgreementReached', ['ContractSigned']],
  ['SystemSelected', ['ContractSigned']],
  ['DeliveryMade', ['DeliveryStarted', 'DeliveryCompleted', 'DeliveryRescheduled']],
  ['DeliveryStarted', ['DeliveryCompleted']],
  ['DeliveryAnnounced', ['DeliveryRescheduled']],
  ['TechTransferProposed', ['TechTransferAgreed', 'TechTransferStarted', 'TechTransferRefused']],
  ['TechTransferAgreed', ['TechTransferStarted', 'TechTransferRefused']],
  ['SanctionsThreatened', ['SanctionsAdvanced']],
  ['SanctionsImposed', ['SanctionsAdvanced']],
];
const LESSER = new Map(SUBSUMED);

/** Drops what a sentence says twice with less, then merges the repeats of an article (rule 1); order of the text is kept. */
export function mergeCandidates(candidates: readonly Candidate[]): Candidate[] {
  const standing = candidates.filter((one) => !candidates.some((other) => subsumes(other, one)));
  const merged: Candidate[] = [];
  for (const candidate of standing) {
    const at = merged.findIndex((known) => sameEvent(known, candidate));
    if (at < 0) merged.push(candidate);
    else merged[at] = combine(merged[at] as Candidate, candidate);
  }
  return merged.sort((a, b) => a.start - b.start || a.end - b.end || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
}

function subsumes(stronger: Candidate, weaker: Candidate): boolean {
  if (stronger.start !== weaker.start || stronger.end !== weaker.end) return false;
  const lesser = LESSER.get(weaker.type);
  const together = sameDeal(stronger, weaker);
  const tranches = stronger.tranche === weaker.tranche || stronger.tranche === null || weaker.tranche === null;
  return (
    together &&
    tranches &&
    stronger.polarity === 'affirmed' &&
    weaker.polarity === 'affirmed' &&
    (lesser?.includes(stronger.type) ?? false)
  );
}

function sameDeal(a: Candidate, b: Candidate): boolean {
  return (
    a.deal.supplier === b.deal.supplier && a.deal.recipient === b.deal.recipient && a.deal.system === b.deal.system
  );
}

function sameEvent(a: Candidate, b: Candidate): boolean {
  return (
    a.type === b.type &&
    a.polarity === b.polarity &&
    sameDeal(a, b) &&
    (a.tranche === b.tranche || a.tranche === null || b.tranche === null) &&
    compatible(a.occurredOn, b.occurredOn) &&
    compatible(a.expectedOn, b.expectedOn)
  );
}

/** Whether two dates can be one: either is open, or one contains the other. */
function compatible(a: PartialDate | null, b: PartialDate | null): boolean {
  return a === null || b === null || a.startsWith(b) || b.startsWith(a);
}

/** Keeps the fuller of two mentions and completes it from the other. */
function combine(a: Candidate, b: Candidate): Candidate {
  const [fuller, other] = richness(b) > richness(a) ? [b, a] : [a, b];
  return {
    ...fuller,
    tranche: fuller.tranche ?? other.tranche,
    occurredOn: finer(fuller.occurredOn, other.occurredOn),
    expectedOn: finer(fuller.expectedOn, other.expectedOn),
    quantity: fuller.quantity ?? other.quantity,
    value: fuller.value ?? other.value,
    salience: a.salience === 'news' || b.salience === 'news' ? 'news' : 'background',
    confidence: Math.max(a.confidence, b.confidence),
    actors: [...new Set([...fuller.actors, ...other.actors])],
  };
}

function richness(candidate: Candidate): number {
  const known = [candidate.tranche, candidate.occurredOn, candidate.expectedOn, candidate.quantity, candidate.value];
  return (
    known.filter((field) => field !== null).length +
    2 * candidate.confidence +
    (candidate.salience === 'news' ? 0.5 : 0)
  );
}

function finer(a: PartialDate | null, b: PartialDate | null): PartialDate | null {
  if (a === null || b === null) return a ?? b;
  return b.length > a.length ? b : a;
}
