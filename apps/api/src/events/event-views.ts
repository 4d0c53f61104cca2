import { counts, type DealId, type EventId, latestOf, type SourceKeys, sourceKeys } from '@dealwatch/domain';
import {
  type Db,
  type EventView,
  findDeal,
  historyOfEvent,
  type ReportOfDeal,
  reportsOfCopies,
  viewEvents,
} from '@dealwatch/read-models';

/** Events as they are told to the outside, with all reports that stand or are held. Ids that no deal holds are left out. */
export async function findEventViews(db: Db, ids: readonly EventId[]): Promise<EventView[]> {
  const events = await Promise.all(ids.map((id) => historyOfEvent(db, id)));
  const keysOf = await findKeys(db, events.flat());
  const known = await Promise.all(events.map((reports) => withDeal(db, reports, keysOf)));
  return viewEvents(
    db,
    known.filter((event) => event !== undefined),
  );
}

async function withDeal(db: Db, history: readonly ReportOfDeal[], keysOf: (dealId: DealId) => SourceKeys) {
  const [first] = history;
  const deal = first && (await findDeal(db, first.dealId));
  const reports = latestOf(history.map(({ recorded }) => recorded)).filter(({ superseded }) => superseded !== true);
  const behind = reports.filter(counts);
  return deal && { dealId: deal.dealId, deal: deal.deal, first, reports, behind, keys: keysOf(deal.dealId) };
}

/** Whose word the reports of each deal are that count. Copies are told by each other, so those behind other events are read too. */
async function findKeys(db: Db, reports: readonly ReportOfDeal[]): Promise<(dealId: DealId) => SourceKeys> {
  const articleIds = reports.map(({ recorded }) => recorded.report.article.articleId);
  const dealIds = reports.map(({ dealId }) => dealId);
  const copies = await reportsOfCopies(db, dealIds, articleIds);
  return (id) =>
    sourceKeys(
      copies.filter(({ dealId, recorded }) => dealId === id && counts(recorded)).map(({ recorded }) => recorded),
    );
}
