import type { Amount, DealKey, EventType, PartialDate, Polarity, Salience } from '@dealwatch/domain';

/** Why an event was read: the words, the cell of the type table, and what gave each part of it. */
export interface Explanation {
  /** The pattern of the trigger lexicon, and the words that it matched. */
  readonly pattern: string;
  readonly trigger: string;
  /** Cell of the type table: `deliver × future`. */
  readonly rule: string;
  readonly cues: readonly string[];
  readonly tense: string;
  readonly systemFrom: string;
  readonly supplierFrom: string;
  readonly recipientFrom: string;
  readonly dateFrom: string;
  readonly dateExpressions: readonly string[];
  readonly salienceFrom: string;
}

/** An event as read from one trigger, before the repeats of an article are merged. */
export interface Candidate {
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly deal: DealKey;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  readonly actors: readonly string[];
  readonly quantity: Amount | null;
  readonly value: Amount | null;
  readonly salience: Salience;
  readonly confidence: number;
  readonly origin: string | null;
  readonly start: number;
  readonly end: number;
  readonly explanation: Explanation;
}
