import { type Claim, type Day, type ExtractedReport, textHashOf } from '@dealwatch/domain';
import type { Candidate, Explanation } from './events/types';
import type { Doubt } from './read-article';

/** Name and version of this extractor; any change of its answers is a new version. */
export const EXTRACTOR = 'hybrid@2.5.0';

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
  /** Sentences in which an event nearly fired: what a second opinion could be asked about. */
  readonly doubts: readonly Doubt[];
}

/** The stages are loaded at the first article, so that who only asks for a language pays for no lexicon and fails on none. */
const stages = () => require('./read-article') as typeof import('./read-article');

/**
 * Compiles the lexicon now rather than at the first article: about a quarter of a second of processor time, once a process.
 * Throws an Error that names the pattern or table where the lexicon cannot be read.
 */
export function warmUp(): void {
  stages();
}

/**
 * Reads the events that an article reports. Pure and deterministic: same text, title and day, same answer; no clock, no I/O.
 * Offsets are UTF-16 units into `text` as given, and `text.slice(start, end)` is the quote, one or two sentences long.
 * Never throws on any text, and its time grows with the text's length: a stretch of more than 1,500 characters without an end is
 * cut, and no more than a thousand events are read. English is assumed (see `detectLanguage`). The first call compiles the
 * lexicon, as `warmUp` does, and throws where that fails.
 */
export function extract(article: ArticleText): Extraction {
  const { events, doubts } = stages().readArticle(article.text, article.title, article.publishedOn);
  return { extractor: EXTRACTOR, reports: events.map((event) => reportOf(event, article.text)), doubts };
}

function reportOf(event: Candidate, text: string): ExplainedReport {
  const { type, polarity, tranche, occurredOn, expectedOn } = event;
  const { deal, actors, quantity, value, salience, confidence, origin, start, end, explanation } = event;
  return {
    deal,
    actors,
    quantity,
    value,
    salience,
    confidence,
    origin,
    start,
    end,
    explanation,
    claim: { type, polarity, tranche, occurredOn, expectedOn } as Claim,
    quoteHash: textHashOf(text.slice(start, end)),
  };
}
