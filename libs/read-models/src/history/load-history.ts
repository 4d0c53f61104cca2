import { type DealId, latestBy, type RecordedReport, type Times } from '@dealwatch/domain';
import type { Db } from '../db';
import type { VersionedReport } from './store-history';

type Visibility = Omit<Times, 'asOf'>;

/** What could be seen of a deal's reports at `knownBy` and `recordedBy`, in the order of its stream, corrections included. */
export async function loadHistory(db: Db, dealId: DealId, times: Visibility): Promise<RecordedReport[]> {
  return (await loadHistories(db, [dealId], times)).get(dealId) ?? [];
}

/** The same for several deals at once, in one statement. A deal with nothing visible is missing. */
export async function loadHistories(
  db: Db,
  dealIds: readonly DealId[],
  { knownBy, recordedBy }: Visibility,
): Promise<Map<DealId, RecordedReport[]>> {
  if (dealIds.length === 0) return new Map();
  let query = db
    .selectFrom('deal_report')
    .select(['deal_id as dealId', 'report'])
    .where('deal_id', 'in', [...dealIds])
    .orderBy('deal_id')
    .orderBy('version');
  if (knownBy !== null) query = query.where('published_on', '<=', knownBy);
  if (recordedBy !== null) query = query.where('recorded_at', '<=', recordedBy);
  const histories = new Map<DealId, RecordedReport[]>();
  for (const row of await query.execute()) {
    const dealId = row.dealId as DealId;
    const history = histories.get(dealId) ?? [];
    history.push(row.report as unknown as RecordedReport);
    histories.set(dealId, history);
  }
  return histories;
}

/** A report with the deal that it belongs to. */
export interface ReportOfDeal extends VersionedReport {
  readonly dealId: DealId;
}

/** What one article says now, over all deals: its reports as they were last recorded, without those that stand no more. */
export async function reportsOfArticle(db: Db, articleId: string): Promise<ReportOfDeal[]> {
  const entries = await findReports(db, 'article_id', articleId);
  return latestBy(entries, ({ recorded }) => recorded).filter(({ recorded }) => recorded.superseded !== true);
}

/** All that was recorded of the reports of one event, corrections included. Empty for an event that no deal holds. */
export async function historyOfEvent(db: Db, eventId: string): Promise<ReportOfDeal[]> {
  return findReports(db, 'event_id', eventId);
}

async function findReports(db: Db, column: 'article_id' | 'event_id', id: string): Promise<ReportOfDeal[]> {
  const rows = await db
    .selectFrom('deal_report')
    .select(['deal_id as dealId', 'version', 'report'])
    .where(column, '=', id)
    .orderBy('deal_id')
    .orderBy('version')
    .execute();
  return rows.map(toReportOfDeal);
}

function toReportOfDeal(row: { dealId: string; version: number; report: unknown }): ReportOfDeal {
  return { dealId: row.dealId as DealId, version: row.version, recorded: row.report as RecordedReport };
}
