import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, partialDateProblem } from '@dealwatch/domain';

/** An article as the command line takes it, with whatever further fields its file holds. */
export interface InputArticle {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly publishedOn: Day;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Input that cannot be read, with the file and line to look at. */
export class BadInput extends Error {}

/** A JSON object of the input, with the file and line that it stands in. */
export interface InputObject {
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Articles of files and folders, as `readObjects` reads them.
 * @throws BadInput at the first file or line that is no article
 */
export async function* readArticles(paths: readonly string[]): AsyncGenerator<InputArticle> {
  for await (const object of readObjects(paths)) yield articleOf(object);
}

/**
 * JSON objects of files and folders in the order given; a folder's `*.json`, `*.ndjson` and `*.jsonl` files by name. No path,
 * or `-`, reads NDJSON from standard input, line by line as it arrives.
 * @throws BadInput at the first file or line that is none
 */
export async function* readObjects(paths: readonly string[]): AsyncGenerator<InputObject> {
  for (const path of paths.length === 0 ? ['-'] : paths) {
    if (path === '-') yield* fromLines(process.stdin, 'standard input');
    else for (const file of await filesOf(path)) yield* fromFile(file);
  }
}

async function filesOf(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => {
    throw new BadInput(`${path}: no such file or folder.`);
  });
  if (!kind.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.(?:json|ndjson|jsonl)$/.test(name)).sort();
  if (names.length === 0) throw new BadInput(`${path}: the folder holds no .json, .ndjson or .jsonl file.`);
  return names.map((name) => join(path, name));
}

async function* fromFile(file: string): AsyncGenerator<InputObject> {
  const content = await readFile(file, 'utf8');
  if (/\.(?:ndjson|jsonl)$/.test(file)) yield* fromLines([content], file);
  else yield parse(content, file);
}

async function* fromLines(
  chunks: AsyncIterable<Buffer | string> | Iterable<string>,
  name: string,
): AsyncGenerator<InputObject> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  const read = function* (lines: readonly string[]): Generator<InputObject> {
    for (const line of lines) {
      number += 1;
      if (line.trim() !== '') yield parse(line, `${name}:${number}`);
    }
  };
  for await (const chunk of chunks) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    yield* read(lines);
  }
  yield* read([rest]);
}

function parse(content: string, where: string): InputObject {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new BadInput(`${where}: this is not JSON (${(error as Error).message}).`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput(`${where}: an article is a JSON object {id, text, title, publishedOn}.`);
  }
  return { where, fields: value as Record<string, unknown> };
}

function articleOf({ where, fields }: InputObject): InputArticle {
  const { id, text, title, publishedOn } = fields;
  if (typeof id !== 'string' || id === '')
    throw new BadInput(`${where}: "id" must be a string that names the article.`);
  if (typeof text !== 'string') throw new BadInput(`${where}: "text" must be the article's text as a string.`);
  if (title !== undefined && title !== null && typeof title !== 'string')
    throw new BadInput(`${where}: "title" must be a string or null.`);
  if (typeof publishedOn !== 'string' || publishedOn.length !== 10 || partialDateProblem(publishedOn) !== null) {
    throw new BadInput(`${where}: "publishedOn" must be a day such as 2019-07-12.`);
  }
  return { id, text, title: title ?? null, publishedOn: publishedOn as Day, fields };
}
