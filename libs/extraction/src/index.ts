export { type CatalogueEvent, catalogueEventOf } from './evaluation/catalogue-event';
export { evaluate } from './evaluation/evaluate';
export { formatEvaluation, formatMiss } from './evaluation/format';
export type { Evaluation, LabelledArticle, Miss, Rates, ScoredEvent, TypeRates } from './evaluation/types';
export type { Explanation } from './events/types';
export { type ArticleText, EXTRACTOR, type ExplainedReport, type Extraction, extract, warmUp } from './extract';
export { detectLanguage } from './language/detect-language';
export type { Doubt } from './read-article';
