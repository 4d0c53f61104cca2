export { type ApplyLogOptions, applyLog } from './apply-log';
export { type CheckpointKey, type CheckpointMove, loadCheckpoint, saveCheckpoint } from './checkpoint';
export { CheckpointMovedError, EventIdsTakenError, PositionBeyondLogError, UnknownSchemaVersionError } from './errors';
export type {
  AppendManyResult,
  AppendResult,
  Conflict,
  EventMetadata,
  EventShape,
  ExpectedVersion,
  NewEvent,
  StoredEvent,
  StreamAppend,
  Written,
} from './event';
export {
  type AppendOptions,
  createPostgresEventStore,
  type EventStore,
  type InTransaction,
  type PostgresEventStoreOptions,
} from './event-store';
export type { EventBatch, FollowOptions, LogPage, ReadAllOptions } from './follow';
export type { StreamRange } from './read';
export { chainUpcasters, type Upcaster, type UpcasterChain } from './upcasters';
