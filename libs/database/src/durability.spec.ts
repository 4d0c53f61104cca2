import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { Client } from 'pg';
import { checkDurability } from './durability';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** The server of the tests may run without fsync, so only what this database can decide is asserted. */
async function setSynchronousCommit(value: string): Promise<void> {
  const client = new Client({ connectionString: test.connectionString });
  await client.connect();
  await client.query(
    `alter database ${client.escapeIdentifier(String(client.database))} set synchronous_commit = ${value}`,
  );
  await client.end();
}

describe('the durability check', () => {
  it('refuses a database that acknowledges commits before they are on disk', async () => {
    await setSynchronousCommit('off');
    await expect(checkDurability(test.connectionString)).rejects.toThrow(/synchronous_commit (is|are) off/);
  });

  it.each(['on', 'local'])('finds nothing wrong with synchronous_commit = %s', async (value) => {
    await setSynchronousCommit(value);
    const problem = await checkDurability(test.connectionString).catch((error: Error) => error.message);
    expect(String(problem)).not.toContain('synchronous_commit');
  });

  it('lets a test do without', async () => {
    await setSynchronousCommit('off');
    await expect(checkDurability(test.connectionString, { allowUnsafe: true })).resolves.toBeUndefined();
  });

  it('says so when the server cannot be asked', async () => {
    const elsewhere = new URL(test.connectionString);
    elsewhere.pathname = `/${randomUUID()}`;
    await expect(checkDurability(elsewhere.href)).rejects.toThrow('does not exist');
  });
});
