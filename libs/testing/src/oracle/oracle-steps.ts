import type { RecordedReport, Times } from '@dealwatch/domain';
import { daysIn, first, isWithin, last, monthsLater } from './calendar';

/** An event with the reports of it that count. */
export interface OracleEvent {
  readonly id: string;
  readonly type: string;
  readonly polarity: string;
  readonly tranche: number | null;
  readonly occurredOn: string | null;
  readonly expectedOn: string | null;
  readonly reports: RecordedReport[];
  readonly published: string;
}

export interface OracleStep {
  readonly id: string;
  readonly type: string;
  readonly polarity: string;
  readonly tranche: number | null;
  readonly dated: boolean;
  readonly date: string;
  readonly expectedOn: string | null;
  /** The days on which it can have happened. */
  readonly days: readonly string[];
  readonly published: string;
  readonly reports: readonly RecordedReport[];
}

/** The day by which a step has surely happened. */
export function day(step: OracleStep): string {
  return last(step.days);
}

/** What may be seen: published by `knownBy`, recorded by `recordedBy`, and neither withdrawn nor held by what was said last. */
export function reportsThatCount(history: readonly RecordedReport[], { knownBy, recordedBy }: Times): RecordedReport[] {
  const counted = history
    .filter(({ report }) => knownBy === null || report.article.publishedOn <= knownBy)
    .filter(({ recordedAt }) => recordedBy === null || Date.parse(recordedAt) <= Date.parse(recordedBy));
  const ids = [...new Set(counted.map(({ report }) => report.reportId))];
  return ids.flatMap((id) => {
    const said = counted.filter(({ report }) => report.reportId === id);
    const lastSaid = said.sort((a, b) => Number(a.position) - Number(b.position)).slice(-1);
    return lastSaid.filter(({ superseded, report }) => !superseded && !report.held);
  });
}

/** All steps, whenever they happened, in no particular order. */
export function oracleSteps(reports: readonly RecordedReport[], sourceOf: ReadonlyMap<string, string>): OracleStep[] {
  const events = oracleEvents(reports);
  const heads = new Map(events.map((event) => [event, headOf(event, events)]));
  return events
    .filter((event) => heads.get(event) === event)
    .map((head) =>
      merge(
        head,
        events.filter((event) => heads.get(event) === head),
        sourceOf,
      ),
    );
}

function oracleEvents(reports: readonly RecordedReport[]): OracleEvent[] {
  return [...new Set(reports.map(({ eventId }) => eventId))].flatMap((id) => {
    const own = reports.filter(({ eventId }) => eventId === id);
    const published = own.map(({ report }) => report.article.publishedOn).sort();
    return own.slice(0, 1).map(({ type, polarity, tranche, occurredOn, expectedOn }) => {
      return { id, type, polarity, tranche, occurredOn, expectedOn, reports: own, published: first(published) };
    });
  });
}

/** The event that an event's step is named after. */
function headOf(event: OracleEvent, events: readonly OracleEvent[]): OracleEvent {
  const own = mostExactOf(event, events);
  if (own.tranche !== null || own.occurredOn === null) return own;
  const near = events.filter(
    (other) =>
      other.tranche !== null &&
      mostExactOf(other, events) === other &&
      isNear(own, other) &&
      allCouldKnow(own, other, events),
  );
  const nested = near.filter(
    ({ occurredOn }) => holds(occurredOn, own.occurredOn) || holds(own.occurredOn, occurredOn),
  );
  if (near.length === 1) return near[0] ?? own;
  return nested.length === 1 ? (nested[0] ?? own) : own;
}

function mostExactOf(event: OracleEvent, events: readonly OracleEvent[]): OracleEvent {
  const finer = events.filter((other) => other !== event && isVaguer(event, other));
  const [head, ...others] = new Set(finer.map((other) => mostExactOf(other, events)));
  return head && others.length === 0 && couldKnow(event, head) ? head : event;
}

