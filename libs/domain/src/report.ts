import type { Amount, MentionDetails, QuoteSpan } from './claim';
import type { ArticleId, Day, ReportId } from './ids';

/** Where an article came from, copied into each of its reports so that a deal's stream can be folded by itself. */
export interface ArticleProvenance {
  readonly articleId: ArticleId;
  readonly url: string | null;
  readonly source: string | null;
  readonly publishedOn: Day;
  /** Hex SHA-256 of the article's normalised text: articles that share it are copies of each other. */
  readonly textHash: string;
  /**
   * Articles whose text is nearly the same, as far as they were known when this one was read; missing where there were none.
   * Of two near copies one names the other, seldom both.
   */
  readonly nearCopies?: readonly ArticleId[];
}

/** One mention of an event in one article, as it is kept behind the event in the deal's stream. */
export interface Report extends MentionDetails, QuoteSpan {
  readonly reportId: ReportId;
  readonly article: ArticleProvenance;
  /** Whom the article itself quotes as its source for the sentence, lower case; null where it speaks for itself. */
  readonly origin: string | null;
  /** Name and version of what read the article: `hybrid@2.5.0`. */
  readonly extractor: string;
  /** Present where the report was too weak to count when it was recorded: it waits for a review (decision 0021). */
  readonly held?: true;
}

export type { Amount };
