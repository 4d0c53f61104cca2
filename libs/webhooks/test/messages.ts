import type { DealId, EventType, Instant } from '@dealwatch/domain';
import { messageIdOf } from '../src/ids';
import type { OutgoingMessage } from '../src/outgoing';

export const DEAL = 'ru-tr-s-400' as DealId;

/** A message about one event; what is not said is about a signature of the S-400 deal. */
export function eventMessage(
  cause: string | number,
  change: Partial<OutgoingMessage> & { readonly eventTypes?: readonly EventType[] } = {},
): OutgoingMessage {
  const eventTypes: readonly EventType[] = change.eventTypes ?? ['ContractSigned'];
  return {
    id: messageIdOf('deal.event.recorded', cause),
    type: 'deal.event.recorded',
    timestamp: new Date(Date.now() - 1_000).toISOString() as Instant,
    dealId: DEAL,
    dealVersion: 2,
    position: 17,
    data: { event: { type: eventTypes[0], quote: `Ankara signed "${cause}"` } },
    ...change,
    eventTypes,
  };
}
