import type { MessageType } from '../outgoing';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'cancelled'] as const;
/** Pending: to be sent, first or again. Failed: out of attempts. Cancelled: its endpoint was deleted. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A message as the log shows it. */
export interface MessageSummary {
  readonly id: string;
  readonly type: MessageType;
  readonly dealId: string;
  readonly dealVersion: number;
  /** Position of its cause in the whole log, as decimal digits. */
  readonly position: string | null;
  readonly createdAt: string;
}

/** What has become of a message at one endpoint. */
export interface Delivery {
  readonly endpointId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When it is tried next; null unless pending. */
  readonly nextAttemptAt: string | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly deliveredAt: string | null;
}

/** A message with the exact text that is signed and sent, and its deliveries. */
export interface Message extends MessageSummary {
  readonly body: string;
  readonly deliveries: readonly Delivery[];
}

/** One attempt to send a message to an endpoint. */
export interface Attempt {
  readonly id: string;
  readonly endpointId: string;
  /** 1 for the first of the schedule; a replay starts anew. */
  readonly attempt: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
  /** The beginning of what the receiver answered. */
  readonly response: string;
}
