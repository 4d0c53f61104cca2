import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { Client } from 'pg';
import { APP_ROLE, ensureAppRole } from './app-role';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations/list';

let test: TestDatabase;
let admin: Client;
const databases: string[] = [];
const roles: string[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
  admin = new Client({ connectionString: test.connectionString });
  await admin.connect();
});
afterAll(async () => {
  for (const name of databases) await admin.query(`drop database ${name} with (force)`);
  for (const name of roles) await admin.query(`drop role ${name}`);
  await admin.end();
  await test.drop();
});

const fresh = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

async function createEmpty(owner?: string): Promise<string> {
  const name = fresh('empty');
  await admin.query(`create database ${name} ${owner ? `owner ${owner}` : ''}`);
  databases.push(name);
  const url = new URL(test.connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

/** A login without rights over the cluster, and the URL of a database as that login. */
async function createLogin(attributes: string): Promise<string> {
  const name = fresh('login');
  await admin.query(`create role ${name} login ${attributes} password 'secret'`);
  roles.push(name);
  return name;
}

function as(login: string, url: string): string {
  const own = new URL(url);
  own.username = login;
  own.password = 'secret';
  return own.href;
}

describe('migrate', () => {
  it('applies everything in order, once, however many start at the same time', async () => {
    const urls = await Promise.all([createEmpty(), createEmpty()]);
    const applied = await Promise.all(urls.flatMap((url) => [migrate(url), migrate(url), migrate(url)]));
    const all = Object.keys(MIGRATIONS).sort();
    expect(applied.slice(0, 3).flat()).toEqual(all);
    expect(applied.slice(3).flat()).toEqual(all);
    expect(await migrate(String(urls[0]))).toEqual([]);
  });

  it('works for an owner of a database who is no superuser but may switch to the role', async () => {
    const login = await createLogin('');
    await admin.query(`grant ${APP_ROLE} to ${login}`);
    const url = as(login, await createEmpty(login));
    expect(await migrate(url)).toEqual(Object.keys(MIGRATIONS).sort());
    await admin.query(`revoke ${APP_ROLE} from ${login}`);
  });

  it('says which grant is missing', async () => {
    const login = await createLogin('');
    const url = as(login, await createEmpty(login));
    await expect(migrate(url)).rejects.toThrow(`GRANT ${APP_ROLE} TO "${login}"`);
  });
});

describe('the app role', () => {
  const answering = (answers: readonly object[][]) => {
    const statements: string[] = [];
    const query = async (statement: string): Promise<{ rows: object[] }> => {
      statements.push(statement);
      return { rows: answers[statements.length - 1] ?? [] };
    };
    return { client: { query } as unknown as Client, statements };
  };

  it('has to be made by somebody else where the user lacks CREATEROLE', async () => {
    // The role is there in the whole cluster as soon as one database was migrated, so its absence is acted out.
    const { client } = answering([[{ current_user: 'app owner', can_create: false, exists: false }]]);
    await expect(ensureAppRole(client)).rejects.toThrow(
      `CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO "app owner";`,
    );
  });

  it('is created and granted to who may create it', async () => {
    const { client, statements } = answering([
      [{ current_user: 'maker', can_create: true, exists: false }],
      [],
      [{ can_switch: false }],
    ]);
    await ensureAppRole(client);
    expect(statements).toHaveLength(4);
    expect(statements[1]).toContain(`create role ${APP_ROLE} nologin`);
    expect(statements[3]).toBe(`grant ${APP_ROLE} to current_user`);
  });

  it('cannot log in', async () => {
    const { rows } = await admin.query('select rolcanlogin, rolsuper from pg_roles where rolname = $1', [APP_ROLE]);
    expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false }]);
  });
});
