export { type ComposedExtractor, createExtractor, type TellOpinion } from './create-extractor';
export { type ExtractOutcome, extractArticle } from './extract-article';
export type { ArticleText, ExplainedReport, Extractor, Intake, Reading } from './intake';
export { type DealHead, recordArticle } from './record-article';
export { countRereads, type RereadArticle, type RereadOptions, rereadArticles } from './reread-articles';
