import type { Day, ExtractedReport, Extraction, RecordingRules } from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import type { Db } from '@dealwatch/read-models';

export interface ArticleText {
  readonly text: string;
  readonly title: string | null;
  readonly publishedOn: Day;
}

/** A report with the extractor's reasons for it, where it gives any: plain data that may quote words of the text. */
export interface ExplainedReport extends ExtractedReport {
  readonly explanation?: object;
}

export type Reading = Extraction & { readonly reports: readonly ExplainedReport[] };

/**
 * Reads an article: by rules alone a pure function of its text, title and day. Where a model is asked beside them the answer takes
 * time and may differ the next time; what counts is what is recorded first.
 */
export type Extractor = (article: ArticleText) => Reading | Promise<Reading>;

/** What is needed to take a reading of an article into the log. */
export interface Intake {
  readonly db: Db;
  readonly store: EventStore;
  readonly extractor: Extractor;
  readonly rules: RecordingRules;
}
