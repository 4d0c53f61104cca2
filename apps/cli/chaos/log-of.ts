import pg from 'pg';

/** What a log holds, as far as it does not depend on the order in which the articles happened to be worked on. */
export interface LogSummary {
  readonly events: number;
  /** Article streams, deal streams: name and number of events. */
  readonly streams: readonly string[];
  /** Ids of all steps and of all events of articles. */
  readonly eventIds: readonly string[];
  /** Event and report, for each report: either of two reports of one event may have been the first. */
  readonly reports: readonly string[];
  readonly byType: Readonly<Record<string, number>>;
}

/** Which of two near copies names the other depends on which was compared later. */
const ANY_ORDER = `type <> 'NearCopiesFound'`;

/** Reads the whole log and sums it up. */
export async function summariseLog(connectionString: string): Promise<LogSummary> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const all = async <T extends object>(sql: string) => (await client.query<T>(sql)).rows;
    const streams = await all<{ line: string }>(
      `select stream || ' ' || count(*) filter (where ${ANY_ORDER}) || ' '
                || max(version) - count(*) filter (where not ${ANY_ORDER}) as line
         from es.events group by stream order by stream`,
    );
    const ids = await all<{ id: string }>(
      `select event_id::text as id from es.events where type <> 'ReportCorroborated' and ${ANY_ORDER} order by 1`,
    );
    const reports = await all<{ line: string }>(
      `select (data->>'eventId') || '/' || (data->'report'->>'reportId') as line
         from es.events where data->'report' is not null order by 1`,
    );
    const types = await all<{ type: string; n: number }>(
      `select case when stream like 'deal:%' and type not in ('DealOpened', 'ReportCorroborated') then 'step' else type end as type,
              count(*)::int as n from es.events where ${ANY_ORDER} group by 1 order by 1`,
    );
    return {
      events: types.reduce((sum, { n }) => sum + n, 0),
      streams: streams.map(({ line }) => line),
      eventIds: ids.map(({ id }) => id),
      reports: reports.map(({ line }) => line),
      byType: Object.fromEntries(types.map(({ type, n }) => [type, n])),
    };
  } finally {
    await client.end();
  }
}

/** Ids of all messages that were ever planned for the webhooks. */
export async function messageIds(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<{ id: string }>('select id from webhook_message')).rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

/** Whether anything is still due in a database: articles, deals or deliveries. */
export async function countDue(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(
      `select (select count(*) from article where due_at is not null)::int
            + (select count(*) from deal where due_at is not null)::int
            + (select count(*) from webhook_delivery where state = 'pending')::int as n`,
    );
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
