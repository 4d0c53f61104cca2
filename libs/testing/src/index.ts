export { type Child, spawnCode, watchChild } from './child';
export { createTestDatabase, type TestDatabase } from './database';
export { anyMentions, anyTimes, GENERATED_DEAL, recordedHistory, recordedStream } from './generators';
export { type Label, type LabelledArticle, labelExtractor, readLabelledArticles, reportsOf } from './labelled-articles';
export { oracleStatus, oracleTimeline } from './oracle/oracle-status';
export { outlineOf, type StatusOutline, timelineOutline } from './oracle/outline';
export { type PostableArticle, postArticle } from './post-article';
export { type FaultyServer, startTestPostgres, startTestRedis } from './servers';
export { statusOf, type ToldArticle, told, toldMentions } from './tale';
