import type { ProblemCode } from './catalogue';

/**
 * Where a request is wrong: a JSON pointer as a URI fragment into the body (`#/publishedOn`), or the name of a query
 * parameter.
 */
export type ProblemError =
  | { readonly pointer: string; readonly detail: string }
  | { readonly parameter: string; readonly detail: string };

/**
 * An error that the caller is told about, as a problem of RFC 9457. Every code has its entry in `catalogue.ts`, from
 * which the page behind the problem's `type` is made.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly detail: string,
    readonly errors?: readonly ProblemError[],
    /** Further answer headers, such as `Retry-After` or `Allow`. */
    readonly headers?: Readonly<Record<string, string>>,
  ) {
    super(detail);
  }
}
