import { type Day, type Instant, parseInstant, type Times } from '@dealwatch/domain';

interface TimesQuery {
  readonly asOf?: string | undefined;
  readonly knownBy?: string | undefined;
  readonly recordedBy?: string | undefined;
}

/** The three times of a checked query, with today where no day is asked about. */
export function timesOf(query: TimesQuery, now: Date): Times {
  return {
    asOf: (query.asOf ?? now.toISOString().slice(0, 10)) as Day,
    knownBy: (query.knownBy as Day | undefined) ?? null,
    recordedBy: query.recordedBy === undefined ? null : momentOf(query.recordedBy),
  };
}

/** PostgreSQL keeps microseconds; what is finer than that would be rounded up, past the moment that was asked for. */
function momentOf(value: string): Instant {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return `${value}T23:59:59.999999Z` as Instant;
  return parseInstant(value).replace(/(\.\d{6})\d+Z$/, '$1Z') as Instant;
}
