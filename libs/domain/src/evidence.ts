import { differingAmounts } from './differing-amounts';
import { groupBy } from './grouping';
import type { RecordedReport } from './history';
import type { Day, EventId } from './ids';
import type { SourceKeys } from './sources';
import type { AmountRange, Certainty, Evidence, ReportRef, Span } from './status-model';
import { byPublication, type Step } from './steps';

/** Steps, events, reports and the number of independent sources behind something. */
export function evidenceOf(steps: readonly Step[], keys: SourceKeys): Evidence {
  const reports = steps.flatMap((step) => step.reports).sort(byPublication);
  return {
    stepIds: idsOf(steps),
    eventIds: [...new Set(reports.map(({ eventId }) => eventId))].sort(),
    reports: reportRefs(reports, keys),
    sources: countSources(reports, keys),
  };
}

export function idsOf(steps: readonly Step[]): EventId[] {
  return steps.map(({ id }) => id);
}

/**
 * References to reports in the given order (elsewhere always `byPublication`); the first of each source is marked
 * independent.
 * @param keys of these reports, told from all visible reports of the deal
 */
export function reportRefs(reports: readonly RecordedReport[], keys: SourceKeys): ReportRef[] {
  const heard = new Set<string | undefined>();
  return reports.map(({ eventId, report: { reportId, article, start, end } }) => {
    const key = keys.get(reportId);
    const independent = !heard.has(key);
    heard.add(key);
    const { articleId, url, source, publishedOn } = article;
    return { reportId, eventId, articleId, url, source, publishedOn, start, end, independent };
  });
}

/** Number of independent sources among some reports. */
export function countSources(reports: readonly RecordedReport[], keys: SourceKeys): number {
  return new Set(reports.map(({ report }) => keys.get(report.reportId))).size;
}

/** Number of independent sources behind some steps. */
export function sourcesOf(steps: readonly Step[], keys: SourceKeys): number {
  return countSources(
    steps.flatMap(({ reports }) => reports),
    keys,
  );
}

/** First and last date of steps given in order of occurrence; there must be one at least. */
export function spanOf(steps: readonly [Step, ...Step[]]): Span {
  const [first] = steps;
  const last = steps.at(-1) ?? first;
  return { since: first.date, precision: first.precision, latest: last.date, latestPrecision: last.precision };
}

/** Certain where any of the steps has surely happened by the day. */
export function certaintyOf(steps: readonly Step[], asOf: Day): Certainty {
  return steps.some(({ until }) => until <= asOf) ? 'certain' : 'possible';
}

/** Everybody who is reported as acting in the steps, in alphabetical order. */
export function actorsOf(steps: readonly Step[]): string[] {
  return [...new Set(steps.flatMap(({ reports }) => reports.flatMap(({ report }) => report.actors)))].sort();
}

/** The ranges of the amounts that affirmed steps report, by type, tranche and unit. */
export function amountsOf(steps: readonly Step[], field: 'quantity' | 'value', keys: SourceKeys): AmountRange[] {
  const stated = steps.flatMap(({ type, tranche, reports }) =>
    reports.flatMap((entry) => {
      const amount = entry.report[field];
      return amount ? [{ type, tranche, entry, ...amount }] : [];
    }),
  );
  const keyOf = (of: Pick<AmountRange, 'type' | 'tranche' | 'unit'>): string =>
    JSON.stringify([of.type, of.tranche ?? 0, of.unit]);
  const disputed = new Set(
    steps.flatMap((step) => differingAmounts(step, field, keys).map(({ unit }) => keyOf({ ...step, unit }))),
  );
  const groups = groupBy(stated, keyOf);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, group]) => {
      const [first] = group;
      if (!first) return [];
      const amounts = group.map(({ amount }) => amount);
      const entries = group.map(({ entry }) => entry).sort(byPublication);
      return [
        {
          type: first.type,
          tranche: first.tranche,
          unit: first.unit,
          min: Math.min(...amounts),
          max: Math.max(...amounts),
          disputed: disputed.has(key),
          sources: countSources(entries, keys),
          reports: entries.map(({ report }) => ({
            reportId: report.reportId,
            articleId: report.article.articleId,
            amount: report[field]?.amount ?? 0,
          })),
        },
      ];
    });
}
