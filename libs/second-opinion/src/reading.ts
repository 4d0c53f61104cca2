import type { EventType, ExtractedReport } from '@dealwatch/domain';
import type { ArticleText, Explanation } from '@dealwatch/extraction';

/** A sentence in which an event of this type nearly fired, by its offsets in the article's text. */
export interface Doubt {
  readonly start: number;
  readonly end: number;
  readonly type: EventType;
  /** 0 to 1. */
  readonly probability: number;
}

/** What the rules read in an article. */
export interface Reading {
  readonly extractor: string;
  readonly reports: readonly (ExtractedReport & { readonly explanation?: Explanation })[];
  readonly doubts?: readonly Doubt[];
}

/** The rules: pure and synchronous, and never wrong in form. */
export type Rules = (article: ArticleText) => Reading;

/** Who reads a report in the article, and what that did to it, in a sentence. */
export interface ReportOpinion {
  readonly voice: 'rules' | 'model' | 'both';
  readonly note: string;
}

/** A report with the reasons of the rules, where they read it, and with what the second opinion made of it. */
export interface OpinedReport extends ExtractedReport {
  readonly explanation: Partial<Explanation> & { readonly secondOpinion: ReportOpinion };
}

/** How it went to ask. */
export type Opinion =
  | {
      readonly outcome: 'answered';
      /** Events of the answer that hold, and how many of the others failed which check. */
      readonly events: number;
      readonly dropped: Readonly<Record<string, number>>;
    }
  /** The rules had no doubts, so there was nothing to ask. */
  | { readonly outcome: 'unasked' }
  | { readonly outcome: 'unanswered'; readonly reason: Unanswered; readonly detail: string };

/** Why there is no usable answer. */
export type Unanswered =
  | 'article-too-long'
  | 'spend-limit'
  | 'paused'
  | 'timeout'
  | 'unreachable'
  | 'status'
  | 'redirect'
  | 'not-json'
  | 'too-large'
  | 'refused'
  | 'cut-off'
  | 'unreadable';

/** An article as both have read it. */
export interface OpinedExtraction {
  readonly extractor: string;
  readonly reports: readonly OpinedReport[];
  readonly opinion: Opinion;
}
