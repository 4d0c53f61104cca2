import { Client } from 'pg';
import { createTestDatabase } from './database';

const query = async (connectionString: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

describe('createTestDatabase', () => {
  it('gives each caller a migrated database of its own, also to several at once', async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(first.connectionString).not.toBe(second.connectionString);
    await query(first.connectionString, 'create table only_here (id int)');
    const tables = `select table_name from information_schema.tables where table_schema = 'public'`;
    const names = (rows: Record<string, unknown>[]) => rows.map((row) => row.table_name);
    expect(names(await query(first.connectionString, tables))).toContain('only_here');
    expect(names(await query(second.connectionString, tables))).not.toContain('only_here');
    await Promise.all([first.drop(), second.drop()]);
  });

  it('removes the database although a connection is open', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.connectionString });
    client.on('error', () => undefined); // the server ends this connection
    await client.connect();
    await database.drop();
    await expect(query(database.connectionString, 'select 1')).rejects.toThrow(/does not exist/);
  });
});
