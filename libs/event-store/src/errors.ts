/**
 * Ids of an append stand already for other events: in part, in another stream, or with another content. That is a fault
 * of whoever made the ids, so repeating does not help.
 */
export class EventIdsTakenError extends Error {
  override readonly name = 'EventIdsTakenError';
}

/** Somebody else moved this checkpoint. Roll back: the events were applied, or will be, by the other one. */
export class CheckpointMovedError extends Error {
  override readonly name = 'CheckpointMovedError';
}

/** A stored event has a shape that this release does not know: it was written by a newer one. Nothing may skip it. */
export class UnknownSchemaVersionError extends Error {
  override readonly name = 'UnknownSchemaVersionError';
}

/** A follower stands behind the end of the log: the log was restored from an older backup than the follower's state. */
export class PositionBeyondLogError extends Error {
  override readonly name = 'PositionBeyondLogError';
}

interface PostgresFault {
  readonly code?: string;
  readonly constraint?: string;
}

/** Errors that the append functions raise on purpose, as errors with a name; all others stay as they are. */
export function appendError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, constraint } = error as Error & PostgresFault;
  // The unique index decides between two streams that take the same id at the same moment.
  const taken = code === 'ES002' || (code === '23505' && constraint === 'events_event_id_key');
  return taken ? new EventIdsTakenError(error.message, { cause: error }) : error;
}
