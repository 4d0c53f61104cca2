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

/** Reads an article: a pure function of its text, title and day. */
export type Extractor = (article: ArticleText) => Extraction & { readonly reports: readonly ExplainedReport[] };

/** What is needed to take a reading of an article into the log. */
export interface Intake {
  readonly db: Db;
  readonly store: EventStore;
  readonly extractor: Extractor;
  readonly rules: RecordingRules;
}
