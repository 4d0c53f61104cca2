export { type ExtractOutcome, extractArticle } from './extract-article';
export type { ArticleText, ExplainedReport, Extractor, Intake } from './intake';
export { type DealHead, recordArticle } from './record-article';
export { countRereads, type RereadArticle, type RereadOptions, rereadArticles } from './reread-articles';
