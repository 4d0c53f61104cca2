import type { EventType, ForwardType, Polarity, Salience } from './catalogue';
import type { DealKey } from './ids';
import type { PartialDate } from './partial-date';

/** A number with its unit, as the sentence gives it: 36 aircraft, 2.5e9 USD. */
export interface Amount {
  readonly amount: number;
  readonly unit: string;
}

interface ClaimFields {
  readonly polarity: Polarity;
  /** The numbered part of the deal that the text ties the step to; null for the deal as a whole. */
  readonly tranche: number | null;
  /** When the step itself took place; null where the text gives nothing to go by. */
  readonly occurredOn: PartialDate | null;
}

/** What makes two mentions the same event: they claim the same step, for the same deal, on the same dates. */
export type Claim =
  | (ClaimFields & { readonly type: ForwardType; readonly expectedOn: PartialDate | null })
  | (ClaimFields & { readonly type: Exclude<EventType, ForwardType>; readonly expectedOn: null });

/** What one mention adds to its claim. Two mentions of one event may differ in all of it. */
export interface MentionDetails {
  readonly actors: readonly string[];
  readonly quantity: Amount | null;
  readonly value: Amount | null;
  readonly salience: Salience;
  /** 0 to 1: the extractor's estimate that type, deal and polarity are right. */
  readonly confidence: number;
}

/** Where the sentence stands: UTF-16 units into the article's text, and a hash of it (the text itself can be erased). */
export interface QuoteSpan {
  readonly start: number;
  readonly end: number;
  /** Lower-case hex SHA-256 of the quoted text in UTF-8. */
  readonly quoteHash: string;
}

/** One mention of an event in one article, as the extractor found it. */
export interface ExtractedReport extends MentionDetails, QuoteSpan {
  readonly deal: DealKey;
  readonly claim: Claim;
  /** Who the article itself quotes as its source for this sentence ("TASS reported"), as a plain lower-case name. */
  readonly origin: string | null;
}
