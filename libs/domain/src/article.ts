import type {
  ArticleEvent,
  ArticleExtracted,
  ArticleReceived,
  ArticleSkipped,
  NearCopiesFound,
  NearCopy,
} from './article-events';
import type { ExtractedReport } from './claim';
import { parseDay } from './day';
import { DomainError } from './domain-error';
import { emptySet, type GrowingSet, has, withValue } from './growing-set';
import { articleIdOf } from './identity';
import type { ArticleId, Day } from './ids';
import { sameReports } from './readings';
import type { ArticleProvenance } from './report';
import { checkReport, plainReport } from './report-rules';

/** Name of the stream that holds an article's events. */
export function articleStream(id: ArticleId): `article:${ArticleId}` {
  return `article:${id}`;
}

/** What the decisions need to know of an article. */
export interface ArticleState {
  readonly received: ArticleReceived['data'] | null;
  /** Its last reading; null where it was never read. */
  readonly last: ArticleExtracted['data'] | null;
  /** How often it was read. */
  readonly readings: number;
  /** Every version of the signature by which it was compared and had near copies. */
  readonly compared: GrowingSet<string>;
  readonly skipped: boolean;
}

export const initialArticle: ArticleState = {
  received: null,
  last: null,
  readings: 0,
  compared: emptySet(),
  skipped: false,
};

/** The state after one more event of the stream. */
export function evolveArticle(state: ArticleState, event: ArticleEvent): ArticleState {
  switch (event.type) {
    case 'ArticleReceived':
      return { ...state, received: event.data };
    case 'ArticleExtracted':
      return { ...state, last: event.data, readings: state.readings + 1 };
    case 'NearCopiesFound':
      return { ...state, compared: withValue(state.compared, event.data.signature) };
    case 'ArticleSkipped':
      return { ...state, skipped: true };
  }
}

/** Input of `receiveArticle`: what the event will hold, and the day on which it is posted (UTC). */
export interface ArticlePosting {
  readonly article: ArticleReceived['data'];
  readonly today: Day;
}

/**
 * Takes an article in, once.
 * @throws DomainError `invalid-date` for a `publishedOn` that is impossible or in the future, `invalid-article` where
 * text or id are not what they should be
 */
export function receiveArticle(state: ArticleState, { article, today }: ArticlePosting): ArticleReceived[] {
  if (state.received) return [];
  if (parseDay(article.publishedOn, '/publishedOn') > today)
    throw new DomainError(
      'invalid-date',
      `publishedOn ${article.publishedOn} is after today, ${today}.`,
      '/publishedOn',
    );
  if (article.textLength < 1) throw new DomainError('invalid-article', 'The article has no text.', '/text');
  if (article.articleId !== articleIdOf(article))
    throw new DomainError('invalid-article', 'The id is not that of this text, day and source.', '/articleId');
  return [{ type: 'ArticleReceived', data: article }];
}

/** What an extractor found in the article. */
export interface Extraction {
  /** Name and version: `hybrid@2.5.0`. */
  readonly extractor: string;
  readonly reports: readonly ExtractedReport[];
}

/**
 * Records what an extractor version found, as one more reading of the article. The version of the last reading adds nothing
 * where it finds the same again; another version is recorded whatever it finds.
 * @throws DomainError `article-unknown`, or `invalid-report` with a pointer into `reports`
 */
export function recordExtraction(state: ArticleState, { extractor, reports }: Extraction): ArticleExtracted[] {
  const { articleId, textLength } = received(state);
  const plain = reports.map(plainReport);
  if (state.last?.extractor === extractor && sameReports(state.last.reports, plain)) return [];
  reports.forEach((report, index) => {
    checkReport(report, textLength, `/reports/${index}`);
  });
  const nth = state.readings === 0 ? {} : { reading: state.readings + 1 };
  return [{ type: 'ArticleExtracted', data: { articleId, extractor, reports: plain, ...nth } }];
}

/** What the article was found to nearly repeat, or to be nearly repeated by. */
export interface Comparison {
  /** Version of the signature: `minhash@1`. */
  readonly signature: string;
  readonly copies: readonly NearCopy[];
}

/**
 * Records the near copies that a comparison found; none, or the same version of the signature again, adds nothing.
 * @throws DomainError `article-unknown`
 */
export function recordNearCopies(state: ArticleState, { signature, copies }: Comparison): NearCopiesFound[] {
  const { articleId } = received(state);
  if (copies.length === 0 || has(state.compared, signature)) return [];
  return [{ type: 'NearCopiesFound', data: { articleId, signature, copies } }];
}

/**
 * Records that no extractor reads the article's language. Already skipped or read: nothing.
 * @throws DomainError `article-unknown`
 */
export function skipArticle(state: ArticleState, reason: ArticleSkipped['data']['reason']): ArticleSkipped[] {
  const { articleId, language } = received(state);
  if (state.skipped || state.readings > 0) return [];
  return [{ type: 'ArticleSkipped', data: { articleId, reason, language } }];
}

/**
 * What each of the article's reports carries along into the deals.
 * @param nearCopies the articles that its stream names as near copies so far
 */
export function provenanceOf(
  article: ArticleReceived['data'],
  nearCopies: readonly ArticleId[] = [],
): ArticleProvenance {
  const { articleId, url, source, publishedOn, textHash } = article;
  const provenance = { articleId, url, source, publishedOn, textHash };
  return nearCopies.length === 0 ? provenance : { ...provenance, nearCopies };
}

function received(state: ArticleState): ArticleReceived['data'] {
  if (!state.received) throw new DomainError('article-unknown', 'The article was never received.');
  return state.received;
}
