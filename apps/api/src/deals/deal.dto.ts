import { EVENT_TYPES, STRANDS } from '@dealwatch/domain';
import { z } from 'zod';
import { createDto } from '../openapi/dto';
import { pageFields, timesFields } from '../times/times.dto';

const state = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as TR');

export class TimesQueryDto extends createDto(z.strictObject(timesFields)) {}

export class TimelineQueryDto extends createDto(z.strictObject({ ...timesFields, ...pageFields })) {}

export const DealsQuery = z
  .strictObject({
    supplier: state.optional().describe('State that sells, as ISO 3166-1 alpha-2.'),
    recipient: state.optional().describe('State that buys, as ISO 3166-1 alpha-2.'),
    system: z.string().min(1).max(100).optional().describe('Plain designation, in any case: S-400.'),
    strand: z
      .enum(STRANDS)
      .optional()
      .describe('With "state": only deals whose strand, all tranches together, has this state.'),
    state: z
      .enum(EVENT_TYPES as [string, ...string[]])
      .optional()
      .describe('Type of the step that the state bears its name from.'),
    ...timesFields,
    ...pageFields,
  })
  .superRefine((query, context) => {
    if (query.state !== undefined && query.strand === undefined) {
      context.addIssue({ code: 'custom', path: ['state'], message: 'needs "strand" beside it' });
    }
  });

export class DealsQueryDto extends createDto(DealsQuery) {}
