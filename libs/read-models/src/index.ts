export {
  dueArticles,
  holdReading,
  markExtracted,
  markRecorded,
  markReread,
  noteArticleFailure,
} from './articles/article-progress';
export type { ArticleRow, ArticleState } from './articles/article-row';
export { type Explanations, findExplanations, keepExplanations } from './articles/explanations';
export { findArticle, findTexts } from './articles/find-article';
export { countArticlesToReread, findArticlesToReread, type RereadFilter } from './articles/find-readings';
export {
  findRelatives,
  findRelativesOfMany,
  lockRelatives,
  type PostedArticle,
  type Relatives,
} from './articles/find-relatives';
export { type ArticleToStore, storeArticle, storeArticles } from './articles/store-article';
export type { Db } from './db';
export { advanceProjectedVersion, dueDeals, noteDealFailure, raiseDealHead } from './deals/deal-head';
export type { DealRow } from './deals/deal-row';
export { type DealFilter, findDeal, listDeals } from './deals/find-deals';
export { type EventReports, type EventView, type ReportView, viewEvents } from './events/event-view';
export { quotedFrom, type WithQuotes, withQuotes } from './events/quotes';
export {
  historyOfEvent,
  loadHistories,
  loadHistory,
  type ReportOfDeal,
  reportsOfArticle,
} from './history/load-history';
export { addToHistory, type VersionedReport } from './history/store-history';
export { findNearCopies } from './near-copies/find-near-copies';
export { indexSignature, type SignedArticle } from './near-copies/index-signature';
export { type NearCopyRow, nearCopiesOf, storeNearCopies } from './near-copies/near-copies-of';
