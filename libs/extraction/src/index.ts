export type { Explanation } from './events/types';
export { type ArticleText, EXTRACTOR, type ExplainedReport, type Extraction, extract } from './extract';
export { detectLanguage } from './language/detect-language';
