import { EVENT_TYPES } from '@dealwatch/domain';
import { z } from 'zod';
import { createDto } from '../openapi/dto';
import { ENTRY_KINDS } from './event.dto';

export const EventTypeName = z.enum(EVENT_TYPES as [string, ...string[]]).meta({ id: 'EventType' });
export const Polarity = z.enum(['affirmed', 'denied']);
export const Day = z.string().meta({ format: 'date', example: '2019-07-12' });
export const Instant = z.string().meta({ format: 'date-time', example: '2026-03-01T09:30:00.000000Z' });
export const PartialDate = z.string().meta({
  id: 'PartialDate',
  description: 'A date cut to its precision: 2019, 2019-07 or 2019-07-12.',
  example: '2019-07',
});
export const DealKey = z
  .object({ supplier: z.string(), recipient: z.string(), system: z.string() })
  .meta({ id: 'DealKey', example: { supplier: 'RU', recipient: 'TR', system: 'S-400' } });
export const Amount = z
  .object({ amount: z.number(), unit: z.string() })
  .meta({ id: 'Amount', example: { amount: 36, unit: 'aircraft' } });
export const Position = z.string().describe('Place in the whole log, as decimal digits.').meta({ example: '1042' });

/** Where a sentence stands: UTF-16 units into the article's text. */
export const quoteFields = {
  quote: z.string().nullable().describe('The sentence, word for word; null where the text was erased.'),
  start: z.int().describe('UTF-16 units into the text of the article.'),
  end: z.int(),
};

const ReportOfEvent = z
  .object({
    reportId: z.uuid(),
    articleId: z.uuid(),
    url: z.string().nullable(),
    source: z.string().nullable(),
    publishedOn: Day,
    ...quoteFields,
    independent: z.boolean().describe('False where an earlier report is the same voice, or the report is held.'),
    held: z.boolean().describe('Whether it waits for a review, and until then counts for nothing.'),
    salience: z.enum(['news', 'background']),
    confidence: z.number().min(0).max(1),
    extractor: z.string(),
    recordedAt: Instant,
  })
  .meta({ id: 'ReportOfEvent' });

export const EventView = z
  .object({
    id: z.uuid(),
    type: EventTypeName,
    polarity: Polarity,
    dealId: z.string(),
    deal: DealKey,
    tranche: z.int().nullable(),
    occurredOn: PartialDate.nullable(),
    expectedOn: PartialDate.nullable(),
    actors: z.array(z.string()),
    quantity: Amount.nullable(),
    value: Amount.nullable(),
    salience: z.enum(['news', 'background']),
    confidence: z.number().min(0).max(1),
    publishedOn: Day,
    recordedAt: Instant,
    position: Position,
    version: z.int(),
    standing: z
      .boolean()
      .describe(
        'False where no report stands behind it: all are held, or later readings of their articles took them back.',
      ),
    reports: z.array(ReportOfEvent),
  })
  .meta({ id: 'Event' });

/** Without the id: nestjs-zod takes a schema either as a root or as a part of others. */
export class EventViewDto extends createDto(z.object(EventView.shape)) {}

export const FeedPage = z.object({
  items: z.array(
    z
      .looseObject({ kind: z.enum(ENTRY_KINDS), position: Position, recordedAt: Instant })
      .describe('An entry of the log. Its further fields depend on the kind; those of an event are as in Event.')
      .meta({ id: 'LogEntry' }),
  ),
  next: Position,
  safePosition: Position.describe('Up to here nothing will ever be added.'),
});

export class FeedPageDto extends createDto(FeedPage) {}
