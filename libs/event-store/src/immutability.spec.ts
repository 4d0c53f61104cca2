import { createDatabase, type Database } from '@dealwatch/database';
import { anyStream, counted, openStore, type StoreUnderTest } from './fixtures.contract';

const PERMISSION_DENIED = '42501';
const APPEND_ONLY = 'ES001';
const INSERT = `insert into es.events (event_id, stream, version, type, schema_version, data)
                values (gen_random_uuid(), 'spec:forged', 1, 'Forged', 1, '{}')`;

let under: StoreUnderTest;
let owner: Database;
beforeAll(async () => {
  under = await openStore();
  owner = createDatabase(under.ownerUrl);
  await under.store.append(anyStream(), [counted(1)], { expected: 'none' });
});
afterAll(async () => {
  await owner.destroy();
  await under.close();
});

const codeOf = (database: Database, statement: string): Promise<string> =>
  database.pool.query(statement).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

describe('the app role', () => {
  it.each([
    `update es.events set type = 'Changed'`,
    'delete from es.events',
    'truncate es.events',
    INSERT,
    `copy es.events (event_id) from stdin`,
    `merge into es.events e using (select 1) s on true when matched then delete`,
    `select nextval('es.events_position_seq')`,
    `select setval('es.events_position_seq', 1)`,
    'select last_value from es.events_position_seq',
    `select es.answer_append('s', -1, '{}', '[]')`,
    'do $$ begin lock table es.events in row exclusive mode; end $$',
    'alter table es.events disable trigger all',
    'drop trigger events_never_change on es.events',
    'drop table es.events',
    'create table es.own (id int)',
    `set session_replication_role = replica`,
    'create function es.own() returns int language sql return 1',
  ])('may not: %s', async (statement) => {
    expect(await codeOf(under.database, statement)).toBe(PERMISSION_DENIED);
  });

  it('may read the log and call the three functions', async () => {
    const { rows } = await owner.pool.query(`
      select p.proname from pg_proc p
       where p.pronamespace = 'es'::regnamespace and has_function_privilege('dealwatch_app', p.oid, 'execute') order by 1`);
    expect(rows.map(({ proname }) => proname)).toEqual(['advance_watermark', 'append_events', 'append_many']);
    expect((await under.database.pool.query('select count(*) as n from es.events')).rows).toEqual([{ n: 1n }]);
  });

  it('cannot slip an object of its own under the names that the functions use', async () => {
    const { rows } = await owner.pool.query<{ proname: string; proconfig: string[] | null }>(`
      select p.proname, p.proconfig from pg_proc p where p.pronamespace = 'es'::regnamespace and p.prosecdef`);
    expect(rows).toHaveLength(3);
    for (const { proconfig } of rows) expect(proconfig).toContain('search_path=pg_catalog, pg_temp');
  });
});

describe('everybody, the owner included', () => {
  it.each([
    `update es.events set type = 'Changed'`,
    'update es.events set type = type where false',
    'delete from es.events',
    'truncate es.events',
    `set session_replication_role = replica; delete from es.events`,
    `merge into es.events e using (select 1) s on true when matched then delete`,
    `${INSERT} on conflict (stream, version) do update set type = 'Changed'`,
  ])('is refused: %s', async (statement) => {
    expect(await codeOf(owner, statement)).toBe(APPEND_ONLY);
  });

  it('still finds the event', async () => {
    expect((await owner.pool.query('select type from es.events')).rows).toEqual([{ type: 'Counted' }]);
  });
});
