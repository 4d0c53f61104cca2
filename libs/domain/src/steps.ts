import { bestSupported, type StatedDate } from './best-date';
import type { EventType, Polarity } from './catalogue';
import { compareText, groupBy } from './grouping';
import type { RecordedReport } from './history';
import type { Day, EventId } from './ids';
import { type JoinedEvents, joinEvents, type VisibleEvent } from './joining';
import { certainFrom, type PartialDate, partialDateOf, precisionOf, startOf } from './partial-date';
import type { SourceKeys } from './sources';
import type { DatePrecision } from './status-model';
import { rungOf } from './strands';

/** One thing that happened, as far as it is visible, with everything that tells of it. */
export interface Step {
  /** Id of the event that the others were joined to. */
  readonly id: EventId;
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  /** False where no article dates it; `date` is then the day of its first publication. */
  readonly dated: boolean;
  readonly date: PartialDate;
  readonly precision: DatePrecision;
  readonly expectedOn: PartialDate | null;
  /** First and last day on which it can have happened; the last is capped at the first publication. */
  readonly from: Day;
  readonly until: Day;
  readonly reported: Day;
  /** Height of the type in its strand (`rungOf`). */
  readonly rung: number;
  readonly events: readonly VisibleEvent[];
  readonly reports: readonly RecordedReport[];
}

/**
 * The steps behind the visible reports, in order of occurrence: by last possible day, then undated before dated, by first
 * publication, rung and id.
 * @param keys whose word each report is: a step takes the date that most independent sources support
 */
export function stepsOf(reports: readonly RecordedReport[], keys: SourceKeys): Step[] {
  return joinEvents(visibleEvents(reports))
    .map((joined) => stepOf(joined, keys))
    .sort(byOccurrence);
}

/** Order of occurrence; total, and free of the order in which anything was recorded. */
export function byOccurrence(a: Step, b: Step): number {
  return (
    compareText(a.until, b.until) ||
    Number(a.dated) - Number(b.dated) ||
    compareText(a.reported, b.reported) ||
    a.rung - b.rung ||
    compareText(a.id, b.id)
  );
}

function visibleEvents(reports: readonly RecordedReport[]): VisibleEvent[] {
  const byEvent = groupBy([...reports].sort(byPublication), ({ eventId }) => eventId);
  return [...byEvent.values()].flatMap((ofEvent) => {
    const [first] = ofEvent;
    if (!first) return [];
    const { eventId, type, polarity, tranche, occurredOn, expectedOn, report } = first;
    return [
      {
        eventId,
        type,
        polarity,
        tranche,
        occurredOn,
        expectedOn,
        reported: report.article.publishedOn,
        reports: ofEvent,
      },
    ];
  });
}

function stepOf(joined: JoinedEvents, keys: SourceKeys): Step {
  const { anchor, members } = joined;
  const events = [...members].sort((a, b) => compareText(a.reported, b.reported) || compareText(a.eventId, b.eventId));
  const reported = events[0]?.reported ?? anchor.reported;
  const wasPossible = (day: PartialDate): boolean => startOf(day) <= reported;
  const occurred = bestSupported(anchor.occurredOn, statedDates('occurredOn', joined, wasPossible, keys));
  const date = occurred ?? partialDateOf(reported);
  return {
    id: anchor.eventId,
    type: anchor.type,
    polarity: anchor.polarity,
    tranche: anchor.tranche,
    dated: occurred !== null,
    date,
    precision: occurred === null ? 'reported' : precisionOf(occurred),
    expectedOn: bestSupported(
      anchor.expectedOn,
      statedDates('expectedOn', joined, () => true, keys),
    ),
    from: startOf(date),
    until: certainFrom(date, reported),
    reported,
    rung: rungOf(anchor.type),
    events,
    reports: events.flatMap(({ reports }) => reports).sort(byPublication),
  };
}

/** The dates that a step can take: its anchor's, and those of its members that were not yet to come when it was first told. */
function statedDates(
  field: 'occurredOn' | 'expectedOn',
  { anchor, members }: JoinedEvents,
  canBe: (date: PartialDate) => boolean,
  keys: SourceKeys,
): StatedDate[] {
  return members.flatMap((event) => {
    const date = event[field];
    if (date === null || !(event === anchor || canBe(date))) return [];
    return [{ date, sources: new Set(event.reports.map(({ report }) => keys.get(report.reportId))) }];
  });
}

/** By publication, then article, place in it, and id. */
export function byPublication(a: RecordedReport, b: RecordedReport): number {
  const [left, right] = [a.report, b.report];
  return (
    compareText(left.article.publishedOn, right.article.publishedOn) ||
    compareText(left.article.articleId, right.article.articleId) ||
    left.start - right.start ||
    compareText(left.reportId, right.reportId)
  );
}
