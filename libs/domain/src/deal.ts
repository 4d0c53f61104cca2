import type { Claim, ExtractedReport } from './claim';
import type { DealEvent, DealOpened, ReportCorroborated, StepEvent } from './deal-events';
import { DomainError } from './domain-error';
import { emptySet, type GrowingSet, has, withValue } from './growing-set';
import { dealIdOf, eventIdOf, reportIdOf } from './identity';
import type { DealId, EventId, ReportId } from './ids';
import type { ArticleProvenance, Report } from './report';

/** Name of the stream that holds a deal's events. */
export function dealStream(id: DealId): `deal:${DealId}` {
  return `deal:${id}`;
}

/** What the decisions need to know of a deal. */
export interface DealState {
  /** Null until the deal is opened. */
  readonly dealId: DealId | null;
  readonly eventIds: GrowingSet<EventId>;
  readonly reportIds: GrowingSet<ReportId>;
}

export const initialDeal: DealState = { dealId: null, eventIds: emptySet(), reportIds: emptySet() };

/** The state after one more event of the stream. */
export function evolveDeal(state: DealState, event: DealEvent): DealState {
  switch (event.type) {
    case 'DealOpened':
      return { ...state, dealId: event.data.dealId };
    case 'ReportCorroborated':
      return { ...state, reportIds: withValue(state.reportIds, event.data.report.reportId) };
    case 'InterestExpressed':
    case 'OfferMade':
    case 'SystemSelected':
    case 'NegotiationsReported':
    case 'AgreementReached':
    case 'ContractSigned':
    case 'ContractAmended':
    case 'ExportApproved':
    case 'ExportBlocked':
    case 'PaymentMade':
    case 'DealSuspended':
    case 'DealCancelled':
    case 'DeliveryAnnounced':
    case 'DeliveryRescheduled':
    case 'DeliveryStarted':
    case 'DeliveryMade':
    case 'DeliveryCompleted':
    case 'ProductionProgressed':
    case 'TechTransferProposed':
    case 'TechTransferAgreed':
    case 'TechTransferStarted':
    case 'TechTransferRefused':
    case 'ActivationScheduled':
    case 'DeploymentStarted':
    case 'SystemActivated':
    case 'SanctionsThreatened':
    case 'SanctionsAdvanced':
    case 'SanctionsImposed':
    case 'SanctionsLifted':
    case 'ObjectionRaised':
    case 'ParticipationSuspended':
    case 'DisclosureRestricted':
      return {
        ...state,
        eventIds: withValue(state.eventIds, event.data.eventId),
        reportIds: withValue(state.reportIds, event.data.report.reportId),
      };
  }
}

/** One mention to be recorded: where it was published, what read it, and what it says. */
export interface Mention {
  readonly article: ArticleProvenance;
  /** Name and version of the extractor: `rules@1.0.0`. */
  readonly extractor: string;
  readonly report: ExtractedReport;
}

/**
 * Records one mention: opens the deal if it is new, then the event if it is new, else one more report of it. A mention
 * that is known already adds nothing, even where a newer extractor reads other details at the same place (decision 0015).
 * @throws DomainError `deal-mismatch` where the mention speaks of another deal, `invalid-deal` where of none
 */
export function recordReport(state: DealState, mention: Mention): DealEvent[] {
  const { deal, claim } = mention.report;
  const dealId = dealIdOf(deal);
  if (state.dealId !== null && state.dealId !== dealId)
    throw new DomainError('deal-mismatch', `A report on ${dealId} cannot be recorded in ${state.dealId}.`);
  const eventId = eventIdOf(dealId, claim);
  const report = reportOf(eventId, mention);
  if (has(state.reportIds, report.reportId)) return [];
  const opened: DealOpened[] = state.dealId === null ? [{ type: 'DealOpened', data: { dealId, deal } }] : [];
  return [...opened, has(state.eventIds, eventId) ? corroborated(eventId, report) : stepEvent(eventId, claim, report)];
}

/** Records several mentions of one deal in their order; the same as one after the other. */
export function recordReports(state: DealState, mentions: readonly Mention[]): DealEvent[] {
  const events: DealEvent[] = [];
  let current = state;
  for (const mention of mentions) {
    const next = recordReport(current, mention);
    current = next.reduce(evolveDeal, current);
    events.push(...next);
  }
  return events;
}

function corroborated(eventId: EventId, report: Report): ReportCorroborated {
  return { type: 'ReportCorroborated', data: { eventId, report } };
}

function stepEvent(eventId: EventId, { type, ...claim }: Claim, report: Report): StepEvent {
  return { type, data: { eventId, ...claim, report } } as StepEvent;
}

function reportOf(eventId: EventId, { article, extractor, report }: Mention): Report {
  const { deal: _, claim: __, ...details } = report;
  const reportId = reportIdOf(eventId, article.articleId, report.start, report.end);
  return { ...details, reportId, article, extractor };
}
