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
  readonly misses: readonly Miss[];
}

export interface Miss {
  readonly article: string;
  readonly kind: 'missed' | 'spurious';
  readonly event: ScoredEvent;
}
