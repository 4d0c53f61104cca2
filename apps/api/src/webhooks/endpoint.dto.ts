import { EVENT_TYPES } from '@dealwatch/domain';
import { MESSAGE_TYPES } from '@dealwatch/webhooks';
import { z } from 'zod';
import { createDto } from '../openapi/dto';
import { pageFields } from '../times/times.dto';

const MOST_DEALS = 1_000;

const url = z.string().min(1).describe('Absolute http or https URL of a host on the allow-list, without credentials.');
const description = z
  .string()
  .max(500)
  .regex(/^\P{Cc}*$/u, 'must hold no control characters')
  .describe('Whatever helps you to know it again.');
const messageTypes = z
  .array(z.enum(MESSAGE_TYPES))
  .max(MESSAGE_TYPES.length)
  .describe('Types of messages to send. Empty: all.');
const eventTypes = z
  .array(z.enum(EVENT_TYPES as readonly [(typeof EVENT_TYPES)[number], ...(typeof EVENT_TYPES)[number][]]))
  .max(EVENT_TYPES.length)
  .describe('Types of events to tell of; a change of status counts by the events behind it. Empty: all.');
const deals = z
  .array(z.string().regex(/^[a-z]{2}-[a-z]{2}-[^\p{Cc}\s]{1,200}$/u, 'must be a deal id such as ru-tr-s-400'))
  .max(MOST_DEALS)
  .describe('Ids of deals to tell of; they need not exist yet. Empty: all.');
const enabled = z.boolean().describe('While false, nothing is sent: what is pending waits, and nothing new is kept.');

export const NewEndpoint = z
  .strictObject({
    url,
    description: description.default(''),
    messageTypes: messageTypes.default([]),
    eventTypes: eventTypes.default([]),
    deals: deals.default([]),
    enabled: enabled.default(true),
  })
  .meta({ example: { url: 'http://127.0.0.1:8080/hooks', eventTypes: ['ContractSigned'], deals: ['ru-tr-s-400'] } });

export const EndpointChange = z
  .strictObject({ url, description, messageTypes, eventTypes, deals, enabled })
  .partial()
  .meta({ example: { enabled: true } });

const instant = z.string().meta({ format: 'date-time' });

const Endpoint = z.object({
  id: z.string(),
  url,
  description,
  messageTypes,
  eventTypes,
  deals,
  enabled,
  disabledReason: z.string().nullable().describe('Why the sender disabled it by itself; null where it did not.'),
  createdAt: instant,
  updatedAt: instant,
});
const Secret = z.object({ secret: z.string().describe('Signing secret: `whsec_` and 32 bytes in Base64.') });
const Exchange = z.object({
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  response: z.object({
    durationMs: z.int(),
    status: z.int().nullable().describe('null where no answer came.'),
    error: z.string().nullable(),
    retryAfter: z.string().nullable(),
    response: z.string().describe('The beginning of the answer, at most 2,048 bytes.'),
  }),
});

export class NewEndpointDto extends createDto(NewEndpoint) {}
export class EndpointChangeDto extends createDto(EndpointChange) {}
export class EndpointDto extends createDto(Endpoint) {}
export class CreatedEndpointDto extends createDto(Endpoint.extend(Secret.shape)) {}
export class EndpointSecretDto extends createDto(Secret) {}
export class EndpointPageDto extends createDto(z.object({ items: z.array(Endpoint), next: z.string().nullable() })) {}
export class EndpointsQueryDto extends createDto(z.strictObject(pageFields)) {}
export class TestExchangeDto extends createDto(Exchange) {}
