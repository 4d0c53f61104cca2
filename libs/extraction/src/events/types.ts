import type { Amount, DealKey, EventType, PartialDate, Polarity, Salience } from '@dealwatch/domain';

/** Why an event was read: the words, what each layer made of them, and what gave each part of it. */
export interface Explanation {
  /** The pattern of the trigger lexicon and the words that it matched; empty where only the statistical layer sees the event. */
  readonly pattern: string;
  readonly trigger: string;
  /** Cell of the type table (`deliver × future`), or `statistical layer`. */
  readonly rule: string;
  readonly cues: readonly string[];
  readonly tense: string;
  readonly systemFrom: string;
  readonly supplierFrom: string;
  readonly recipientFrom: string;
  readonly dateFrom: string;
  readonly dateExpressions: readonly string[];
  readonly salienceFrom: string;
  /** What the learnt layers add; absent in a reading by rules alone. */
  readonly learnt?: LearntExplanation;
}

/** A reason with its weight: positive for, negative against. */
export interface Reason {
  readonly because: string;
  readonly weight: number;
}

export interface LearntExplanation {
  /** Probability of the type in its sentence, and of the deal among those of the article. */
  readonly typeProbability: number;
  readonly dealProbability: number;
  /** The words that speak most for the type. */
  readonly words: readonly Reason[];
  /** Other types of the sentence with their probability, and other deals with theirs. */
  readonly otherTypes: readonly { readonly type: EventType; readonly probability: number }[];
  readonly otherDeals: readonly { readonly deal: string; readonly probability: number }[];
  /** What raised and lowered the confidence most. */
  readonly confidence: readonly Reason[];
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
