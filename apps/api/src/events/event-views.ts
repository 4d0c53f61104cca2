import { counts, type DealId, type EventId, latestOf, type SourceKeys, sourceKeys, visible } from '@dealwatch/domain';
import {
  type Db,
  type EventView,
  findDeal,
  historyOfEvent,
  loadHistories,
  type ReportOfDeal,
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

/** Whose word the reports of each deal are that count. Copies and quoted outlets are told by each other, so the whole deal is read. */
async function findKeys(db: Db, reports: readonly ReportOfDeal[]): Promise<(dealId: DealId) => SourceKeys> {
  const dealIds = [...new Set(reports.map(({ dealId }) => dealId))];
  const times = { knownBy: null, recordedBy: null };
  const histories = await loadHistories(db, dealIds, times);
  const keys = new Map(dealIds.map((dealId) => [dealId, sourceKeys(visible(histories.get(dealId) ?? [], times))]));
  return (dealId) => keys.get(dealId) ?? new Map();
}
