import type { CatalogueEvent } from './catalogue-event';

/** An event as it is scored: labels carry no confidence. */
export type ScoredEvent = Omit<CatalogueEvent, 'confidence'> & { readonly confidence?: number };

export interface LabelledArticle {
  readonly id: string;
  readonly events: readonly ScoredEvent[];
}

/** Precision, recall and their harmonic mean; 0 where nothing was there to be right about. */
export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface TypeRates extends Rates {
  readonly gold: number;
  readonly predicted: number;
}

/** The measures of a run; shares are null where no matched event has the field. */
export interface Evaluation extends Rates {
  readonly articles: number;
  /** Labelled articles with no prediction at all. */
  readonly absent: number;
  readonly goldEvents: number;
  readonly predicted: number;
  /** Matched on track and deal only. */
  readonly lenientF1: number;
  readonly date: number | null;
  readonly expected: number | null;
  readonly tranche: number | null;
  readonly evidence: number | null;
  readonly salience: number | null;
  readonly amounts: number | null;
  /** Events predicted for each article that holds none. */
  readonly falseAlarmsPerNegative: number | null;
  /** Mean of the F1 of the articles that hold events. */
  readonly macroF1: number | null;
  /** Precision of predictions with salience news and confidence of at least 0.8, and the share of labelled news that they cover. */
  readonly newsPrecision: number | null;
  readonly newsCover: number | null;
  readonly byType: Readonly<Record<string, TypeRates>>;
  readonly leaveDealOut: LeaveDealOut;
  readonly calibration: Calibration;
  readonly errors: ErrorCauses;
  readonly misses: readonly Miss[];
}

export type DealRates = TypeRates;

/** The figures without one deal, and of that deal alone. */
export interface LeaveDealOut {
  /** All articles but those about the deal that most are about; null where no article holds an event. */
  readonly withoutCommonest: (DealRates & { readonly deal: string; readonly articles: number }) | null;
  /** Each deal that at least three articles are about: their number, all events but those of the deal, and only those. */
  readonly deals: readonly {
    readonly deal: string;
    readonly articles: number;
    readonly without: DealRates;
    readonly only: DealRates;
  }[];
}

/** How far a confidence can be taken for the probability of being right. */
export interface Calibration {
  /** Predictions by their confidence in tenths, empty tenths left out. */
  readonly bins: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
    readonly confidence: number;
    readonly right: number;
  }[];
  /** Expected calibration error: the mean gap between confidence and share right, weighed by count; null without predictions. */
  readonly ece: number | null;
  /** Chance that a right prediction has more confidence than a wrong one; null where there are none of either. */
  readonly auc: number | null;
}

/** A number of errors, and of which kind they are, the most frequent first. */
export interface Tally {
  readonly count: number;
  readonly of: Readonly<Record<string, number>>;
}

/**
 * What went wrong, each missed label and each false event counted once: in a pair where one is the other misread, else alone.
 */
export interface ErrorCauses {
  /** Labels that nothing answers to, by type. */
  readonly notSeen: Tally;
  /** Pairs of one sentence and deal with another type: `AgreementReached → ContractSigned`. */
  readonly typeConfused: Tally;
  /** Pairs of one sentence and type, by the parts of the deal that are wrong. */
  readonly dealWrong: Tally;
  /** Pairs of one sentence with another type and another deal. */
  readonly typeAndDeal: Tally;
  /** Pairs of one type and deal, the one affirmed and the other denied. */
  readonly polarity: Tally;
  /** Labels whose like was found once for several of them. */
  readonly merged: Tally;
  /** Events that tell a label that was found already. */
  readonly split: Tally;
  /** Events that nothing in the labels answers to. */
  readonly hallucinated: Tally;
}

export interface Miss {
  readonly article: string;
  readonly kind: 'missed' | 'spurious';
  readonly event: ScoredEvent;
}
