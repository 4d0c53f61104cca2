declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Slug of supplier, recipient and system: `ru-tr-s-400`. */
export type DealId = Branded<string, 'DealId'>;
/** UUID (version 5) of what makes an article one article: text, date and source. */
export type ArticleId = Branded<string, 'ArticleId'>;
/** UUID (version 5) of what makes an event one event: deal, type, polarity, tranche and both dates. */
export type EventId = Branded<string, 'EventId'>;
/** UUID (version 5) of one mention: event, article and offsets. */
export type ReportId = Branded<string, 'ReportId'>;
/** A calendar day in UTC: `2019-07-12`. */
export type Day = Branded<string, 'Day'>;
/** A moment in UTC as RFC 3339 with milliseconds or finer: `2019-07-12T10:00:00.000Z`. */
export type Instant = Branded<string, 'Instant'>;

/**
 * What makes two mentions speak of the same deal, by its slug (`dealIdOf`): `S-400` and `S 400` are one. The deal is shown
 * by the key of the report that was recorded first, so the spelling of its system, and nothing else, depends on the order
 * of loading.
 */
export interface DealKey {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly supplier: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly recipient: string;
  /** Plain designation: `S-400`, `Rafale`. */
  readonly system: string;
}
