import {
  briefOf,
  countSources,
  counts,
  type DealStatus,
  type EventType,
  latestOf,
  type RecordedReport,
  type ReportId,
  sourceKeys,
  strandChanges,
} from '@dealwatch/domain';
import {
  type Db,
  type DealRow,
  type EventReports,
  type EventView,
  type VersionedReport,
  viewEvents,
} from '@dealwatch/read-models';
import { messageIdOf, type OutgoingMessage } from '@dealwatch/webhooks';

/** One projection of a deal: its whole history, how far that goes, and the status before and after what is new in it. */
export interface Projection {
  readonly deal: DealRow;
  readonly history: readonly VersionedReport[];
  readonly head: number;
  readonly before: DealStatus;
  readonly after: DealStatus;
}

/**
 * What subscribers hear of a projection: each new event with its first report that counts, each further report of a known
 * event, and one message where the status changed. A correction of a report is told by the change of status alone. Ids
 * derive from what they tell, so a projection that runs again says nothing twice.
 */
export async function messagesOf(db: Db, projection: Projection): Promise<OutgoingMessage[]> {
  const { deal, history } = projection;
  const { dealId, deal: key } = deal;
  const keys = sourceKeys(standing(history.map(({ recorded }) => recorded)));
  const firstToCount = firstCounting(history);
  const added = history.filter(({ version }) => version > deal.projectedVersion);
  const events = added
    .filter(({ version, recorded }) => firstToCount.get(recorded.report.reportId) === version)
    .map((first): EventReports => {
      return { dealId, deal: key, keys, first, reports: [first.recorded], behind: reportsUpTo(history, first) };
    });
  const views = await viewEvents(db, events);
  const told = events.map((event, index) => reportMessage(deal, event, views[index] as EventView));
  return [...told, ...statusMessage(projection, added)];
}

function standing(history: readonly RecordedReport[]): RecordedReport[] {
  return latestOf(history).filter(counts);
}

/** With which version each report counted first. What corrects it later, or holds it back, is told by the status alone. */
function firstCounting(history: readonly VersionedReport[]): Map<ReportId, number> {
  const versions = new Map<ReportId, number>();
  for (const { version, recorded } of history) {
    const { reportId } = recorded.report;
    if (counts(recorded) && !versions.has(reportId)) versions.set(reportId, version);
  }
  return versions;
}

/** The reports that count for the event of a report, up to it. */
function reportsUpTo(history: readonly VersionedReport[], { version, recorded }: VersionedReport): RecordedReport[] {
  const ofEvent = history.filter((each) => each.recorded.eventId === recorded.eventId && each.version <= version);
  return standing(ofEvent.map((each) => each.recorded));
}

function reportMessage(
  deal: DealRow,
  { first: report, behind, keys }: EventReports,
  event: EventView,
): OutgoingMessage {
  const type = behind.length === 1 ? 'deal.event.recorded' : 'deal.event.corroborated';
  const standing = { reportCount: behind.length, sources: countSources(behind, keys) };
  return {
    ...causeOf(deal, report),
    id: messageIdOf(type, report.recorded.report.reportId),
    type,
    eventTypes: [report.recorded.type],
    data: behind.length === 1 ? { event } : { event, ...standing },
  };
}

function statusMessage(
  { deal, head, before, after }: Projection,
  added: readonly VersionedReport[],
): OutgoingMessage[] {
  const changes = strandChanges(briefOf(before), briefOf(after));
  const latest = added.at(-1);
  if (changes.length === 0 || !latest) return [];
  return [
    {
      ...causeOf(deal, latest),
      id: messageIdOf('deal.status.changed', deal.dealId, deal.projectedVersion, head),
      type: 'deal.status.changed',
      dealVersion: head,
      eventTypes: [...new Set(added.map(({ recorded }) => recorded.type))] as EventType[],
      data: { deal: deal.deal, asOf: after.asOf, foldVersion: after.foldVersion, changes },
    },
  ];
}

function causeOf({ dealId }: DealRow, { version, recorded }: VersionedReport) {
  const { recordedAt: timestamp, position } = recorded;
  return { dealId, dealVersion: version, timestamp, ...(position === null ? {} : { position: BigInt(position) }) };
}