/** Whether `event` may tell of the same as `other`, less exactly. */
function isVaguer(event: OracleEvent, other: OracleEvent): boolean {
  if (event.type !== other.type || event.polarity !== other.polarity || event.tranche !== other.tranche) return false;
  const occurred = event.occurredOn === null || holds(event.occurredOn, other.occurredOn);
  const expected = event.expectedOn === other.expectedOn || holds(event.expectedOn, other.expectedOn);
  return couldKnow(event, other) && occurred && expected;
}

/** Whether some day of the other's date had come when the event was published. */
function couldKnow(event: OracleEvent, other: OracleEvent): boolean {
  return other.occurredOn === null || daysIn(other.occurredOn).some((each) => each <= event.published);
}

/** The same for all events of two steps and the date that they would share: the second's, or a finer one of the first. */
function allCouldKnow(own: OracleEvent, other: OracleEvent, events: readonly OracleEvent[]): boolean {
  const membersOf = (head: OracleEvent): OracleEvent[] => events.filter((each) => mostExactOf(each, events) === head);
  const isFiner = own.occurredOn !== other.occurredOn && holds(other.occurredOn, own.occurredOn);
  return (
    membersOf(own).every((each) => couldKnow(each, other)) &&
    (!isFiner || membersOf(other).every((each) => couldKnow(each, own)))
  );
}

function holds(outer: string | null, inner: string | null): boolean {
  return outer !== null && inner !== null && isWithin(inner, outer);
}

function isNear(event: OracleEvent, other: OracleEvent): boolean {
  if (event.type !== other.type || event.polarity !== other.polarity) return false;
  if (event.occurredOn === null || other.occurredOn === null) return false;
  const [a, b] = [event.expectedOn, other.expectedOn];
  if (a !== b && !holds(a, b) && !holds(b, a)) return false;
  const days = [...daysIn(event.occurredOn), ...daysIn(other.occurredOn)].sort();
  return last(days) <= monthsLater(first(days), 1);
}

function merge(head: OracleEvent, members: readonly OracleEvent[], sourceOf: ReadonlyMap<string, string>): OracleStep {
  const published = first(members.map((member) => member.published).sort());
  const timely = members.filter(
    (member) => member === head || (member.occurredOn !== null && first(daysIn(member.occurredOn)) <= published),
  );
  const occurredOn = best(head, timely, ({ occurredOn: named }) => named, sourceOf);
  const date = occurredOn ?? published;
  const all = daysIn(date);
  const possible = all.filter((each) => each <= published);
  return {
    id: head.id,
    type: head.type,
    polarity: head.polarity,
    tranche: head.tranche,
    dated: occurredOn !== null,
    date,
    expectedOn: best(head, members, ({ expectedOn }) => expectedOn, sourceOf),
    days: possible.length > 0 ? possible : all.slice(0, 1),
    published,
    reports: members.flatMap((member) => member.reports),
  };
}

/** Of the dates that no finer one refines, that with most voices; of those the most exact, the head's, the first. */
function best(
  head: OracleEvent,
  members: readonly OracleEvent[],
  dateOf: (event: OracleEvent) => string | null,
  sourceOf: ReadonlyMap<string, string>,
): string | null {
  if (dateOf(head) === null) return null;
  const dated = members.filter((member) => dateOf(member) !== null);
  const finest = dated.filter((one) =>
    dated.every((other) => dateOf(one) === dateOf(other) || !holds(dateOf(one), dateOf(other))),
  );
  const ranks = finest.map((one) => {
    const behind = dated.filter((other) => holds(dateOf(other), dateOf(one))).flatMap(({ reports }) => reports);
    const voices = new Set(behind.map(({ report }) => sourceOf.get(report.reportId))).size;
    return { date: dateOf(one) ?? '', rank: [voices, dateOf(one)?.length ?? 0, dateOf(one) === dateOf(head) ? 1 : 0] };
  });
  const label = ({ rank }: (typeof ranks)[number]): string =>
    rank.map((part) => String(part).padStart(5, '0')).join(' ');
  const top = ranks.map(label).sort().at(-1);
  return (
    ranks
      .filter((one) => label(one) === top)
      .map(({ date }) => date)
      .sort()[0] ?? null
  );
}
