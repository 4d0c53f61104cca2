import type { Amount, DealKey, EventType, ExtractedReport, Polarity, Salience } from '@dealwatch/domain';

/** An event in the fields of the annotation guide: the form of labelled articles, predictions and the command line. */
export interface CatalogueEvent {
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly deal: DealKey;
  readonly tranche: number | null;
  readonly occurredOn: string | null;
  readonly expectedOn: string | null;
  readonly actors: readonly string[];
  readonly quantity: Amount | null;
  readonly value: Amount | null;
  readonly quote: string;
  readonly salience: Salience;
  readonly confidence: number;
}

/** A report with its quote cut out of the article's text. */
export function catalogueEventOf(report: ExtractedReport, text: string): CatalogueEvent {
  const { claim, deal, actors, quantity, value, salience, confidence, start, end } = report;
  const { type, polarity, tranche, occurredOn, expectedOn } = claim;
  const quote = text.slice(start, end);
  return {
    type,
    polarity,
    deal,
    tranche,
    occurredOn,
    expectedOn,
    actors,
    quantity,
    value,
    quote,
    salience,
    confidence,
  };
}
