import type { RecordedReport } from './history';
import { nameKey } from './identity';
import type { ReportId } from './ids';
import type { ArticleProvenance } from './report';

/**
 * Second-level labels under which anybody can register a name: with one of them before a two-letter country code, the
 * registrable domain has three labels (`bbc.co.uk`, `ssb.gov.tr`). Rules of the Public Suffix List for the most usual
 * ones only; a wrong guess merges or splits two sources of one country and harms nothing else.
 */
const SECOND_LEVEL = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gob',
  'gov',
  'gouv',
  'go',
  'govt',
  'mil',
  'net',
  'ne',
  'or',
  'org',
  'nic',
  'res',
]);

/** The domain that was registered for a URL's host, `news.example.co.uk` → `example.co.uk`; null where there is none. */
export function registrableDomain(url: string | null): string | null {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)/i.exec(url?.trim() ?? '')?.[1]?.toLowerCase();
  const labels = host?.split('.').filter((label) => label !== '') ?? [];
  if (host === undefined || labels.length < 2) return null;
  if (/^[\d.]+$/.test(host)) return host;
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && SECOND_LEVEL.has(second) ? -3 : -2).join('.');
}

/**
 * Whose word each report is: the origin that the article quotes, else the registrable domain, the source's name or the
 * article itself; copies of one text share the key of the earliest. Two reports with one key are one independent source.
 * @param reports all reports that are visible, since a copy is told by the others
 */
export function sourceKeys(reports: readonly RecordedReport[]): ReadonlyMap<ReportId, string> {
  const originals = new Map<string, ArticleProvenance>();
  for (const { report } of reports) {
    const known = originals.get(report.article.textHash);
    if (!known || isEarlier(report.article, known)) originals.set(report.article.textHash, report.article);
  }
  return new Map(
    reports.map(({ report }) => {
      const original = originals.get(report.article.textHash) ?? report.article;
      return [report.reportId, nameKey(report.origin) ?? articleKey(original)];
    }),
  );
}

function articleKey({ url, source, articleId }: ArticleProvenance): string {
  return registrableDomain(url) ?? nameKey(source) ?? articleId;
}

function isEarlier(a: ArticleProvenance, b: ArticleProvenance): boolean {
  return a.publishedOn < b.publishedOn || (a.publishedOn === b.publishedOn && a.articleId < b.articleId);
}
