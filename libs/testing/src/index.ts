export { type Child, spawnCode, watchChild } from './child';
export { createTestDatabase, type TestDatabase } from './database';
export { type FaultyServer, startTestPostgres, startTestRedis } from './servers';
