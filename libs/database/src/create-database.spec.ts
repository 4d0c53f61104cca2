import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { CompiledQuery, sql } from 'kysely';
import { APP_ROLE } from './app-role';
import { clientConfig, createDatabase, type Database } from './create-database';
import { prepared } from './prepared-statements';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase(test.connectionString, { role: APP_ROLE, applicationName: 'spec', max: 3 });
});
afterAll(async () => {
  await database.destroy();
  await test.drop();
});

const readOne = async (text: string, values: unknown[] = []): Promise<unknown> => {
  const { rows } = await database.pool.query<unknown[]>({ text, values, rowMode: 'array' });
  return rows[0]?.[0];
};

/** A pool of one connection, and somebody who can end that connection. */
function openBreakable() {
  const owner = createDatabase(test.connectionString);
  let onIdleError: (error: Error) => void = () => undefined;
  const lost = new Promise<Error>((resolve) => {
    onIdleError = resolve;
  });
  const other = createDatabase(test.connectionString, { max: 1, onIdleError: (error) => onIdleError(error) });
  return {
    other,
    lost,
    terminate: (pid: number | undefined) => owner.pool.query('select pg_terminate_backend($1)', [pid]),
    close: () => Promise.all([owner.destroy(), other.destroy()]),
  };
}

describe('a database', () => {
  it('works as the given role on every connection, in UTC', async () => {
    const ask = sql<{ role: string; zone: string; name: string; pid: number }>`
      select current_user::text as role, current_setting('TimeZone') as zone, current_setting('application_name') as name,
             pg_backend_pid() as pid, pg_sleep(0.05)::text as slept`;
    const answers = await Promise.all([1, 2, 3].map(() => ask.execute(database.kysely)));
    const rows = answers.flatMap((answer) => answer.rows);
    expect(new Set(rows.map(({ pid }) => pid)).size).toBe(3);
    for (const row of rows) expect(row).toMatchObject({ role: APP_ROLE, zone: 'UTC', name: 'spec' });
  });

  it('gives back what a number or a Date would spoil', async () => {
    expect(await readOne('select 9007199254740993')).toBe(9_007_199_254_740_993n);
    expect(await readOne(`select timestamptz '2019-07-12 12:00:00.123456+02'`)).toBe('2019-07-12T10:00:00.123456Z');
    expect(await readOne(`select date '2019-07-12'`)).toBe('2019-07-12');
    expect(await readOne(`select timestamp '2019-07-12 10:00'`)).toBe('2019-07-12 10:00:00');
    expect(await readOne('select 7::int')).toBe(7);
  });

  it('takes the same values as parameters', async () => {
    expect(await readOne('select $1::bigint', [9_007_199_254_740_993n])).toBe(9_007_199_254_740_993n);
    const instant = '2019-07-12T10:00:00.123456Z';
    expect(await readOne('select $1::timestamptz', [instant])).toBe(instant);
  });

  it('outlives the loss of an idle connection', async () => {
    const { other, terminate, lost, close } = openBreakable();
    const { rows } = await other.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await terminate(rows[0]?.pid);
    await lost;
    expect((await other.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await close();
  });

  it('outlives the loss of a connection within a transaction, which is rejected', async () => {
    const { other, terminate, lost, close } = openBreakable();
    const transaction = other.kysely.transaction().execute(async (trx) => {
      await terminate((await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)).rows[0]?.pid);
      await lost;
      await sql`select 1`.execute(trx);
    });
    await expect(transaction).rejects.toThrow();
    expect((await other.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await close();
  });

  it('prepares marked statements once a connection, also across transactions', async () => {
    const single = createDatabase(test.connectionString, { max: 1 });
    const ask = CompiledQuery.raw(prepared('spec_sum', 'select $1::int + 1 as sum'), [1]);
    const inside = await single.kysely.transaction().execute((trx) => trx.executeQuery(ask));
    const outside = await single.kysely.executeQuery(ask);
    expect([inside.rows, outside.rows]).toEqual([[{ sum: 2 }], [{ sum: 2 }]]);
    const { rows } = await single.pool.query(
      'select name, generic_plans + custom_plans as runs from pg_prepared_statements',
    );
    expect(rows).toEqual([{ name: 'spec_sum', runs: 2n }]);
    await single.destroy();
  });

  it('refuses start options in the URL, which would win over the role', () => {
    expect(() => createDatabase(`${test.connectionString}?options=-c%20role%3Dpostgres`)).toThrow('options=');
  });

  it('refuses a role that could smuggle in another option', () => {
    expect(() => clientConfig(test.connectionString, { role: 'app -c fsync=off' })).toThrow('no plain role name');
  });
});
