import type { Claim, ExtractedReport } from './claim';
import type { DealEvent, DealOpened, ReportCorroborated, StepEvent } from './deal-events';
import { DomainError } from './domain-error';
import { emptySet, type GrowingSet, has, valuesOf, withValue } from './growing-set';
import { dealIdOf, eventIdOf, reportIdOf } from './identity';
import type { ArticleId, DealId, EventId, ReportId } from './ids';
import { correctionIdOf, logIdOf } from './log-id';
import { sameDetails } from './readings';
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
  /** What was recorded of reports, one entry after the other: the last of a report holds. */
  readonly entries: GrowingSet<ReportEntry>;
}

/** A report as it stands from here on; `report` is null where it stands no more. */
export interface ReportEntry {
  readonly eventId: EventId;
  readonly reportId: ReportId;
  readonly articleId: ArticleId;
  readonly report: Report | null;
}

export const initialDeal: DealState = {
  dealId: null,
  eventIds: emptySet(),
  reportIds: emptySet(),
  entries: emptySet(),
};

/** The state after one more event of the stream. */
export function evolveDeal(state: DealState, event: DealEvent): DealState {
  switch (event.type) {
    case 'DealOpened':
      return { ...state, dealId: event.data.dealId };
    case 'ReportCorroborated':
    case 'ReportRevised':
      return withReport(state, event.data);
    case 'ReportSuperseded': {
      const { eventId, reportId, articleId } = event.data;
      return { ...state, entries: withValue(state.entries, { eventId, reportId, articleId, report: null }) };
    }
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
      return { ...withReport(state, event.data), eventIds: withValue(state.eventIds, event.data.eventId) };
  }
}

function withReport(state: DealState, { eventId, report }: { eventId: EventId; report: Report }): DealState {
  const { reportId, article } = report;
  const entry = { eventId, reportId, articleId: article.articleId, report };
  return {
    ...state,
    reportIds: withValue(state.reportIds, reportId),
    entries: withValue(state.entries, entry),
  };
}

/** One mention to be recorded: where it was published, what read it, and what it says. */
export interface Mention {
  readonly article: ArticleProvenance;
  /** Name and version of the extractor: `hybrid@2.5.0`. */
  readonly extractor: string;
  readonly report: ExtractedReport;
}

/** What holds for all that is recorded, as it is configured. */
export interface RecordingRules {
  /** A report of less confidence (0 to 1) is held for a review: it is in the log and counts for nothing. */
  readonly reviewThreshold: number;
}

const EVERYTHING_COUNTS: RecordingRules = { reviewThreshold: 0 };

/**
 * Records one mention: opens the deal if it is new, then the event if it is new, else one more report of it. A mention
 * that is known already adds nothing, whatever it says otherwise: only a later reading of its article corrects it.
 * @throws DomainError `deal-mismatch` where the mention speaks of another deal, `invalid-deal` where of none
 */
export function recordReport(state: DealState, mention: Mention, rules = EVERYTHING_COUNTS): DealEvent[] {
  const { deal, claim } = mention.report;
  const dealId = dealIdOf(deal);
  if (state.dealId !== null && state.dealId !== dealId)
    throw new DomainError('deal-mismatch', `A report on ${dealId} cannot be recorded in ${state.dealId}.`);
  const eventId = eventIdOf(dealId, claim);
  const report = reportOf(eventId, mention, rules);
  if (has(state.reportIds, report.reportId)) return [];
  const opened: DealOpened[] = state.dealId === null ? [{ type: 'DealOpened', data: { dealId, deal } }] : [];
  return [...opened, has(state.eventIds, eventId) ? corroborated(eventId, report) : stepEvent(eventId, claim, report)];
}

/** Records several mentions of one deal in their order; the same as one after the other. */
export function recordReports(
  state: DealState,
  mentions: readonly Mention[],
  rules: RecordingRules = EVERYTHING_COUNTS,
): DealEvent[] {
  const events: DealEvent[] = [];
  let current = state;
  for (const mention of mentions) {
    const next = recordReport(current, mention, rules);
    current = next.reduce(evolveDeal, current);
    events.push(...next);
  }
  return events;
}

