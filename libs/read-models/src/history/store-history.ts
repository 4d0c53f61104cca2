import type { DealId, RecordedReport } from '@dealwatch/domain';
import { sql } from 'kysely';
import type { Db } from '../db';

/** What was recorded of a report, with the stream version that brought it: the row of the history. */
export interface VersionedReport {
  readonly version: number;
  readonly recorded: RecordedReport;
}

/** Adds what is new to a deal's history, any number of entries in one statement. One that is there already is passed over. */
export async function addToHistory(db: Db, dealId: DealId, reports: readonly VersionedReport[]): Promise<void> {
  if (reports.length === 0) return;
  const rows = reports.map(({ version, recorded }) => toRow(version, recorded));
  await sql`
    insert into deal_report (report_id, deal_id, event_id, article_id, version, position, published_on, recorded_at, report)
    select n.report_id, ${dealId}, n.event_id, n.article_id, n.version, n.position, n.published_on, n.recorded_at, n.report
      from json_to_recordset(${JSON.stringify(rows)}) as n
           (report_id uuid, event_id uuid, article_id uuid, version int, position bigint,
            published_on date, recorded_at timestamptz, report json)
    on conflict (report_id, version) do nothing
  `.execute(db);
}

function toRow(version: number, recorded: RecordedReport) {
  const { report, eventId, recordedAt, position } = recorded;
  const { articleId, publishedOn } = report.article;
  return {
    report_id: report.reportId,
    event_id: eventId,
    article_id: articleId,
    version,
    position: position ?? '0',
    published_on: publishedOn,
    recorded_at: recordedAt,
    report: recorded,
  };
}
