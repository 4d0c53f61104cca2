import type { EventType, Polarity } from './catalogue';
import { earlierDay } from './day';
import { append, groupBy } from './grouping';
import type { RecordedReport } from './history';
import type { Day, EventId } from './ids';
import { contains, type PartialDate, startOf, withinAMonth } from './partial-date';

/** An event as far as it is visible: its claim and the reports that count. */
export interface VisibleEvent {
  readonly eventId: EventId;
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  /** Earliest publication among the visible reports. */
  readonly reported: Day;
  readonly reports: readonly RecordedReport[];
}

/** Events that tell of the same thing; the others were joined to `anchor`. */
export interface JoinedEvents {
  readonly anchor: VisibleEvent;
  readonly members: readonly VisibleEvent[];
}

/**
 * Joins the events that tell of the same thing with different exactness. Only events of one type and polarity join.
 *
 * 1. *Inside one tranche (or none).* An event f is finer than e where both its dates lie inside those of e and one is
 *    more exact; no `occurredOn` is coarser than every date, no `expectedOn` equals none only. An event that was
 *    published before the first day of f cannot have meant f. From the most exact to the least, each event looks at the
 *    finer ones: if they all belong to one step, and it can have meant the most exact date of that, it joins that step;
 *    else (none, or several) it starts its own. So 2017 joins 2017-09 and 2017-09-12, which are one step; with 2017-03
 *    and 2017-09 it stands alone; an event with no date joins the only step of its type.
 * 2. *An untranched step and a numbered one.* An untranched step joins a numbered one where both are dated within a
 *    month of each other (`withinAMonth`: whatever days the dates stand for), their expected dates are equal or one
 *    holds the other, and neither was published before the first day of the date that they would share. If several
 *    numbered steps would do, those count whose date holds the other or lies inside it; if still not exactly one is
 *    left, the untranched step stands alone.
 *
 * Neither the order of the reports nor the order of loading plays a part.
 */
export function joinEvents(events: readonly VisibleEvent[]): JoinedEvents[] {
  const groups = groupBy(events, ({ type, polarity }) => `${type} ${polarity}`);
  return [...groups.values()].flatMap(joinGroup);
}

function joinGroup(group: readonly VisibleEvent[]): JoinedEvents[] {
  const anchors = anchorsInside(group);
  const parts = [...groupBy(group, (event) => anchors.get(event) ?? event)].map(partOf);
  const numbered = parts.filter(({ anchor }) => anchor.tranche !== null);
  const steps = groupBy(parts, (part) => (part.anchor.tranche === null ? numberedFor(part, numbered) : null) ?? part);
  return [...steps].map(([{ anchor }, joined]) => ({ anchor, members: joined.flatMap(({ members }) => members) }));
}

/** A step inside one tranche (or none), before numbered and untranched ones are joined. */
interface Part extends JoinedEvents {
  /** Earliest publication among its members. */
  readonly reported: Day;
}

function partOf([anchor, members]: readonly [VisibleEvent, readonly VisibleEvent[]]): Part {
  return { anchor, members, reported: members.map(({ reported }) => reported).reduce(earlierDay) };
}

/** Rule 1: for every event the most exact event of its step. */
function anchorsInside(group: readonly VisibleEvent[]): Map<VisibleEvent, VisibleEvent> {
  const anchors = new Map<VisibleEvent, VisibleEvent>();
  const placed = new Map<string, VisibleEvent[]>();
  for (const event of [...group].sort(byExactness)) {
    const inside = placed.get(placeOf(event.tranche, event.occurredOn ?? '')) ?? [];
    const finer = new Set(inside.filter((other) => canMean(event, other)).map((other) => anchors.get(other)));
    const [only] = finer;
    anchors.set(event, finer.size === 1 && only && canMean(event, only) ? only : event);
    for (const place of placesOf(event)) append(placed, place, event);
  }
  return anchors;
}

/** Whether `event` can mean the finer `other`; its `occurredOn` is known to hold that of the other. */
function canMean(event: VisibleEvent, other: VisibleEvent): boolean {
  const known = other.occurredOn === null || startOf(other.occurredOn) <= event.reported;
  return known && expectationHolds(event.expectedOn, other.expectedOn);
}

function expectationHolds(outer: PartialDate | null, inner: PartialDate | null): boolean {
  return outer === null || inner === null ? outer === inner : contains(outer, inner);
}

function numberedFor(part: Part, numbered: readonly Part[]): Part | null {
  const near = numbered.filter((other) => isNear(part.anchor, other.anchor) && canBeOne(part, other));
  const candidates = near.length > 1 ? near.filter(({ anchor }) => isNested(part.anchor, anchor)) : near;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function isNear(a: VisibleEvent, b: VisibleEvent): boolean {
  const expected = expectationHolds(a.expectedOn, b.expectedOn) || expectationHolds(b.expectedOn, a.expectedOn);
  return expected && a.occurredOn !== null && b.occurredOn !== null && withinAMonth(a.occurredOn, b.occurredOn);
}

/** Whether neither was published before the date of their step can have been meant: the numbered one's, or a finer one. */
function canBeOne({ anchor: { occurredOn: date }, reported }: Part, numbered: Part): boolean {
  const { occurredOn } = numbered.anchor;
  if (date === null || occurredOn === null || startOf(occurredOn) > reported) return false;
  const isFiner = date !== occurredOn && contains(occurredOn, date);
  return !isFiner || startOf(date) <= numbered.reported;
}

function isNested(a: VisibleEvent, b: VisibleEvent): boolean {
  if (a.occurredOn === null || b.occurredOn === null) return false;
  return contains(a.occurredOn, b.occurredOn) || contains(b.occurredOn, a.occurredOn);
}

/** Most exact first; what is finer than an event always comes before it. */
function byExactness(a: VisibleEvent, b: VisibleEvent): number {
  return exactness(b) - exactness(a) || (a.eventId < b.eventId ? -1 : 1);
}

function exactness({ occurredOn, expectedOn }: VisibleEvent): number {
  return (occurredOn?.length ?? 0) + (expectedOn?.length ?? 0);
}

function placeOf(tranche: number | null, date: string): string {
  return `${tranche} ${date}`;
}

/** Every coarser date under which the event can be found, and its own. */
function placesOf({ tranche, occurredOn }: VisibleEvent): ReadonlySet<string> {
  const date = occurredOn ?? '';
  return new Set([0, 4, 7, 10].map((length) => placeOf(tranche, date.slice(0, length))));
}
