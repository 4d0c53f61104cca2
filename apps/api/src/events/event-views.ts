import type { EventId } from '@dealwatch/domain';
import {
  type Db,
  type EventReports,
  type EventView,
  findDeal,
  reportsOfEvent,
  viewEvents,
} from '@dealwatch/read-models';

/** Events as they are told to the outside, with all reports recorded so far. Ids that no deal holds are left out. */
export async function findEventViews(db: Db, ids: readonly EventId[]): Promise<EventView[]> {
  const events = await Promise.all(ids.map((id) => findReports(db, id)));
  return viewEvents(
    db,
    events.filter((event) => event !== undefined),
  );
}

async function findReports(db: Db, id: EventId): Promise<EventReports | undefined> {
  const reports = await reportsOfEvent(db, id);
  const dealId = reports[0]?.dealId;
  const deal = dealId && (await findDeal(db, dealId));
  return deal && { dealId: deal.dealId, deal: deal.deal, reports };
}
