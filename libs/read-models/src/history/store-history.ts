import type { DealId, RecordedReport } from '@dealwatch/domain';
import type { Db } from '../db';

/** A report with the stream version that brought it: the row of the history. */
export interface VersionedReport {
  readonly version: number;
  readonly recorded: RecordedReport;
}

/** Adds a deal's new reports to its history. A report that is there already is passed over. */
export async function addToHistory(db: Db, dealId: DealId, reports: readonly VersionedReport[]): Promise<void> {
  if (reports.length === 0) return;
  await db
    .insertInto('deal_report')
    .values(reports.map(({ version, recorded }) => toRow(dealId, version, recorded)))
    .onConflict((conflict) => conflict.column('report_id').doNothing())
    .execute();
}

function toRow(dealId: DealId, version: number, recorded: RecordedReport) {
  const { report } = recorded;
  return {
    report_id: report.reportId,
    deal_id: dealId,
    event_id: recorded.eventId,
    article_id: report.article.articleId,
    version,
    position: BigInt(recorded.position ?? 0),
    published_on: report.article.publishedOn,
    recorded_at: recorded.recordedAt,
    report: JSON.stringify(recorded),
  };
}
