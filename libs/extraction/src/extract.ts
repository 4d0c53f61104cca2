import { type Claim, type Day, type ExtractedReport, textHashOf } from '@dealwatch/domain';
import { analyse } from './analysis';
import { mergeCandidates } from './events/merge';
import { readEvents } from './events/read-events';
import type { Candidate, Explanation } from './events/types';

/** Name and version of this extractor; any change of its answers is a new version. */
export const EXTRACTOR = 'rules@1.0.0';

export interface ArticleText {
  readonly text: string;
  readonly title: string | null;
  readonly publishedOn: Day;
}

/** A report with the reasons for it. */
export interface ExplainedReport extends ExtractedReport {
  readonly explanation: Explanation;
}

export interface Extraction {
  readonly extractor: string;
  readonly reports: readonly ExplainedReport[];
}

/**
 * Reads the events that an article reports. Pure and deterministic: same text, title and day, same answer; no clock, no I/O.
 * Offsets are UTF-16 units into `text` as given, and `text.slice(start, end)` is the quote, one or two sentences long.
 * Never throws on any text. English is assumed (see `detectLanguage`).
 */
export function extract(article: ArticleText): Extraction {
  const analysed = analyse(article.text, article.title);
  const events = mergeCandidates(readEvents(analysed, article.publishedOn));
  return { extractor: EXTRACTOR, reports: events.map((event) => reportOf(event, article.text)) };
}

function reportOf(event: Candidate, text: string): ExplainedReport {
  const { type, polarity, tranche, occurredOn, expectedOn, ...rest } = event;
  const claim = { type, polarity, tranche, occurredOn, expectedOn } as Claim;
  return { ...rest, claim, quoteHash: textHashOf(text.slice(event.start, event.end)) };
}
