import type { ExtractedReport } from './claim';
import type { ArticleId, Day } from './ids';

/** An article was posted and its text stored. The text itself is not in the log: it stands in a table of its own. */
export interface ArticleReceived {
  readonly type: 'ArticleReceived';
  readonly data: {
    readonly articleId: ArticleId;
    readonly url: string | null;
    readonly source: string | null;
    readonly title: string | null;
    readonly publishedOn: Day;
    /** ISO 639-1, stated or detected. */
    readonly language: string;
    /** Hex SHA-256 of the normalised text. */
    readonly textHash: string;
    /** Length of the normalised text in UTF-16 units. */
    readonly textLength: number;
    /** The first stored article with the same text, at the time of posting. */
    readonly copyOf: ArticleId | null;
    /** The last stored article at the same URL with another text, at the time of posting. */
    readonly revisionOf: ArticleId | null;
  };
}

/** An extractor read the article. No reports is an answer too. */
export interface ArticleExtracted {
  readonly type: 'ArticleExtracted';
  readonly data: {
    readonly articleId: ArticleId;
    /** `hybrid@2.5.0` */
    readonly extractor: string;
    readonly reports: readonly ExtractedReport[];
    /** How often the article has been read with this, from 2; absent for the first reading. */
    readonly reading?: number;
  };
}

/** An article whose text is nearly the same, and how nearly. */
export interface NearCopy {
  readonly articleId: ArticleId;
  /** Estimated resemblance of the two texts, 0 to 1. */
  readonly similarity: number;
  /** Share of the shorter text's sentences that the other holds word for word, 0 to 1. */
  readonly containment: number;
}

/**
 * The article was compared with those that had been taken in by then, and some have nearly the same text. The relation has no
 * direction: which of two articles repeats the other is told from their days of publication. Of two near copies the one that
 * was compared later names the other; where both were compared at once, both may.
 */
export interface NearCopiesFound {
  readonly type: 'NearCopiesFound';
  readonly data: {
    readonly articleId: ArticleId;
    /** Version of the rules of comparing: `minhash@1`. */
    readonly signature: string;
    readonly copies: readonly NearCopy[];
  };
}

/** The article was kept but not read: no extractor reads its language. */
export interface ArticleSkipped {
  readonly type: 'ArticleSkipped';
  readonly data: {
    readonly articleId: ArticleId;
    readonly reason: 'unsupported-language';
    readonly language: string;
  };
}

/** Everything that an article's stream can hold. */
export type ArticleEvent = ArticleReceived | NearCopiesFound | ArticleExtracted | ArticleSkipped;
