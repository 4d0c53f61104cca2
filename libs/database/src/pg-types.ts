import { type CustomTypesConfig, types } from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

const UTC_TEXT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/**
 * PostgreSQL's text of a timestamptz as RFC 3339 in UTC with exactly six decimals: `2019-07-12T10:00:00.000000Z`.
 * The fixed width keeps every microsecond and makes the order of the texts the order of the moments (a Date would cut
 * to milliseconds). `infinity` and `-infinity` stay as they are. Throws when the session's time zone is not UTC.
 */
export function instantFromPostgres(text: string): string {
  if (text.endsWith('infinity')) return text;
  const [, day, time, fraction = ''] = UTC_TEXT.exec(text) ?? [];
  if (!day || !time)
    throw new Error(`Timestamp "${text}" is not in UTC: connect with createDatabase, and never SET timezone.`);
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

const keepText = (text: string): string => text;

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, BigInt],
  [TIMESTAMPTZ, instantFromPostgres],
  // A Date made of these would be a moment in the process's own time zone, and so another day in half of the world.
  [DATE, keepText],
  [TIMESTAMP, keepText],
]);

/**
 * How values come back from PostgreSQL: bigint as `bigint` (positions and counts; JSON.stringify refuses it, so write
 * `String(position)`), timestamptz as exact text (see instantFromPostgres), date as `2019-07-12`. Arrays of these types
 * keep the driver's parsers: cast them to text[].
 */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const own = format === 'binary' ? undefined : PARSERS.get(oid);
    return own ?? types.getTypeParser(oid, format);
  },
};
