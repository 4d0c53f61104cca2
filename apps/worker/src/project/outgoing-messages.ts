import { briefOf, type DealStatus, type EventType, sourceKeys, strandChanges } from '@dealwatch/domain';
import { type Db, type DealRow, type VersionedReport, viewEvents } from '@dealwatch/read-models';
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
 * What subscribers hear of a projection: each new event with its first report, each further report of a known event, and
 * one message where the status changed. Ids derive from what they tell, so a projection that runs again says nothing twice.
 */
export async function messagesOf(db: Db, projection: Projection): Promise<OutgoingMessage[]> {
  const { deal, history } = projection;
  const added = history.filter(({ version }) => version > deal.projectedVersion);
  const views = await viewEvents(
    db,
    added.map((report) => ({ dealId: deal.dealId, deal: deal.deal, reports: [report] })),
  );
  const told = added.map((report, index) => reportMessage(projection, report, views[index] as object));
  return [...told, ...statusMessage(projection, added)];
}

function reportMessage(projection: Projection, report: VersionedReport, view: object): OutgoingMessage {
  const { version, recorded } = report;
  const soFar = projection.history.filter(
    (each) => each.recorded.eventId === recorded.eventId && each.version <= version,
  );
  const isFirst = soFar.length === 1;
  return {
    ...causeOf(projection.deal, report),
    id: messageIdOf(isFirst ? 'deal.event.recorded' : 'deal.event.corroborated', recorded.report.reportId),
    type: isFirst ? 'deal.event.recorded' : 'deal.event.corroborated',
    eventTypes: [recorded.type],
    data: isFirst ? { event: view } : { event: view, reportCount: soFar.length, sources: countSources(soFar) },
  };
}

function countSources(reports: readonly VersionedReport[]): number {
  return new Set(sourceKeys(reports.map(({ recorded }) => recorded)).values()).size;
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
