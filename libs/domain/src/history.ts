import type { EventType, Polarity } from './catalogue';
import type { DealEvent, StepEvent } from './deal-events';
import { DomainError } from './domain-error';
import type { Day, EventId, Instant } from './ids';
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

/** One report of one event, with the event's claim beside it: the flat form that steps and status are read from. */
export interface RecordedReport {
  readonly eventId: EventId;
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  readonly report: Report;
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
 * Flattens a deal's stream into its reports, in the order of the stream.
 * @throws DomainError `broken-stream` where a report belongs to an event that the stream does not hold
 */
export function historyOf(stream: Iterable<Recorded<DealEvent>>): RecordedReport[] {
  const events = [...stream];
  const steps = new Map<EventId, StepEvent>();
  for (const { event } of events) if (isStepEvent(event)) steps.set(event.data.eventId, event);
  return events.flatMap((recorded) => flattened(recorded, steps));
}

/** Whether an event of a deal's stream is one of the catalogue's steps. */
export function isStepEvent(event: DealEvent): event is StepEvent {
  return event.type !== 'DealOpened' && event.type !== 'ReportCorroborated';
}

function flattened(recorded: Recorded<DealEvent>, steps: ReadonlyMap<EventId, StepEvent>): RecordedReport[] {
  const { event, recordedAt, position } = recorded;
  if (event.type === 'DealOpened') return [];
  const step = steps.get(event.data.eventId);
  if (!step) throw new DomainError('broken-stream', `Report of the unknown event ${event.data.eventId}.`);
  const { eventId, polarity, tranche, occurredOn, expectedOn } = step.data;
  const claim = { eventId, type: step.type, polarity, tranche, occurredOn, expectedOn };
  return [{ ...claim, report: event.data.report, recordedAt, position }];
}

/**
 * The reports that count at `knownBy` and `recordedBy`, each once however often it was recorded (then as recorded first).
 */
export function visible(
  history: readonly RecordedReport[],
  { knownBy, recordedBy }: Omit<Times, 'asOf'>,
): RecordedReport[] {
  const byReport = new Map<string, RecordedReport>();
  for (const entry of history) {
    if (knownBy !== null && entry.report.article.publishedOn > knownBy) continue;
    if (recordedBy !== null && compareInstants(entry.recordedAt, recordedBy) > 0) continue;
    const known = byReport.get(entry.report.reportId);
    if (!known || compareInstants(entry.recordedAt, known.recordedAt) < 0) byReport.set(entry.report.reportId, entry);
  }
  return [...byReport.values()];
}
