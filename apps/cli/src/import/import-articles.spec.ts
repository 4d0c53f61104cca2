import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bodyOf, importArticles } from './import-articles';

const SAMPLES = join(__dirname, '..', '..', '..', '..', 'samples');

/** An API that answers each line of a bulk post as told. */
async function answering(statusOf: (line: number) => string) {
  const lines: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const posted = body.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
      lines.push(...posted);
      response.end(
        posted.map((_, index) => JSON.stringify({ line: index + 1, status: statusOf(index + 1) })).join('\n'),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, lines, close: () => server.close() };
}

describe('the import of articles', () => {
  beforeEach(() => {
    jest.spyOn(console, 'log').mockImplementation();
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  it('sends what the API takes, without labels, ids and empty fields', () => {
    const fields = { id: 'x', text: 'one', url: null, publishedOn: '2020-01-01', events: [{}] };
    expect(JSON.parse(bodyOf({ where: 'a.json', fields }))).toEqual({ text: 'one', publishedOn: '2020-01-01' });
  });

  it('posts every article of a folder', async () => {
    const api = await answering(() => 'accepted');
    await importArticles([SAMPLES], api.url);
    api.close();
    expect(api.lines).toHaveLength(17);
    expect(Object.keys(api.lines[0] ?? {}).sort()).toEqual([
      'language',
      'publishedOn',
      'source',
      'text',
      'title',
      'url',
    ]);
    expect(console.log).toHaveBeenLastCalledWith('17 of 17 posted (17 accepted, 0 duplicate, 0 invalid, 0 failed)');
  });

  it('names the file of what was refused, and fails', async () => {
    const api = await answering((line) => (line === 2 ? 'invalid' : 'duplicate'));
    await expect(importArticles([SAMPLES], api.url)).rejects.toThrow('1 of 17 articles were not taken.');
    api.close();
    expect(console.error).toHaveBeenCalledWith(expect.stringMatching(/02-.*\.json: invalid/));
  });

  it('says how to start an API where none answers', async () => {
    await expect(importArticles([SAMPLES], 'http://127.0.0.1:1')).rejects.toThrow(/No API answers .*npm start/);
  });
});
