import type { EventType, Polarity } from './catalogue';
import type { DealEvent, StepEvent } from './deal-events';
import { DomainError } from './domain-error';
import type { Day, EventId, Instant, ReportId } from './ids';
import { compareInstants } from './instant';
import type { PartialDate } from './partial-date';
import type { Report } from './report';

/** An event as a store gives it back: with the moment at which it was recorded and its place in the whole log. */
export interface Recorded<Event> {
  readonly event: Event;
  readonly recordedAt: Instant;
  /** Decimal digits, so that it survives JSON; null where no store has numbered it. */
  readonly position: string | null;
}

/**
 * What was recorded of one report of one event, with the event's claim beside it: the flat form that steps and status are
 * read from. A report that was corrected has several entries; the last one recorded holds.
 */
export interface RecordedReport {
  readonly eventId: EventId;
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  /** As it stands from then on; where it stands no more, as it stood last. */
  readonly report: Report;
  /** Present where the report counts for nothing from then on: a later reading of its article does not hold it. */
  readonly superseded?: true;
  readonly recordedAt: Instant;
  readonly position: string | null;
}

/** The three times of a question. */
export interface Times {
  /** The day that the question is about (valid time). */
  readonly asOf: Day;
  /** Only what had been published by the end of this day counts; null: everything, which is hindsight. */
  readonly knownBy: Day | null;
  /** Only what had been recorded by this moment counts; null: everything. */
  readonly recordedBy: Instant | null;
}

/**
 * Flattens a deal's stream into what it says of reports, one entry an event, in the order of the stream: a report as it
 * stands from then on, or that it stands no more.
 * @throws DomainError `broken-stream` where a report belongs to an event that the stream does not hold, or stands no more
 * without having stood
 */
export function historyOf(stream: Iterable<Recorded<DealEvent>>): RecordedReport[] {
  const events = [...stream];
  const steps = new Map<EventId, StepEvent>();
  for (const { event } of events) if (isStepEvent(event)) steps.set(event.data.eventId, event);
  const reports = new Map<ReportId, Report>();
  return events.flatMap((recorded) => flattened(recorded, steps, reports));
}

/** Whether an event of a deal's stream is one of the catalogue's steps. */
export function isStepEvent(event: DealEvent): event is StepEvent {
  return !NO_STEPS.has(event.type);
}

const NO_STEPS: ReadonlySet<string> = new Set<Exclude<DealEvent, StepEvent>['type']>([
  'DealOpened',
  'ReportCorroborated',
  'ReportRevised',
  'ReportSuperseded',
]);

function flattened(
  { event, recordedAt, position }: Recorded<DealEvent>,
  steps: ReadonlyMap<EventId, StepEvent>,
  reports: Map<ReportId, Report>,
): RecordedReport[] {
  if (event.type === 'DealOpened') return [];
  const claim = claimOf(event.data.eventId, steps);
  if (event.type !== 'ReportSuperseded') {
    const { report } = event.data;
    reports.set(report.reportId, report);
    return [{ ...claim, report, recordedAt, position }];
  }
  const report = reports.get(event.data.reportId);
  if (!report) throw new DomainError('broken-stream', `The unknown report ${event.data.reportId} is superseded.`);
  return [{ ...claim, report, superseded: true, recordedAt, position }];
}

function claimOf(id: EventId, steps: ReadonlyMap<EventId, StepEvent>) {
  const step = steps.get(id);
  if (!step) throw new DomainError('broken-stream', `Report of the unknown event ${id}.`);
  const { eventId, polarity, tranche, occurredOn, expectedOn } = step.data;
  return { eventId, type: step.type, polarity, tranche, occurredOn, expectedOn };
}

/** The reports that count at `knownBy` and `recordedBy`, each as it was last recorded by then. */
export function visible(
  history: readonly RecordedReport[],
  { knownBy, recordedBy }: Omit<Times, 'asOf'>,
): RecordedReport[] {
  const recorded = history.filter(
    ({ report, recordedAt }) =>
      (knownBy === null || report.article.publishedOn <= knownBy) &&
      (recordedBy === null || compareInstants(recordedAt, recordedBy) <= 0),
  );
  return latestOf(recorded).filter(counts);
}

/**
 * Of each report what was recorded of it last, by its place in the log: a clock that was set back turns no correction
 * round. In the order in which the reports appear first.
 */
export function latestOf(history: readonly RecordedReport[]): RecordedReport[] {
  return latestBy(history, (entry) => entry);
}

/** The same for entries that carry something beside. */
export function latestBy<Entry>(entries: readonly Entry[], recordedOf: (entry: Entry) => RecordedReport): Entry[] {
  const latest = new Map<ReportId, Entry>();
  for (const entry of entries) {
    const recorded = recordedOf(entry);
    const known = latest.get(recorded.report.reportId);
    if (!known || !isBefore(recorded.position, recordedOf(known).position)) latest.set(recorded.report.reportId, entry);
  }
  return [...latest.values()];
}

/** Whether an entry of the history lets its report count: it stands, and no review is waited for. */
export function counts({ superseded, report }: RecordedReport): boolean {
  return superseded !== true && report.held !== true;
}

/** Whether a place in the log is before another; where one is not numbered, the order of the entries says it. */
function isBefore(position: string | null, other: string | null): boolean {
  if (position === null || other === null) return false;
  return position.length === other.length ? position < other : position.length < other.length;
}
