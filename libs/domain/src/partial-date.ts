declare const brand: unique symbol;

/** An ISO 8601 date cut to its precision: `2019`, `2019-07` or `2019-07-12`. */
export type PartialDate = string & { readonly [brand]: 'PartialDate' };
