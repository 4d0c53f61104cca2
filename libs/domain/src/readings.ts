import type { ExtractedReport, MentionDetails } from './claim';
import { dealIdOf } from './identity';
import type { DealId } from './ids';
import { plainReport } from './report-rules';

/** How one report differs between two readings of an article: `before` is null where it is new, `after` where it is gone. */
export interface ReadingChange {
  /** The deal of the report, the same on both sides. */
  readonly dealId: DealId;
  readonly before: ExtractedReport | null;
  readonly after: ExtractedReport | null;
}

/**
 * What a later reading of an article changes: reports added, withdrawn, and changed. Two reports are one that changed where
 * they speak of the same deal, type and place in the text (their spans meet), but differ in anything else. What both
 * readings hold alike is left out.
 */
export function compareReadings(
  before: readonly ExtractedReport[],
  after: readonly ExtractedReport[],
): ReadingChange[] {
  const gone = before.filter((report) => !after.some((other) => sameReport(report, other)));
  const fresh = after.filter((report) => !before.some((other) => sameReport(report, other)));
  const changes: ReadingChange[] = [];
  for (const report of gone) {
    const place = nearest(report, fresh);
    const [now] = place < 0 ? [null] : fresh.splice(place, 1);
    changes.push({ dealId: dealIdOf(report.deal), before: report, after: now ?? null });
  }
  const added = fresh.map((report) => ({ dealId: dealIdOf(report.deal), before: null, after: report }));
  return [...changes, ...added];
}

/** Whether two readings hold the same reports in the same order. */
export function sameReports(one: readonly ExtractedReport[], other: readonly ExtractedReport[]): boolean {
  return one.length === other.length && one.every((report, index) => sameReport(report, other[index]));
}

/** What a report of one id can say differently in two readings. */
export type ReportDetails = MentionDetails & Pick<ExtractedReport, 'origin'>;

/** Whether two readings of one report agree in everything that its id leaves open. */
export function sameDetails(one: ReportDetails, other: ReportDetails): boolean {
  return sameValue(detailsOf(one), detailsOf(other));
}

function detailsOf({ actors, quantity, value, salience, confidence, origin }: ReportDetails): ReportDetails {
  return { actors, quantity, value, salience, confidence, origin };
}

function sameReport(one: ExtractedReport, other: ExtractedReport | undefined): boolean {
  return other !== undefined && sameValue(comparable(one), comparable(other));
}

/** Another spelling of the system is the same deal. */
function comparable(report: ExtractedReport) {
  return { ...plainReport(report), deal: dealIdOf(report.deal) };
}

/** Of the reports that may be a report read anew, one with the same claim before one without; -1 for none. */
function nearest(report: ExtractedReport, others: readonly ExtractedReport[]): number {
  const alike = (other: ExtractedReport): boolean =>
    dealIdOf(other.deal) === dealIdOf(report.deal) &&
    other.claim.type === report.claim.type &&
    other.start < report.end &&
    report.start < other.end;
  const same = others.findIndex((other) => alike(other) && sameValue(other.claim, report.claim));
  return same < 0 ? others.findIndex(alike) : same;
}

/** Whether two values of JSON are alike, whatever the order of their keys. */
function sameValue(one: unknown, other: unknown): boolean {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return one === other;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)));
}
