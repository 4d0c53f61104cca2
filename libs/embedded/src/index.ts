export { defaultDataDir } from './data-dir';
export { type EmbeddedFailure, EmbeddedServerError } from './errors';
export { endWithThisProcess } from './guardian';
export { makeEnterable } from './own-folders';
export { freePort, listenProblem } from './ports';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  findRunningPostgres,
  isRunning,
  startEmbeddedPostgres,
} from './postgres';
export { isAlive, poll } from './process-state';
export { findRedisServer, type OwnRedis, type RedisServer, startRedis } from './redis';
export type { RunningPostgres, StopMode } from './running';
export type { Exit, Settings } from './server';
