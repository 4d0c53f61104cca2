import { createHash } from 'node:crypto';
import { type ArticleId, type ArticleReceived, articleIdOf, type Day, normaliseText } from '@dealwatch/domain';
import { Problem } from '../problems/problem';
import { readHtml } from './html';
import { htmlProblem } from './html-size';
import type { NewArticle } from './new-article.dto';

/** A posted article, read and measured, before anything stored is looked at. */
export interface Posting {
  readonly article: Omit<ArticleReceived['data'], 'copyOf' | 'revisionOf'>;
  readonly text: string;
}

export type LanguageDetector = (text: string) => string;

/** Turns a checked body into a posting. Throws the problem `invalid-body` where no text is left. */
export function toPosting(body: NewArticle, detectLanguage: LanguageDetector): Posting {
  const { title, text } = readText(body);
  const identity = {
    textHash: createHash('sha256').update(text).digest('hex'),
    publishedOn: body.publishedOn as Day,
    url: body.url ?? null,
    source: trimmed(body.source),
  };
  const articleId: ArticleId = articleIdOf(identity);
  const language = body.language?.slice(0, 2).toLowerCase() ?? detectLanguage(text);
  return { article: { articleId, ...identity, title, language, textLength: text.length }, text };
}

function readText(body: NewArticle): { title: string | null; text: string } {
  if (body.html === undefined)
    return { title: trimmed(body.title), text: proseOf(body.text ?? '', 'text', 'is blank') };
  const problem = htmlProblem(body.html);
  if (problem !== null) throw misfit('html', problem);
  const page = readHtml(body.html);
  return { title: trimmed(body.title) ?? page.title, text: proseOf(page.text, 'html', 'holds no readable text') };
}

function proseOf(raw: string, field: string, problem: string): string {
  const text = normaliseText(raw);
  if (text.trim() === '') throw misfit(field, problem);
  return text;
}

function misfit(field: string, detail: string): Problem {
  return new Problem(400, 'invalid-body', `The body does not fit at #/${field}.`, [{ pointer: `#/${field}`, detail }]);
}

function trimmed(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
