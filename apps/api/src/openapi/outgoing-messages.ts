import { STRANDS } from '@dealwatch/domain';
import type { MessageType } from '@dealwatch/webhooks';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Day, DealKey, EventTypeName, EventView, Instant, PartialDate, Position } from '../events/event-view.dto';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const data = {
  dealId: z.string(),
  dealVersion: z.int().describe('The version of the deal that the message speaks of.'),
  position: Position.nullable().describe(
    'Place of its cause in the whole log, as decimal digits: shows gaps and order.',
  ),
};

const StrandBrief = z
  .object({
    state: EventTypeName.nullable(),
    certainty: z.enum(['possible', 'certain']).nullable(),
    since: PartialDate.nullable(),
    halt: EventTypeName.nullable(),
    disputed: z.boolean(),
  })
  .meta({ id: 'StrandBrief' });

const StrandChange = z
  .object({
    strand: z.enum(STRANDS),
    tranche: z.int().nullable(),
    before: StrandBrief.nullable(),
    after: StrandBrief.nullable(),
  })
  .meta({ id: 'StrandChange' });

const MESSAGES: { readonly [Type in MessageType]: { readonly summary: string; readonly data: z.ZodType } } = {
  'deal.event.recorded': {
    summary: 'A new event of a deal was recorded',
    data: z.object({ ...data, event: EventView }),
  },
  'deal.event.corroborated': {
    summary: 'A further report of a known event was recorded',
    data: z.object({
      ...data,
      event: EventView.describe(
        'The event with its new report alone; version, position and recordedAt are those of the report.',
      ),
      reportCount: z.int().describe('How many reports stand behind the event now.'),
      sources: z.int().describe('How many independent sources there are among them.'),
    }),
  },
  'deal.status.changed': {
    summary: 'The status of a deal changed, by hindsight and as of the day of the change',
    data: z.object({ ...data, deal: DealKey, asOf: Day, foldVersion: z.int(), changes: z.array(StrandChange) }),
  },
};

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
  name,
  in: 'header',
  required: true,
  schema: { type: 'string' },
}));

/** The messages that webhook endpoints receive, as the `webhooks` of OpenAPI 3.1, with the schemas that they refer to. */
export function outgoingMessages(): { webhooks: NonNullable<OpenAPIObject['webhooks']>; schemas: Schemas } {
  const schemas: Schemas = {};
  const entries = Object.entries(MESSAGES).map(([type, message]) => {
    const body = z.object({ type: z.literal(type), timestamp: Instant, data: message.data });
    const { $defs, $schema: _, ...schema } = z.toJSONSchema(body, { io: 'output' });
    Object.assign(schemas, inComponents($defs ?? {}));
    return [type, { post: operation(type, message.summary, inComponents(schema)) }] as const;
  });
  return { webhooks: Object.fromEntries(entries) as never, schemas };
}

function operation(type: string, summary: string, schema: object) {
  return {
    operationId: type.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: ['Webhooks'],
    parameters: HEADERS,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '2XX': { description: 'Received. Any other answer is tried again later.' } },
  };
}

/** zod refers to `#/$defs/…`; in the document those stand under `components`. */
function inComponents<T extends object>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/'), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
}
