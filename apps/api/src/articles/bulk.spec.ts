import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type StartedApi, startApi } from '../started-api.contract';
import { inGroups, readLines } from './lines';

const LINES = { 'content-type': 'application/x-ndjson' };

const line = (value: unknown) => JSON.stringify(value);

describe('POST /v1/articles/bulk', () => {
  let api: StartedApi;
  let test = 0;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(() => {
    test += 1;
  });
  afterAll(() => api.stop());

  /** Articles of different tests are no relatives of each other. */
  const article = (number: number, change: object = {}): object => ({
    text: `Boat ${number} of ${test} was handed over.`,
    source: `Example News ${test}`,
    publishedOn: '2019-07-12',
    ...change,
  });

  const send = async (payload: string | Buffer | Readable, headers: Record<string, string> = {}) => {
    const answer = await api.inject({
      method: 'POST',
      url: '/v1/articles/bulk',
      payload,
      headers: { ...LINES, ...headers },
    });
    const results = answer.body
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    return { answer, results };
  };
  const stored = async () => {
    const { db } = api.parts;
    return (await db.selectFrom('article').select('url').where('source', '=', `Example News ${test}`).execute()).length;
  };

  it('answers each line in the order of the lines, and queues what was accepted', async () => {
    const { answer, results } = await send([1, 2, 3].map((number) => line(article(number))).join('\n'));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    expect(results).toEqual([1, 2, 3].map((number) => ({ line: number, status: 'accepted', id: expect.any(String) })));
    expect(api.queued.map(({ payload }) => payload).slice(-3)).toEqual(results.map(({ id }) => ({ articleId: id })));
  });

  it('refuses bad lines alone, each with its problem', async () => {
    const lines = [
      line(article(1)),
      '{"text": ',
      line(article(3, { publishedOn: '2019-02-30' })),
      line(article(4, { publishedOn: '2999-01-01' })),
      '',
      line(article(6, { text: 'x'.repeat(2 * 1024 * 1024) })),
      line(article(7, { colour: 'red' })),
      '[]',
      line(article(9)),
    ];
    const { results } = await send(`${lines.join('\r\n')}\r\n`);
    expect(results.map(({ line, status }) => [line, status])).toEqual([
      [1, 'accepted'],
      [2, 'invalid'],
      [3, 'invalid'],
      [4, 'invalid'],
      [6, 'invalid'],
      [7, 'invalid'],
      [8, 'invalid'],
      [9, 'accepted'],
    ]);
    const problems = results
      .filter(({ problem }) => problem)
      .map(({ problem }) => [problem.type, problem.errors?.[0].pointer]);
    expect(problems).toEqual([
      ['/problems/malformed-json', undefined],
      ['/problems/invalid-body', '#/publishedOn'],
      ['/problems/invalid-body', '#/publishedOn'],
      ['/problems/body-too-large', undefined],
      ['/problems/invalid-body', '#/colour'],
      ['/problems/invalid-body', '#'],
    ]);
    expect(await stored()).toBe(2);
  });

  it('refuses a line that is not UTF-8 rather than storing another text', async () => {
    const broken = Buffer.from(line(article(1, { text: 'caf\xe9' })), 'latin1');
    const { results } = await send(Buffer.concat([broken, Buffer.from(`\n${line(article(2))}`)]));
    expect(results).toMatchObject([
      { line: 1, status: 'invalid', problem: { type: '/problems/malformed-json' } },
      { line: 2, status: 'accepted' },
    ]);
    expect(results[0].problem.detail).toContain('not UTF-8');
    expect(await stored()).toBe(1);
  });

  it('sees repeats, copies and revisions among its own lines as if they came one after the other', async () => {
    const url = 'https://bulk.example/boats';
    const lines = [
      article(1, { url }),
      article(1, { url }),
      article(1, { source: 'Other', publishedOn: '2019-07-13' }),
      article(2, { url }),
      article(3, { url }),
    ];
    const { results } = await send(lines.map(line).join('\n'));
    const [first, second, third, fourth, fifth] = results;
    expect(first.status).toBe('accepted');
    expect(second).toEqual({ line: 2, status: 'duplicate', id: first.id });
    expect(third).toMatchObject({ status: 'accepted', copyOf: first.id });
    expect(fourth).toMatchObject({ status: 'accepted', revisionOf: first.id });
    expect(fifth).toMatchObject({ status: 'accepted', revisionOf: fourth.id });
  });

  it('is harmless when sent again, also at the same time', async () => {
    const payload = Array.from({ length: 120 }, (_, number) => line(article(number))).join('\n');
    const both = await Promise.all([send(payload), send(payload), send(payload)]);
    const statuses = both.flatMap(({ results }) => results.map(({ status }) => status));
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(120);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(240);
    expect(await stored()).toBe(120);
  });

  it('reads gzip', async () => {
    const { results } = await send(gzipSync(`${line(article(1))}\n${line(article(2))}\n`), {
      'content-encoding': 'gzip',
    });
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });

  it('reads nothing but lines', async () => {
    const answer = await api.inject({ method: 'POST', url: '/v1/articles/bulk', payload: article(1) });
    expect(answer.json()).toMatchObject({ status: 415, type: '/problems/unsupported-media-type' });
  });

  it('tells a failure of the store from a bad line', async () => {
    const appendMany = async () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    };
    const broken = await startApi({ store: { ...api.parts.store, appendMany } });
    const answer = await broken.inject({
      ...{ method: 'POST', url: '/v1/articles/bulk', headers: LINES },
      payload: `${line(article(1))}\n{}\n`,
    });
    const [failed, invalid] = answer.body
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(failed).toMatchObject({ line: 1, status: 'failed', problem: { type: '/problems/database-unavailable' } });
    expect(invalid).toMatchObject({ line: 2, status: 'invalid' });
    await broken.stop();
  });
});

describe('lines', () => {
  const linesOf = async (chunks: string[], most = 100) => {
    const lines = [];
    for await (const each of readLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), most))
      lines.push(each);
    return lines;
  };

  it('are the same however the bytes are cut', async () => {
    const text = 'één\n\n twee \r\ndrie';
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    const single = [];
    for await (const each of readLines(Readable.from(bytes), 100)) single.push(each);
    expect(single).toEqual(await linesOf([text]));
    expect(single).toEqual([
      { number: 1, text: 'één' },
      { number: 3, text: 'twee' },
      { number: 4, text: 'drie' },
    ]);
  });

  it('over the limit bear no text, and the next ones do', async () => {
    expect(await linesOf(['abc', 'def\ngh\n'], 5)).toEqual([
      { number: 1, text: null, fault: 'too-long' },
      { number: 2, text: 'gh' },
    ]);
  });

  it('that are no UTF-8 bear no text, and the next ones do', async () => {
    const lines = [];
    const bytes = Buffer.concat([Buffer.from('caf\xe9', 'latin1'), Buffer.from('\ncafé')]);
    for await (const each of readLines(Readable.from([bytes]), 100)) lines.push(each);
    expect(lines).toEqual([
      { number: 1, text: null, fault: 'not-utf8' },
      { number: 2, text: 'café' },
    ]);
  });

  it('are handed on when nothing follows', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow() {
      yield 1;
      yield 2;
      await held;
      yield 3;
    }
    const groups: number[][] = [];
    for await (const group of inGroups(slow(), 10, 1)) {
      groups.push(group);
      release();
    }
    expect(groups).toEqual([[1, 2], [3]]);
  });
});
