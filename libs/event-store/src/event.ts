import type { Instant } from '@dealwatch/domain';

/** What every event has: a name, past tense, and plain data that JSON can carry. */
export interface EventShape {
  readonly type: string;
  readonly data: object;
}

/** Where an event came from. Never part of what it says: a repeat with other metadata is still the same event. */
export interface EventMetadata {
  /** Id of the event or command that led to this one. */
  readonly causationId?: string;
  /** Id shared by everything that one request set off. */
  readonly correlationId?: string;
}

/** An event on its way into the log. */
export type NewEvent<E extends EventShape = EventShape> = E & {
  /** UUID that stands for this one event for good: appending it again answers the first result. */
  readonly id: string;
  readonly metadata?: EventMetadata;
};

/** An event as the log holds it, its data in the newest shape of its type. */
export type StoredEvent<E extends EventShape = EventShape> = E & {
  readonly id: string;
  readonly stream: string;
  /** 1 for the first event of a stream, without gaps. */
  readonly version: number;
  /** Place in the whole log: grows, with gaps. In JSON write it as a decimal string. */
  readonly position: bigint;
  /** Version of the shape of `data` as returned here, upcasters applied. */
  readonly schemaVersion: number;
  readonly metadata: EventMetadata | null;
  /** When the log took it (transaction time), in UTC with six decimals, so that texts compare like moments. */
  readonly recordedAt: Instant;
};

/**
 * What the stream has to look like for an append: its exact version (0 is the same as 'none'), 'any' state, 'none' (no
 * event yet) or 'exists' (at least one).
 */
export type ExpectedVersion = number | 'any' | 'none' | 'exists';

/** What an append wrote, or what the same ids wrote the first time. */
export interface Written {
  readonly status: 'appended' | 'repeated';
  /** The stream's version right after these events. */
  readonly version: number;
  readonly firstPosition: bigint;
  readonly lastPosition: bigint;
  /** That of the last event. */
  readonly recordedAt: Instant;
}

/** The stream is not as expected and nothing was written: read it again and decide anew. */
export interface Conflict {
  readonly status: 'conflict';
  /** The stream's version now; 0 when it does not exist. */
  readonly version: number;
}

export type AppendResult = Written | Conflict;

/** One stream's part of an append to several. */
export interface StreamAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedVersion;
}

/** All streams took their events (results in the order asked), or none did. */
export type AppendManyResult =
  | { readonly status: 'done'; readonly results: readonly Written[] }
  | {
      readonly status: 'conflict';
      readonly conflicts: ReadonlyArray<{ readonly stream: string; readonly version: number }>;
    };
