import { dayProblem } from '@dealwatch/domain';
import { z } from 'zod';
import { createDto } from '../openapi/dto';

const NAME_LENGTH = 500;
const URL_LENGTH = 2_000;

/** PostgreSQL stores no NUL, and a name has no use for the other control characters either. */
const name = (what: string) =>
  z
    .string()
    .max(NAME_LENGTH, `must have at most ${NAME_LENGTH} characters`)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters')
    .nullish()
    .describe(what);

function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value) && URL.canParse(value);
}

export const NewArticle = z
  .strictObject({
    text: z.string().optional().describe('The article as plain text. Either text or html is needed.'),
    html: z.string().optional().describe('The page as HTML; its article is found and read as text.'),
    title: name('The headline; taken from the page where html is sent without it.'),
    url: z
      .string()
      .max(URL_LENGTH, `must have at most ${URL_LENGTH} characters`)
      .refine(isWebAddress, 'must be an absolute address that starts with http:// or https://')
      .nullish()
      .describe('Where the article was published.'),
    source: name('Who published it: the name of the outlet.'),
    publishedOn: z
      .string()
      .superRefine((value, context) => {
        const problem = dayProblem(value);
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      })
      .meta({ format: 'date' })
      .describe('The day of publication, in UTC; not in the future.'),
    language: z
      .string()
      .regex(/^[A-Za-z]{2}(-[A-Za-z0-9]{2,8})*$/, 'must be a language code such as en or en-GB')
      .nullish()
      .describe('ISO 639-1; detected where it is left out.'),
  })
  .superRefine((article, context) => {
    if (article.text !== undefined && article.html !== undefined) {
      context.addIssue({ code: 'custom', path: ['html'], message: 'stands beside text; send one of them' });
    }
    if (article.text === undefined && article.html === undefined) {
      context.addIssue({ code: 'custom', path: ['text'], message: 'is missing; send text, or html' });
    }
  })
  .meta({
    example: {
      text: 'ANKARA – The first battery arrived at the Akinci air base on Friday, the ministry said.',
      title: 'First battery arrives',
      url: 'https://news.example/2019/first-battery',
      source: 'Example News',
      publishedOn: '2019-07-12',
    },
  });
export type NewArticle = z.infer<typeof NewArticle>;

/** What POST /v1/articles takes, and each line of POST /v1/articles/bulk. */
export class NewArticleDto extends createDto(NewArticle) {}
