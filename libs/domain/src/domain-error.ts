/** Every rule that a caller can break, by a stable code. */
export type DomainErrorCode =
  | 'invalid-date'
  | 'invalid-instant'
  | 'invalid-deal'
  | 'invalid-report'
  | 'invalid-article'
  | 'article-unknown'
  | 'deal-mismatch'
  | 'broken-stream';

/**
 * A rule of the domain was broken. Thrown before any event is built, so nothing has changed.
 * `pointer` is a JSON pointer (RFC 6901) to the offending field of the input, where there is one.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly pointer: string | null = null,
  ) {
    super(message);
  }
}
