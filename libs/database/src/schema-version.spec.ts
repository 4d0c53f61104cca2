import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { Client } from 'pg';
import { APP_ROLE } from './app-role';
import { createDatabase, type Database } from './create-database';
import { schemaState } from './schema-version';

let test: TestDatabase;
let database: Database;
let owner: Client;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase(test.connectionString, { role: APP_ROLE });
  owner = new Client({ connectionString: test.connectionString });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.destroy();
  await test.drop();
});

describe('the state of the schema, as the services see it', () => {
  it('is current after the migrations of this build', async () => {
    expect(await schemaState(database.kysely)).toBe('current');
  });

  it('is ahead where a newer build has migrated', async () => {
    await owner.query(`insert into kysely_migration values ('9999-of-tomorrow', now()::text)`);
    expect(await schemaState(database.kysely)).toBe('ahead');
    await owner.query(`delete from kysely_migration where name = '9999-of-tomorrow'`);
  });

  it('is behind where the newest migration is missing, or all of them are', async () => {
    await owner.query('delete from kysely_migration where name = (select max(name) from kysely_migration)');
    expect(await schemaState(database.kysely)).toBe('behind');
    await owner.query('drop table kysely_migration');
    expect(await schemaState(database.kysely)).toBe('behind');
  });
});
