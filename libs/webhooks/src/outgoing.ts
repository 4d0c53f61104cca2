import type { DealId, EventType, Instant } from '@dealwatch/domain';

/** What endpoints can subscribe to. */
export const MESSAGE_TYPES = ['deal.event.recorded', 'deal.event.corroborated', 'deal.status.changed'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** A message that a projection wants sent to whoever subscribed to it. */
export interface OutgoingMessage {
  /** Deterministic: see `messageIdOf`. */
  readonly id: string;
  readonly type: MessageType;
  /** When its cause was recorded. */
  readonly timestamp: Instant;
  readonly dealId: DealId;
  /** The deal's version that the message speaks of. */
  readonly dealVersion: number;
  /** Position of its cause in the whole log. */
  readonly position?: number | bigint;
  /** Catalogue types of the events behind it: one for an event, any number for a change of status. */
  readonly eventTypes: readonly EventType[];
  /** What the message says beside deal, version and position. */
  readonly data: object;
}

/**
 * The bytes that are signed and sent, `{type, timestamp, data}` as the Standard Webhooks specification advises. `data`
 * begins with `dealId`, `dealVersion` and `position` (in the whole log, as decimal digits: it may outgrow the exact
 * numbers of JSON readers), so that a receiver can see gaps and put messages in order.
 */
export function bodyOf(message: OutgoingMessage): string {
  const { type, timestamp, dealId, dealVersion, position, data } = message;
  return JSON.stringify({
    type,
    timestamp,
    data: { dealId, dealVersion, position: position === undefined ? null : String(position), ...data },
  });
}
