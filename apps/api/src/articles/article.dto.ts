import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

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

export class ArticleReceiptDto extends createZodDto(ArticleReceipt) {}
