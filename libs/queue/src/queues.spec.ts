import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer, type OwnRedis, startRedis } from '@dealwatch/embedded';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { describeQueues } from './queues.contract';

let database: TestDatabase | undefined;
let redis: OwnRedis | undefined;

afterAll(async () => {
  await database?.drop();
  await redis?.stop();
});

describeQueues('PostgreSQL', async () => {
  database = await createTestDatabase();
  return { kind: 'postgres', connectionString: database.connectionString };
});

const found = findRedisServer();
if (found.kind === 'none') {
  console.warn(`The queue specs of the Redis backend are left out: ${found.reason}`);
} else {
  describeQueues('Redis', async () => {
    if (found.kind === 'url') return { kind: 'redis', url: found.url };
    redis = await startRedis(found.path, mkdtempSync(join(tmpdir(), 'dealwatch-redis-')));
    return { kind: 'redis', url: redis.url };
  });
}
