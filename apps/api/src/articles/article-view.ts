import { type ArticleId, isEarlierArticle, type RecordedReport } from '@dealwatch/domain';
import {
  type ArticleRow,
  type Db,
  type EventView,
  type Explanations,
  findArticle,
  findExplanations,
  findTexts,
  type NearCopyRow,
  nearCopiesOf,
  type ReportOfDeal,
  reportsOfArticle,
} from '@dealwatch/read-models';
import { findEventViews } from '../events/event-views';
import { Problem } from '../problems/problem';
import { isUuid } from '../validation/uuid';

/** What an article says of one event: the claim, and where it stands in the text. */
interface ArticleReport {
  readonly reportId: string;
  readonly eventId: string;
  readonly dealId: string;
  readonly type: RecordedReport['type'];
  readonly polarity: RecordedReport['polarity'];
  readonly quote: string | null;
  readonly start: number;
  readonly end: number;
  readonly salience: string;
  readonly confidence: number;
  readonly held: boolean;
  readonly extractor: string;
  readonly recordedAt: string;
  readonly explanation?: object | null;
}

export interface ArticleView {
  readonly id: ArticleId;
  readonly url: string | null;
  readonly source: string | null;
  readonly title: string | null;
  readonly publishedOn: string;
  readonly language: string;
  readonly copyOf: ArticleId | null;
  /** The earliest published article with nearly the same text; null where this one is the first, or copies none. */
  readonly nearCopyOf: NearCopyRow | null;
  /** All articles with nearly the same text, whichever came first, by publication. */
  readonly nearCopies: readonly NearCopyRow[];
  readonly revisionOf: ArticleId | null;
  readonly receivedAt: string;
  readonly processing: {
    readonly state: ArticleRow['state'];
    readonly extractor: string | null;
    readonly reportCount: number | null;
    readonly problem: string | null;
    readonly attempts: number;
    readonly nextAttemptAt: string | null;
  };
  /** The text that the offsets count in; null where it was erased. */
  readonly text: string | null;
  readonly reports: readonly ArticleReport[];
  readonly events: readonly EventView[];
}

const MOST_NEAR_COPIES = 50;

/**
 * The article with all that it reports by its last reading, held reports among them; with `explain` also why each was read.
 * Throws the problem `unknown-article`.
 */
export async function viewArticle(db: Db, id: string, { explain }: { explain: boolean }): Promise<ArticleView> {
  const article = isUuid(id) ? await findArticle(db, id) : undefined;
  if (!article) throw new Problem(404, 'unknown-article', `No article has the id "${id}".`);
  const { articleId } = article;
  const [texts, reports, reasons, nearCopies] = await Promise.all([
    findTexts(db, [articleId]),
    reportsOfArticle(db, articleId),
    explain ? findExplanations(db, articleId, article.extractor ?? '') : null,
    nearCopiesOf(db, articleId, MOST_NEAR_COPIES),
  ]);
  const text = texts.get(articleId) ?? null;
  return {
    ...head(article),
    nearCopyOf: nearCopies.find((other) => isEarlierArticle(other, article)) ?? null,
    nearCopies,
    text,
    reports: reports.map((report) => ({ ...toArticleReport(report, text), ...explanationOf(report, reasons) })),
    events: await findEventViews(db, [...new Set(reports.map(({ recorded }) => recorded.eventId))]),
  };
}

function head(article: ArticleRow): Omit<ArticleView, 'text' | 'reports' | 'events' | 'nearCopyOf' | 'nearCopies'> {
  const { articleId: id, url, source, title, publishedOn, language, copyOf, revisionOf, receivedAt } = article;
  const { state, extractor, reportCount, problem, failedAttempts: attempts, dueAt } = article;
  const nextAttemptAt = attempts > 0 ? dueAt : null;
  const processing = { state, extractor, reportCount, problem, attempts, nextAttemptAt };
  return { id, url, source, title, publishedOn, language, copyOf, revisionOf, receivedAt, processing };
}

function toArticleReport({ dealId, recorded }: ReportOfDeal, text: string | null): ArticleReport {
  const { eventId, type, polarity, report, recordedAt } = recorded;
  const { reportId, start, end, salience, confidence, extractor, held = false } = report;
  const quote = text?.slice(start, end) ?? null;
  const place = { quote, start, end };
  return { reportId, eventId, dealId, type, polarity, ...place, salience, confidence, held, extractor, recordedAt };
}

function explanationOf({ recorded }: ReportOfDeal, reasons: Explanations | null): Pick<ArticleReport, 'explanation'> {
  return reasons ? { explanation: reasons[recorded.report.reportId] ?? null } : {};
}
