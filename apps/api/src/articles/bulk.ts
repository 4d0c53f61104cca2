import type { Readable } from 'node:stream';
import type { ArticleId } from '@dealwatch/domain';
import { MAX_BODY_BYTES } from '../http/limits';
import { notUtf8 } from '../http/utf8';
import { Problem } from '../problems/problem';
import { type ProblemBody, problemBody } from '../problems/send';
import { toProblem } from '../problems/translate';
import { parseBody } from '../validation/zod-pipe';
import { inGroups, type Line, readLines } from './lines';
import { NewArticle } from './new-article.dto';
import { type LanguageDetector, type Posting, toPosting } from './posting';
import type { Receipt } from './store-postings';

/** The answer to one line. `failed`: the line is right, but could not be stored; send it again. */
export interface LineResult {
  readonly line: number;
  readonly status: 'accepted' | 'duplicate' | 'invalid' | 'failed';
  readonly id?: ArticleId;
  readonly copyOf?: ArticleId;
  readonly revisionOf?: ArticleId;
  readonly problem?: ProblemBody;
}

export interface BulkContext {
  readonly receive: (postings: readonly Posting[]) => Promise<readonly Receipt[]>;
  readonly detectLanguage: LanguageDetector;
  readonly onFailure: (error: unknown) => void;
}

/** Lines that share a transaction. */
const GROUP = 50;
const IDLE_MS = 20;

/**
 * Takes articles in line by line and yields one result a line, in the same order. The next lines are read only when the
 * results of the last were taken, so neither a fast sender nor a slow reader fills the memory.
 */
export async function* receiveBulk(body: Readable, context: BulkContext): AsyncGenerator<string> {
  for await (const lines of inGroups(readLines(body, MAX_BODY_BYTES), GROUP, IDLE_MS)) {
    const results = await receiveLines(lines, context);
    yield results.map((result) => `${JSON.stringify(result)}\n`).join('');
  }
}

interface ReadLine {
  readonly line: number;
  readonly posting?: Posting;
  readonly problem?: Problem;
}

async function receiveLines(lines: readonly Line[], context: BulkContext): Promise<LineResult[]> {
  const read = lines.map((line) => readLine(line, context.detectLanguage));
  const right = read.flatMap(({ posting }) => posting ?? []);
  const outcomes = new Map(right.length === 0 ? [] : await storeTogether(right, context));
  return read.map(({ line, posting, problem }) => {
    const outcome = posting ? outcomes.get(posting) : problem;
    return outcome instanceof Problem ? refused(line, outcome) : { line, ...(outcome as Receipt) };
  });
}

function readLine(line: Line, detectLanguage: LanguageDetector): ReadLine {
  try {
    const body = parseBody(NewArticle, parseJson(textOf(line)));
    return { line: line.number, posting: toPosting(body, detectLanguage) };
  } catch (error) {
    return { line: line.number, problem: toProblem(error) };
  }
}

function textOf(line: Line): string {
  if (line.text !== null) return line.text;
  switch (line.fault) {
    case 'too-long':
      throw new Problem(413, 'body-too-large', 'The line is larger than 2 MB.');
    case 'not-utf8':
      throw notUtf8('line');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(400, 'malformed-json', `The line is not valid JSON: ${(error as Error).message}`);
  }
}

type Outcome = readonly [Posting, Receipt | Problem];

/** All in one transaction; where that fails, each in its own, so that a bad one fails alone. */
async function storeTogether(postings: readonly Posting[], context: BulkContext): Promise<readonly Outcome[]> {
  try {
    const receipts = await context.receive(postings);
    return postings.map((posting, index) => [posting, receipts[index] as Receipt] as const);
  } catch (error) {
    if (postings.length === 1) return postings.map((posting) => [posting, failureOf(error, context)] as const);
    const outcomes: Outcome[] = [];
    for (const posting of postings) outcomes.push(...(await storeTogether([posting], context)));
    return outcomes;
  }
}

function failureOf(error: unknown, { onFailure }: BulkContext): Problem {
  const problem = toProblem(error);
  if (problem.status >= 500) onFailure(error);
  return problem;
}

function refused(line: number, problem: Problem): LineResult {
  return { line, status: problem.status >= 500 ? 'failed' : 'invalid', problem: problemBody(problem) };
}
