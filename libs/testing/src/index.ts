export { type Child, spawnCode, watchChild } from './child';
export { createTestDatabase, type TestDatabase } from './database';
export { type Label, type LabelledArticle, labelExtractor, readLabelledArticles, reportsOf } from './labelled-articles';
export { type PostableArticle, postArticle } from './post-article';
export { type FaultyServer, startTestPostgres, startTestRedis } from './servers';
