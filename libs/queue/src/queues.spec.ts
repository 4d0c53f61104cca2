import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ROLE } from '@dealwatch/database';
import { findRedisServer, type OwnRedis, startRedis } from '@dealwatch/embedded';
import { createTestDatabase, type TestDatabase } from '@dealwatch/testing';
import { Client } from 'pg';
import type { QueueLocation } from './backend';
import { describeQueues } from './queues.contract';

const databases: TestDatabase[] = [];
const logins: string[] = [];
let redis: OwnRedis | undefined;

afterAll(async () => {
  for (const login of logins) await asOwner(databases.at(-1), `drop owned by ${login}; drop role ${login}`);
  for (const database of databases) await database.drop();
  await redis?.stop();
});

const ownDatabase = async (): Promise<QueueLocation> => {
  const database = await createTestDatabase();
  databases.push(database);
  return { kind: 'postgres', connectionString: database.connectionString };
};

async function asOwner(database: TestDatabase | undefined, statements: string): Promise<void> {
  const client = new Client({ connectionString: database?.connectionString });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

/** A login as operations.md recommends it: it owns nothing and is only granted the app role. */
async function asLogin(prepared: QueueLocation): Promise<QueueLocation> {
  if (prepared.kind !== 'postgres') throw new Error('Only PostgreSQL has logins.');
  const login = `spec_${randomBytes(6).toString('hex')}`;
  const url = new URL(prepared.connectionString);
  // Not even what a new database gives to everybody.
  await asOwner(
    databases.at(-1),
    `create role ${login} login password '${login}'; grant ${APP_ROLE} to ${login};
     revoke all on database ${url.pathname.slice(1)} from public; grant connect on database ${url.pathname.slice(1)} to ${login}`,
  );
  logins.push(login);
  url.username = login;
  url.password = login;
  return { kind: 'postgres', connectionString: url.href };
}

describeQueues('PostgreSQL', ownDatabase);
describeQueues('PostgreSQL with a login that owns nothing', ownDatabase, asLogin);

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