/** Everything that one reading of an article says of one deal: nothing, too. */
export interface ReadingOfDeal {
  readonly article: ArticleProvenance;
  readonly extractor: string;
  /** How often the article has been read with this; 1 for the first reading. */
  readonly reading: number;
  readonly reports: readonly ExtractedReport[];
}

/**
 * Records a reading of an article in a deal. It replaces what earlier readings of that article said of the deal: what it
 * no longer holds is superseded, what it reads otherwise at the same place is revised, what it adds is recorded
 * as ever. The same reading again adds nothing. (Decision 0020.)
 * @throws DomainError as `recordReport`
 */
export function recordReading(
  state: DealState,
  reading: ReadingOfDeal,
  rules: RecordingRules = EVERYTHING_COUNTS,
): DealEvent[] {
  const { article, extractor, reading: nth, reports } = reading;
  const mentions = reports.map((report) => ({ article, extractor, report }));
  const read = reportsById(mentions, rules);
  const corrections = lastEntries(state, article.articleId).flatMap((entry): DealEvent[] => {
    const { eventId, reportId, articleId } = entry;
    const report = read.get(reportId);
    if (report === undefined) {
      if (entry.report === null) return [];
      const data = { eventId, reportId, articleId, extractor, reading: nth, reason: 'reread' } as const;
      return [{ type: 'ReportSuperseded', data }];
    }
    if (entry.report !== null && sameDetails(entry.report, report)) return [];
    return [{ type: 'ReportRevised', data: { eventId, reading: nth, report } }];
  });
  return [...corrections, ...recordReports(state, mentions, rules)];
}

/** What was last recorded of each report that the article ever gave to the deal. */
function lastEntries({ entries }: DealState, articleId: ArticleId): ReportEntry[] {
  const last = new Map<ReportId, ReportEntry>();
  for (const entry of valuesOf(entries)) if (entry.articleId === articleId) last.set(entry.reportId, entry);
  return [...last.values()];
}

/** Of two mentions with one id the first, as in recording. */
function reportsById(mentions: readonly Mention[], rules: RecordingRules): Map<ReportId, Report> {
  const reports = new Map<ReportId, Report>();
  for (const mention of mentions) {
    const { deal, claim } = mention.report;
    const report = reportOf(eventIdOf(dealIdOf(deal), claim), mention, rules);
    if (!reports.has(report.reportId)) reports.set(report.reportId, report);
  }
  return reports;
}

/**
 * The ids under which the log can hold what an article's readings say of a deal, and how they corrected each other: the
 * decision on the last of them asks for nothing else, and a deal's stream may be long.
 */
export function logIdsOfReadings(dealId: DealId, readings: readonly ReadingOfDeal[]): string[] {
  const mentions = readings.flatMap(({ article, extractor, reports }) =>
    reports.map((report) => ({ article, extractor, report })),
  );
  const reportIds = mentions.map(({ article, report }) =>
    reportIdOf(eventIdOf(dealId, report.claim), article.articleId, report.start, report.end),
  );
  const corrections = readings
    .filter(({ reading }) => reading > 1)
    .flatMap(({ reading }) =>
      reportIds.flatMap((reportId) => [
        correctionIdOf('ReportRevised', reportId, reading),
        correctionIdOf('ReportSuperseded', reportId, reading),
      ]),
    );
  return [...new Set([...recordReports(initialDeal, mentions).map(logIdOf), ...reportIds, ...corrections])];
}

function corroborated(eventId: EventId, report: Report): ReportCorroborated {
  return { type: 'ReportCorroborated', data: { eventId, report } };
}

function stepEvent(eventId: EventId, { type, ...claim }: Claim, report: Report): StepEvent {
  return { type, data: { eventId, ...claim, report } } as StepEvent;
}

function reportOf(
  eventId: EventId,
  { article, extractor, report }: Mention,
  { reviewThreshold }: RecordingRules,
): Report {
  const { deal: _, claim: __, ...details } = report;
  const reportId = reportIdOf(eventId, article.articleId, report.start, report.end);
  const held = report.confidence < reviewThreshold ? { held: true as const } : {};
  return { ...details, reportId, article, extractor, ...held };
}
