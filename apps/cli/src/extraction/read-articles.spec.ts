import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArticles } from './read-articles';

const article = (id: string) =>
  JSON.stringify({ id, text: 'Nothing happened.', title: null, publishedOn: '2024-06-12' });

describe('readArticles', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'articles-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, content: string) => writeFile(join(folder, name), content);
  const ids = async (...paths: string[]) => {
    const found: string[] = [];
    for await (const { id } of readArticles(paths)) found.push(id);
    return found;
  };

  it('reads the files of a folder by name, JSON and NDJSON', async () => {
    await write('b.json', article('second'));
    await write('a.ndjson', `${article('one')}\n\n${article('two')}`);
    await write('notes.txt', 'not read');
    expect(await ids(folder)).toEqual(['one', 'two', 'second']);
  });

  it.each([
    ['{"id":"x"', /bad\.ndjson:2: this is not JSON/],
    ['[]', /bad\.ndjson:2: an article is a JSON object/],
    ['{"text":"t","publishedOn":"2024-06-12"}', /bad\.ndjson:2: "id" must be/],
    ['{"id":"x","publishedOn":"2024-06-12"}', /bad\.ndjson:2: "text" must be/],
    ['{"id":"x","text":"t","title":1,"publishedOn":"2024-06-12"}', /bad\.ndjson:2: "title" must be/],
    ['{"id":"x","text":"t","publishedOn":"2024-06-31"}', /bad\.ndjson:2: "publishedOn" must be a day/],
    ['{"id":"x","text":"t","publishedOn":"2024-06"}', /bad\.ndjson:2: "publishedOn" must be a day/],
  ])('names file and line of %s', async (line, message) => {
    await write('bad.ndjson', `${article('one')}\n${line}\n`);
    await expect(ids(join(folder, 'bad.ndjson'))).rejects.toThrow(message);
  });

  it('tells which path is missing and which folder is empty', async () => {
    await expect(ids(join(folder, 'none'))).rejects.toThrow(/none: no such file or folder/);
    await expect(ids(folder)).rejects.toThrow(/holds no \.json/);
  });
});
