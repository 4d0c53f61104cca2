import type { ArticleId, Day } from '@dealwatch/domain';

/** How far an article has come. `received` and `extracted` are due for work, the others are done. */
export type ArticleState = 'received' | 'extracted' | 'recorded' | 'unsupported-language';

/** The article as it is kept beside its text, with its processing state. */
export interface ArticleRow {
  readonly articleId: ArticleId;
  readonly url: string | null;
  readonly source: string | null;
  readonly title: string | null;
  readonly publishedOn: Day;
  readonly language: string;
  readonly textHash: string;
  readonly copyOf: ArticleId | null;
  readonly revisionOf: ArticleId | null;
  readonly state: ArticleState;
  readonly extractor: string | null;
  readonly reportCount: number | null;
  /** How often it was read again after its first reading. */
  readonly rereadings: number;
  readonly failedAttempts: number;
  /** What went wrong the last time, where something did and it is still due. */
  readonly problem: string | null;
  /** RFC 3339 UTC; when it is looked at next; null when nothing is due. */
  readonly dueAt: string | null;
  readonly receivedAt: string;
}

export const ARTICLE_COLUMNS = [
  'article_id as articleId',
  'url',
  'source',
  'title',
  'published_on as publishedOn',
  'language',
  'text_hash as textHash',
  'copy_of as copyOf',
  'revision_of as revisionOf',
  'state',
  'extractor',
  'report_count as reportCount',
  'rereadings',
  'failed_attempts as failedAttempts',
  'problem',
  'due_at as dueAt',
  'received_at as receivedAt',
] as const;
