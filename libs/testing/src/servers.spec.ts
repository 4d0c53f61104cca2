import Redis from 'ioredis';
import { Client } from 'pg';
import { startTestPostgres, startTestRedis } from './servers';

const query = async (connectionString: string, text: string): Promise<unknown[]> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

it('a PostgreSQL of the spec’s own comes back with what was committed before its kill', async () => {
  const server = await startTestPostgres();
  await query(server.connectionString, 'create table kept as select 1 as id');
  await server.kill();
  await expect(query(server.connectionString, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  await server.start();
  expect(await query(server.connectionString, 'select id from kept')).toEqual([{ id: 1 }]);
  await server.stop();
});

it('a Redis of the spec’s own, where the machine has one, comes back with what was written before its kill', async () => {
  const server = await startTestRedis();
  if (server === null) {
    process.stderr.write('Not tested here: no redis-server or valkey-server on PATH.\n');
    return;
  }
  const client = new Redis(server.connectionString, { maxRetriesPerRequest: null });
  client.on('error', () => undefined); // it connects again by itself
  await client.set('kept', '1');
  await server.kill();
  await server.start();
  expect(await client.get('kept')).toBe('1');
  await client.quit();
  await server.stop();
});
