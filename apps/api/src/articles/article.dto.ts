import { z } from 'zod';
import { Day, EventTypeName, EventView, Instant, Polarity, quoteFields } from '../events/event-view.dto';
import { createDto } from '../openapi/dto';

const id = z.uuid();

/** The answer to a posted article. */
export const ArticleReceipt = z
  .object({
    id,
    status: z.enum(['accepted', 'duplicate']),
    copyOf: id.optional().describe('The earliest published article with the same text.'),
    revisionOf: id.optional().describe('The last article received at the same URL with another text.'),
  })
  .meta({ example: { id: '0d4ab51c-8f2e-5f0a-9a3f-5a7f3c1f0a11', status: 'accepted' } });

export class ArticleReceiptDto extends createDto(ArticleReceipt) {}

const Processing = z.object({
  state: z.enum(['received', 'extracted', 'recorded', 'unsupported-language']),
  extractor: z.string().nullable().describe('Name and version of what read it.'),
  reportCount: z.int().nullable(),
  problem: z.string().nullable().describe('What went wrong the last time, while it is still due.'),
  attempts: z.int().describe('Failed attempts at the step that is due.'),
  nextAttemptAt: Instant.nullable(),
});

const ReportInArticle = z
  .object({
    reportId: id,
    eventId: id,
    dealId: z.string(),
    type: EventTypeName,
    polarity: Polarity,
    ...quoteFields,
    salience: z.enum(['news', 'background']),
    confidence: z.number().min(0).max(1),
    held: z.boolean().describe('Whether it waits for a review, and until then counts for nothing.'),
    extractor: z.string(),
    recordedAt: Instant,
    explanation: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe(
        'With explain=true: why the last reading holds it, in the form of its extractor; null where nothing is kept.',
      ),
  })
  .meta({ id: 'ReportInArticle' });

const NearCopy = z
  .object({
    articleId: id,
    url: z.string().nullable(),
    source: z.string().nullable(),
    publishedOn: Day,
    similarity: z.number().min(0).max(1).describe('Estimated resemblance of the two texts.'),
    containment: z
      .number()
      .min(0)
      .max(1)
      .describe("Share of the shorter text's sentences that the other holds word for word."),
  })
  .meta({ id: 'NearCopy' });

export const ArticleView = z.object({
  id,
  url: z.string().nullable(),
  source: z.string().nullable(),
  title: z.string().nullable(),
  publishedOn: Day,
  language: z.string(),
  copyOf: id.nullable(),
  nearCopyOf: NearCopy.nullable().describe('The earliest published article with nearly the same text.'),
  nearCopies: z.array(NearCopy).describe('All articles with nearly the same text, by publication; 50 at most.'),
  revisionOf: id.nullable(),
  receivedAt: Instant,
  processing: Processing,
  text: z.string().nullable().describe('The text that all offsets count in; null where it was erased.'),
  reports: z.array(ReportInArticle),
  events: z.array(EventView).describe('The events behind these reports, with the reports of other articles.'),
});

export class ArticleQueryDto extends createDto(
  z.strictObject({
    explain: z.enum(['true', 'false']).optional().describe('"true": each report bears the reasons why it was read.'),
  }),
) {}

export class ArticleViewDto extends createDto(ArticleView) {}
