import {
  type ArticleEvent,
  type ArticleId,
  codeEvent,
  type DealEvent,
  type DealId,
  type DealKey,
  isStepEvent,
  type Report,
} from '@dealwatch/domain';
import type { StoredEvent } from '@dealwatch/event-store';
import type { EntryKind } from './event.dto';

export type LogEvent = StoredEvent<ArticleEvent> | StoredEvent<DealEvent>;

/** An entry of the log for readers outside. Its further fields depend on the kind. */
export interface LogEntry {
  readonly kind: EntryKind;
  readonly position: string;
  readonly recordedAt: string;
  readonly [field: string]: unknown;
}

/** What the entries of a page need beside themselves. */
export interface EntryContext {
  readonly deals: ReadonlyMap<DealId, DealKey>;
  readonly texts: ReadonlyMap<ArticleId, string>;
  /** Whether events carry the codes of other schemes. */
  readonly codes: boolean;
}

/** The kind under which an event of the log is told. */
export function kindOf(event: LogEvent): EntryKind {
  switch (event.type) {
    case 'ArticleReceived':
      return 'article';
    case 'NearCopiesFound':
      return 'near-copies';
    case 'ArticleExtracted':
      return 'extraction';
    case 'ArticleSkipped':
      return 'skipped';
    case 'DealOpened':
      return 'deal';
    case 'ReportCorroborated':
      return 'report';
    case 'ReportRevised':
      return 'revision';
    case 'ReportSuperseded':
      return 'supersession';
    default:
      return 'event';
  }
}

/** The deal in whose stream an event stands, or null for an article's. */
export function dealIdOfEvent({ stream }: LogEvent): DealId | null {
  return stream.startsWith('deal:') ? (stream.slice('deal:'.length) as DealId) : null;
}

/** The article that an event tells of or comes from; null for the opening of a deal. */
export function articleIdOfEvent(event: LogEvent): ArticleId | null {
  switch (event.type) {
    case 'ArticleReceived':
    case 'NearCopiesFound':
    case 'ArticleExtracted':
    case 'ArticleSkipped':
    case 'ReportSuperseded':
      return event.data.articleId;
    case 'DealOpened':
      return null;
    default:
      return event.data.report.article.articleId;
  }
}

/** The entry as it was recorded: an event with its first report, later reports as entries of their own. */
export function toLogEntry(event: LogEvent, context: EntryContext): LogEntry {
  const head = { kind: kindOf(event), position: String(event.position), recordedAt: event.recordedAt };
  switch (event.type) {
    case 'ArticleReceived':
    case 'NearCopiesFound':
    case 'ArticleSkipped':
    case 'DealOpened':
      return { ...head, ...event.data };
    case 'ArticleExtracted': {
      const { articleId, extractor, reports, reading = 1 } = event.data;
      return { ...head, articleId, extractor, reading, reportCount: reports.length };
    }
    default:
      return { ...head, ...dealFields(event as StoredEvent<DealEvent>, context) };
  }
}

function dealFields(event: StoredEvent<DealEvent>, { deals, texts, codes }: EntryContext): Record<string, unknown> {
  if (event.type === 'DealOpened') return {};
  const dealId = dealIdOfEvent(event) as DealId;
  if (event.type === 'ReportSuperseded') return { ...event.data, dealId, version: event.version };
  const { eventId, report } = event.data;
  const reports = [reportFields(report, texts)];
  if (event.type === 'ReportRevised')
    return { eventId, dealId, reading: event.data.reading, version: event.version, reports };
  if (!isStepEvent(event)) return { eventId, dealId, version: event.version, reports };
  const { polarity, tranche, occurredOn, expectedOn } = event.data;
  const { actors, quantity, value, salience, confidence, article } = report;
  return {
    id: eventId,
    type: event.type,
    ...{ polarity, dealId, deal: deals.get(dealId) ?? null, tranche, occurredOn, expectedOn },
    ...{ actors, quantity, value, salience, confidence, publishedOn: article.publishedOn },
    ...(codes && { codes: codeEvent({ type: event.type, polarity, salience }) }),
    version: event.version,
    reports,
  };
}

/** Whether an event brings a report that is held for a review. */
export function isHeld({ data }: LogEvent): boolean {
  return 'report' in data && data.report.held === true;
}

function reportFields(report: Report, texts: ReadonlyMap<ArticleId, string>) {
  const { article, start, end, reportId, extractor, confidence, held = false } = report;
  const { articleId, url, source, publishedOn } = article;
  const quote = texts.get(articleId)?.slice(start, end) ?? null;
  return { reportId, articleId, url, source, publishedOn, quote, start, end, confidence, held, extractor };
}
