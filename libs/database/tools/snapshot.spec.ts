import { resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { findDrift, takeSnapshots } from './snapshot';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe('the committed snapshots of the schema', () => {
  const root = resolve(__dirname, '../../..');

  it('are what the migrations make; if not: npm run db:types', async () => {
    expect(await findDrift(await takeSnapshots(test.connectionString), root)).toEqual([]);
  });

  it('would show a drift', async () => {
    const [types, schema] = await takeSnapshots(test.connectionString);
    if (!types || !schema) throw new Error('no snapshots');
    const changed = [
      { ...types, content: `${types.content}\n` },
      { ...schema, path: 'libs/database/missing.sql' },
    ];
    expect(await findDrift(changed, root)).toEqual(changed.map(({ path }) => path));
  });
});
