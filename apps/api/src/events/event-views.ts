import { type DealId, type EventId, type SourceKeys, sourceKeys } from '@dealwatch/domain';
import {
  type Db,
  type EventView,
  findDeal,
  type ReportOfDeal,
  reportsOfCopies,
  reportsOfEvent,
  viewEvents,
} from '@dealwatch/read-models';

/** Events as they are told to the outside, with all reports recorded so far. Ids that no deal holds are left out. */
export async function findEventViews(db: Db, ids: readonly EventId[]): Promise<EventView[]> {
  const events = await Promise.all(ids.map((id) => reportsOfEvent(db, id)));
  const keysOf = await findKeys(db, events.flat());
  const known = await Promise.all(events.map((reports) => withDeal(db, reports, keysOf)));
  return viewEvents(
    db,
    known.filter((event) => event !== undefined),
  );
}

async function withDeal(db: Db, reports: readonly ReportOfDeal[], keysOf: (dealId: DealId) => SourceKeys) {
  const dealId = reports[0]?.dealId;
  const deal = dealId && (await findDeal(db, dealId));
  const behind = reports.map(({ recorded }) => recorded);
  return deal && { dealId: deal.dealId, deal: deal.deal, reports, behind, keys: keysOf(deal.dealId) };
}

/** Whose word the reports of each deal are. Copies are told by each other, so those behind other events are looked up too. */
async function findKeys(db: Db, reports: readonly ReportOfDeal[]): Promise<(dealId: DealId) => SourceKeys> {
  const articleIds = reports.map(({ recorded }) => recorded.report.article.articleId);
  const dealIds = reports.map(({ dealId }) => dealId);
  const copies = await reportsOfCopies(db, dealIds, articleIds);
  const all = [...reports, ...copies];
  return (id) => sourceKeys(all.filter(({ dealId }) => dealId === id).map(({ recorded }) => recorded));
}
