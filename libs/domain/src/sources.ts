import type { RecordedReport } from './history';
import { nameKey } from './identity';
import type { ReportId } from './ids';
import { originalsOf } from './originals';
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

/** Whose word each report is (`sourceKeys`). */
export type SourceKeys = ReadonlyMap<ReportId, string>;

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
 * article itself; copies and near copies of one text share the key of the earliest. A quoted origin that prints an article
 * itself has the key of that article. Two reports with one key are one independent source.
 * @param reports all reports that are visible, since a copy is told by the others
 */
export function sourceKeys(reports: readonly RecordedReport[]): SourceKeys {
  const articles = reports.map(({ report }) => report.article);
  const originals = originalsOf(articles);
  const outlets = outletKeys(articles);
  return new Map(
    reports.map(({ report: { reportId, article, origin } }) => {
      const quoted = nameKey(origin);
      return [
        reportId,
        quoted === null
          ? articleKey(originals.get(article.articleId) ?? article)
          : (outlets.get(compact(quoted)) ?? quoted),
      ];
    }),
  );
}

function articleKey({ url, source, articleId }: ArticleProvenance): string {
  return registrableDomain(url) ?? nameKey(source) ?? articleId;
}

/**
 * The keys of outlets by the names under which others quote them: how they sign their articles, and the name in their domain
 * (`reuters.com`). Where a name has several keys, the first in alphabetical order.
 */
function outletKeys(articles: readonly ArticleProvenance[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const article of articles) {
    const key = articleKey(article);
    for (const name of [nameKey(article.source), registrableDomain(article.url)?.split('.')[0]]) {
      const known = name ? keys.get(compact(name)) : undefined;
      if (name && (known === undefined || key < known)) keys.set(compact(name), key);
    }
  }
  return keys;
}

/** `al jazeera`, `al-jazeera` and `aljazeera` are one name. */
function compact(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '') || name;
}
