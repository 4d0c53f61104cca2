import type { DB } from '@dealwatch/database';
import type { EventType } from '@dealwatch/domain';
import type { Selectable } from 'kysely';
import type { MessageType } from '../outgoing';

/** What an endpoint wants to hear of. An empty list means all of them. */
export interface EndpointFilter {
  readonly messageTypes: readonly MessageType[];
  readonly eventTypes: readonly EventType[];
  /** Deal ids such as `ru-tr-s-400`. A deal need not exist yet. */
  readonly deals: readonly string[];
}

/** A receiver of webhooks, without its secret. */
export interface Endpoint extends EndpointFilter {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Why it was disabled by itself; null while enabled and where a person disabled it. */
  readonly disabledReason: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a caller can choose. */
export interface EndpointSettings extends EndpointFilter {
  readonly url: string;
  readonly description: string;
  readonly enabled: boolean;
}

export const ENDPOINT_COLUMNS = [
  'id',
  'url',
  'description',
  'message_types',
  'event_types',
  'deals',
  'enabled',
  'disabled_reason',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof DB['webhook_endpoint'])[];

type EndpointRow = Pick<Selectable<DB['webhook_endpoint']>, (typeof ENDPOINT_COLUMNS)[number]>;

/** The lists were checked when they were stored. */
export function endpointOf(row: EndpointRow): Endpoint {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    messageTypes: row.message_types as MessageType[],
    eventTypes: row.event_types as EventType[],
    deals: row.deals,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
