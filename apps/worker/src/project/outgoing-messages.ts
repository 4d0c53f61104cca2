import { type DealStatus, type EventId, type EventType, type StatusBrief, strandChanges } from '@dealwatch/domain';
import {
  type Db,
  type DealRow,
  type EventReports,
  type EventView,
  type VersionedReport,
  viewEvents,
} from '@dealwatch/read-models';
import { messageIdOf, type OutgoingMessage } from '@dealwatch/webhooks';

/** One projection of a deal: its whole history, the versions that are new, and the status before and after. */
export interface Projection {
  readonly deal: DealRow;
  readonly history: readonly VersionedReport[];
  readonly from: number;
  readonly head: number;
  readonly status: DealStatus;
  readonly before: StatusBrief;
  readonly after: StatusBrief;
}

/**
 * What subscribers hear of a projection: each new event, each further report of a known one, and one message where the
 * status changed. Ids derive from what they tell, so a projection that runs again says nothing twice.
 */
export async function messagesOf(db: Db, projection: Projection): Promise<OutgoingMessage[]> {
  const views = await viewNewEvents(db, projection);
  const told = projection.history
    .filter(({ version }) => version > projection.from)
    .map((report) => reportMessage(projection, report, views.get(report.recorded.eventId) as EventView));
  return [...told, ...statusMessage(projection)];
}

async function viewNewEvents(db: Db, { deal, history, from }: Projection): Promise<Map<EventId, EventView>> {
  const wanted = new Set(history.filter(({ version }) => version > from).map(({ recorded }) => recorded.eventId));
  const events = [...wanted].map(
    (eventId): EventReports => ({
      dealId: deal.dealId,
      deal: deal.deal,
      reports: history.filter(({ recorded }) => recorded.eventId === eventId),
    }),
  );
  const views = await viewEvents(db, events);
  return new Map(views.map((view) => [view.id, view]));
}

function reportMessage({ deal }: Projection, { version, recorded }: VersionedReport, view: EventView): OutgoingMessage {
  const isFirst = view.version === version;
  const type = isFirst ? 'deal.event.recorded' : 'deal.event.corroborated';
  return {
    id: messageIdOf(type, recorded.report.reportId),
    type,
    timestamp: recorded.recordedAt,
    dealId: deal.dealId,
    dealVersion: version,
    ...(recorded.position === null ? {} : { position: BigInt(recorded.position) }),
    eventTypes: [recorded.type],
    data: { event: view, ...(isFirst ? {} : { reportId: recorded.report.reportId }) },
  };
}

function statusMessage({ deal, history, from, head, status, before, after }: Projection): OutgoingMessage[] {
  const changes = strandChanges(before, after);
  const latest = history.at(-1);
  if (changes.length === 0 || !latest) return [];
  const added = history.filter(({ version }) => version > from);
  const eventTypes = [...new Set(added.map(({ recorded }) => recorded.type))] as EventType[];
  return [
    {
      id: messageIdOf('deal.status.changed', deal.dealId, from, head),
      type: 'deal.status.changed',
      timestamp: latest.recorded.recordedAt,
      dealId: deal.dealId,
      dealVersion: head,
      ...(latest.recorded.position === null ? {} : { position: BigInt(latest.recorded.position) }),
      eventTypes,
      data: { deal: deal.deal, asOf: status.asOf, foldVersion: status.foldVersion, changes },
    },
  ];
}
