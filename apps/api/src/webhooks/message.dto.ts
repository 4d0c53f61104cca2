import { DELIVERY_STATES, MESSAGE_TYPES } from '@dealwatch/webhooks';
import { z } from 'zod';
import { Position } from '../events/event-view.dto';
import { createDto } from '../openapi/dto';
import { pageFields } from '../times/times.dto';

const id = z.string().min(1).max(100);
const instant = z.string().meta({ format: 'date-time' });

const Summary = z.object({
  id: z.string().describe('The `webhook-id` header of its deliveries.'),
  type: z.enum(MESSAGE_TYPES),
  dealId: z.string(),
  dealVersion: z.int(),
  position: Position.nullable().describe('Place of its cause in the whole log, as decimal digits.'),
  createdAt: instant,
});
const Delivery = z.object({
  endpointId: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  deliveredAt: instant.nullable(),
});
const Message = Summary.extend({
  body: z.string().describe('The exact text that is signed and sent.'),
  deliveries: z.array(Delivery),
});
const Attempt = z.object({
  id: z.string(),
  endpointId: z.string(),
  attempt: z.int().describe('1 for the first of the schedule; a replay starts anew.'),
  startedAt: instant,
  durationMs: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  response: z.string().describe('The beginning of the answer, at most 2,048 bytes.'),
});

export class MessageDto extends createDto(Message) {}
export class MessagePageDto extends createDto(z.object({ items: z.array(Summary), next: z.string().nullable() })) {}
export class AttemptPageDto extends createDto(z.object({ items: z.array(Attempt), next: z.string().nullable() })) {}
export class AttemptsQueryDto extends createDto(z.strictObject(pageFields)) {}
export class MessagesQueryDto extends createDto(
  z.strictObject({
    dealId: z.string().min(1).max(300).optional().describe('Messages about this deal.'),
    type: z.enum(MESSAGE_TYPES).optional(),
    endpointId: id.optional().describe('Messages with a delivery to this endpoint.'),
    state: z.enum(DELIVERY_STATES).optional().describe('Messages with a delivery in this state.'),
    ...pageFields,
  }),
) {}
export class ReplayDto extends createDto(
  z.strictObject({ endpointId: id.optional().describe('Default: every endpoint that the message was meant for.') }),
) {}
export class ReplayReceiptDto extends createDto(
  z.object({ messageId: z.string(), endpointIds: z.array(z.string()).describe('Where it will be sent again.') }),
) {}
