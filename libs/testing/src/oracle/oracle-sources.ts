import type { RecordedReport } from '@dealwatch/domain';

type Article = RecordedReport['report']['article'];

/** Whose word each report is, by report id. */
export function oracleSources(reports: readonly RecordedReport[]): Map<string, string> {
  const articles = reports.map(({ report }) => report.article);
  return new Map(
    reports.map(({ report: { reportId, article, origin } }) => [
      reportId,
      origin === null ? keyOf(originalOf(article, articles)) : keyOfOutlet(origin, articles),
    ]),
  );
}

/** The first article with the text, or with one that it repeats, and so on until nothing earlier is found. */
function originalOf(article: Article, articles: readonly Article[]): Article {
  const own = firstWith(article.textHash, articles);
  const repeated = articles
    .filter((other) => areNear(own.textHash, other.textHash, articles))
    .map(({ textHash }) => firstWith(textHash, articles))
    .filter((other) => stamp(other) < stamp(own));
  const [first] = inTime(repeated);
  return first ? originalOf(first, articles) : own;
}

function firstWith(textHash: string, articles: readonly Article[]): Article {
  return inTime(articles.filter((other) => other.textHash === textHash))[0] as Article;
}

function inTime(articles: readonly Article[]): Article[] {
  return [...articles].sort((a, b) => (stamp(a) < stamp(b) ? -1 : 1));
}

function stamp({ publishedOn, articleId }: Article): string {
  return `${publishedOn} ${articleId}`;
}

/** Whether an article with the one text names an article with the other, either way. */
function areNear(one: string, other: string, articles: readonly Article[]): boolean {
  const names = (from: string, to: string): boolean =>
    articles.some(
      ({ textHash, nearCopies = [] }) =>
        textHash === from &&
        nearCopies.some((id) => articles.some((named) => named.articleId === id && named.textHash === to)),
    );
  return names(one, other) || names(other, one);
}

function keyOf({ url, source, articleId }: Article): string {
  return siteOf(url) ?? source?.toLowerCase() ?? articleId;
}

function siteOf(url: string | null): string | null {
  return url ? new URL(url).hostname.split('.').slice(-2).join('.') : null;
}

/** The key of the articles that the quoted outlet printed itself; its name where none is there. */
function keyOfOutlet(origin: string, articles: readonly Article[]): string {
  const plain = (name: string): string => name.toLowerCase().replaceAll(' ', '');
  const own = articles.filter(({ url, source }) =>
    [source ?? '', siteOf(url)?.split('.')[0] ?? ''].map(plain).includes(plain(origin)),
  );
  return own.map(keyOf).sort()[0] ?? origin;
}
