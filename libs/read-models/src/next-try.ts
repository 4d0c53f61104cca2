import { sql } from 'kysely';

/** When what failed is looked at again, by the row's own count of failures: after 1 s, 2 s, 4 s … at most an hour. */
export const nextTry = sql<string>`
  clock_timestamp() + least(interval '1 hour', interval '1 second' * 2 ^ least(failed_attempts, 12))`;
