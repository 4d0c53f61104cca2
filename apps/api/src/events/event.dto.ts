import { EVENT_TYPES } from '@dealwatch/domain';
import { z } from 'zod';
import { createDto } from '../openapi/dto';

/**
 * What an entry of the log tells: something of an article, of a deal, an event, a further report of one, or what a later
 * reading of the article made of a report.
 */
export const ENTRY_KINDS = [
  'article',
  'near-copies',
  'extraction',
  'skipped',
  'deal',
  'event',
  'report',
  'revision',
  'supersession',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const MOST_DIGITS = 18;

export const EventsQuery = z.strictObject({
  after: z
    .string()
    .regex(
      new RegExp(`^\\d{1,${MOST_DIGITS}}$`),
      'must be a position: decimal digits, such as the "next" of the last answer',
    )
    .optional()
    .describe('Entries behind this position. Default: 0, the whole log.'),
  limit: z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/, 'must be a whole number from 1 to 1000')
    .optional()
    .describe('Most entries, 1 to 1000. Default: 100.'),
  kind: z.enum(ENTRY_KINDS).optional().describe('Only entries of this kind.'),
  type: z
    .enum(EVENT_TYPES as [string, ...string[]])
    .optional()
    .describe('Only events of this type (kind "event").'),
  deal: z.string().min(1).max(200).optional().describe('Only entries about this deal.'),
  held: z
    .enum(['true', 'false'])
    .optional()
    .describe('"true": only reports that were held for a review when they were recorded. "false": all but those.'),
  article: z.uuid('must be the id of an article').optional().describe('Only entries that come from this article.'),
  codes: z
    .enum(['true', 'false'])
    .optional()
    .describe('With true, each event carries its nearest CAMEO and PLOVER codes (docs/events.md). Default: false.'),
});

export class EventsQueryDto extends createDto(EventsQuery) {}
