import { gzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { type StartedApi, startApi } from '../started-api.contract';
import { PROBLEMS } from './catalogue';

const ARTICLE = { text: 'The navy ordered two boats.', publishedOn: '2019-07-12' };
const JSON_HEADERS = { 'content-type': 'application/json' };

function posting(change: object): InjectOptions {
  return { method: 'POST', url: '/v1/articles', payload: { ...ARTICLE, ...change } };
}

function raw(payload: string | Buffer, headers: Record<string, string> = JSON_HEADERS): InjectOptions {
  return { method: 'POST', url: '/v1/articles', payload, headers };
}

const NO_UUID = '0d4ab51c-8f2e-5f0a-9a3f-5a7f3c1f0a11';

describe('every error is a problem', () => {
  let api: StartedApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it.each<[string, InjectOptions, number, string]>([
    ['an unknown route', { url: '/v1/nothing' }, 404, 'unknown-route'],
    ['a method that the route does not take', { method: 'DELETE', url: '/v1/articles' }, 405, 'method-not-allowed'],
    ['a broken escape in the path', { url: '/v1/articles/%zz' }, 400, 'bad-request'],
    ['bad JSON', raw('{"text": '), 400, 'malformed-json'],
    ['an empty body', raw(''), 400, 'malformed-json'],
    ['a poisoned prototype', raw('{"__proto__": {"text": "x"}}'), 400, 'malformed-json'],
    ['a body that is not UTF-8', raw(Buffer.from('{"text": "caf\xe9"}', 'latin1')), 400, 'malformed-json'],
    ['no body at all', { method: 'POST', url: '/v1/articles' }, 400, 'invalid-body'],
    ['a body over 2 MB', posting({ text: 'x'.repeat(2 * 1024 * 1024) }), 413, 'body-too-large'],
    [
      'a media type that is not read',
      raw('text=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    ],
    ['plain text', raw('text', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type'],
    [
      'NDJSON to the route of one article',
      raw('{}\n', { 'content-type': 'application/x-ndjson' }),
      415,
      'unsupported-media-type',
    ],
    [
      'an encoding that is not read',
      raw('{}', { ...JSON_HEADERS, 'content-encoding': 'br' }),
      415,
      'unsupported-encoding',
    ],
    ['a body that claims to be gzip', raw('{}', { ...JSON_HEADERS, 'content-encoding': 'gzip' }), 400, 'bad-request'],
    [
      'a small gzip that unfolds to more than 2 MB',
      raw(gzipSync(JSON.stringify({ ...ARTICLE, text: 'x'.repeat(3_000_000) })), {
        ...JSON_HEADERS,
        'content-encoding': 'gzip',
      }),
      413,
      'body-too-large',
    ],
    ['an URL that is too long', { url: `/v1/deals?system=${'x'.repeat(9_000)}` }, 414, 'uri-too-long'],
    ['an unknown article', { url: `/v1/articles/${NO_UUID}` }, 404, 'unknown-article'],
    ['an id that is no uuid', { url: '/v1/articles/1' }, 404, 'unknown-article'],
    ['an unknown deal', { url: '/v1/deals/ru-tr-s-400/status' }, 404, 'unknown-deal'],
    ['a NUL in a path', { url: '/v1/deals/%00/status' }, 400, 'bad-request'],
    ['an unknown event', { url: `/v1/events/${NO_UUID}` }, 404, 'unknown-event'],
    ['an unknown problem', { url: '/problems/none' }, 404, 'unknown-problem'],
    [
      'a media type that is not answered',
      { url: '/v1/events', headers: { accept: 'text/csv' } },
      406,
      'not-acceptable',
    ],
  ])('%s', async (_, request, status, code) => {
    const answer = await api.inject(request);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({
      type: `/problems/${code}`,
      title: PROBLEMS[code as keyof typeof PROBLEMS].title,
      status,
      instance: request.url,
      requestId: answer.headers['x-request-id'],
    });
    expect(answer.statusCode).toBe(status);
  });

  it.each([
    ['POST', '/v1/articles', [], '#', 'must be an object, not a list'],
    ['POST', '/v1/articles', { text: 5, publishedOn: '2019-07-12' }, '#/text', 'must be a string'],
    ['POST', '/v1/articles', { text: 'x' }, '#/publishedOn', 'is missing; a string is needed'],
    ['POST', '/v1/articles', { ...ARTICLE, colour: 1 }, '#/colour', 'is not a known field'],
    ['POST', '/v1/webhooks/endpoints', { url: 'http://127.0.0.1/', deals: 'x' }, '#/deals', 'must be a list'],
    ['POST', '/v1/webhooks/endpoints', { url: 'http://127.0.0.1/', enabled: 1 }, '#/enabled', 'must be true or false'],
  ] as const)('speaks plainly: %s %s %j', async (method, url, payload, pointer, detail) => {
    const { errors } = (await api.inject({ method, url, payload })).json();
    expect(errors).toEqual([{ pointer, detail }]);
  });

  it.each([
    ['asof=2019-01-01', 'is not a known parameter'],
    ['recordedBy=2019-07-12T10:00:00+02:00', '%2B'],
  ])('says what is wrong in the query %s', async (query, detail) => {
    const { errors } = (await api.get(`/v1/deals?${query}`)).json();
    expect(errors[0].detail).toContain(detail);
  });

  it.each<[string, string, number]>([
    ['DELETE', '/v1/webhooks/endpoints/none', 404],
    ['POST', '/v1/webhooks/endpoints/none/test', 404],
    ['POST', '/v1/webhooks/messages/none/replay', 404],
    ['PATCH', '/v1/webhooks/endpoints/none', 400],
  ])('asks for a body only where there is one to send: %s %s', async (method, url, status) => {
    const headers = { ...JSON_HEADERS, 'content-length': '0' };
    expect((await api.inject({ method: method as 'POST', url, headers })).statusCode).toBe(status);
  });

  it('logs the probes of health for debugging only', async () => {
    const answered = () => api.logged.filter(({ msg }) => msg === 'answered').map(({ url }) => url);
    for (const url of ['/livez', '/readyz?', '/v1/deals?limit=7']) await api.get(url);
    expect(answered()).toContain('/v1/deals?limit=7');
    expect(answered().filter((url) => /livez|readyz/.test(String(url)))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a missing day', { publishedOn: undefined }, '#/publishedOn'],
    ['a day that is none', { publishedOn: '2019-02-30' }, '#/publishedOn'],
    ['a day in another form', { publishedOn: '12.07.2019' }, '#/publishedOn'],
    ['a day to come', { publishedOn: '2999-01-01' }, '#/publishedOn'],
    ['a number for a text', { text: 5 }, '#/text'],
    ['neither text nor html', { text: undefined }, '#/text'],
    ['text and html together', { html: '<p>x</p>' }, '#/html'],
    ['a blank text', { text: ' \n\t ' }, '#/text'],
    ['a page without text', { text: undefined, html: '<html><body><img src="x"></body></html>' }, '#/html'],
    ['a page nested too deep', { text: undefined, html: '<div>'.repeat(5_000) }, '#/html'],
    ['a page of too many attributes', { text: undefined, html: `<p ${'a '.repeat(99)}>x</p>` }, '#/html'],
    ['an unknown field', { 'publi/shed~On': '2019' }, '#/publi~1shed~0On'],
    ['an address without a scheme', { url: 'news.example/1' }, '#/url'],
    ['an address of another scheme', { url: 'ftp://news.example/1' }, '#/url'],
    ['a control character in a name', { source: 'a\u0000b' }, '#/source'],
    ['a list for a title', { title: ['a'] }, '#/title'],
    ['a language that is no code', { language: 'English' }, '#/language'],
  ])('points at %s', async (_, change, pointer) => {
    const answer = await api.inject(posting(change));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      type: '/problems/invalid-body',
      errors: [{ pointer, detail: expect.any(String) }],
    });
  });

  it.each([
    ['/v1/articles', 'application/x-www-form-urlencoded', 'application/json', 'is application/x-www-form-urlencoded'],
    ['/v1/articles', 'nonsense', 'application/json', 'is nonsense'],
    ['/v1/articles', undefined, 'application/json', 'has no Content-Type'],
    ['/v1/articles', 'application/x-ndjson', 'application/json', 'Lines go to /v1/articles/bulk'],
    ['/v1/webhooks/endpoints', 'text/plain', 'application/json', 'is text/plain'],
    ['/v1/articles/bulk', 'application/x-www-form-urlencoded', 'application/x-ndjson', 'one article a line'],
    ['/v1/articles/bulk', 'application/json', 'application/x-ndjson', 'is application/json'],
  ])('tells at %s what to send instead of %s', async (url, type, wanted, hint) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await api.inject({ method: 'POST', url, payload: Buffer.from('{"a'), headers });
    expect(answer.json()).toMatchObject({ status: 415, type: '/problems/unsupported-media-type' });
    expect(answer.json().detail).toContain(`reads ${wanted}`);
    expect(answer.json().detail).toContain(`-H 'content-type: ${wanted}'`);
    expect(answer.json().detail).toContain(hint);
  });

  it('says of a body that is not UTF-8 that it is not', async () => {
    const answer = await api.inject(raw(Buffer.from(JSON.stringify({ ...ARTICLE, text: 'caf\xe9' }), 'latin1')));
    expect(answer.json().detail).toContain('not UTF-8');
    const right = await api.inject(raw(Buffer.from(`\ufeff${JSON.stringify({ ...ARTICLE, text: 'café' })}`)));
    expect(right.statusCode).toBe(202);
  });

  it('points at all fields at once', async () => {
    const answer = await api.inject(posting({ publishedOn: 'x', url: 'x', colour: 'red' }));
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.sort()).toEqual(['#/colour', '#/publishedOn', '#/url']);
  });

  it.each([
    ['/v1/deals/x/status?asOf=2019', 'asOf'],
    ['/v1/deals/x/status?asOf=2019-02-30', 'asOf'],
    ['/v1/deals/x/status?asOf=2019-01-01&asOf=2019-01-02', 'asOf'],
    ['/v1/deals/x/status?knownBy=yesterday', 'knownBy'],
    ['/v1/deals/x/status?recordedBy=2019-07-12T25:00:00Z', 'recordedBy'],
    ['/v1/deals/x/status?recordedBy=2019-07-12T10:00', 'recordedBy'],
    ['/v1/deals/x/status?recordedBy=0001-01-01T00:00:00%2B12:00', 'recordedBy'],
    ['/v1/deals/x/status?recordedBy=9999-12-31T23:59:59-12:00', 'recordedBy'],
    ['/v1/deals/x/status?asof=2019-01-01', 'asof'],
    ['/v1/deals?supplier=Russia', 'supplier'],
    ['/v1/deals?strand=mood', 'strand'],
    ['/v1/deals?state=ContractSigned', 'state'],
    ['/v1/deals?limit=0', 'limit'],
    ['/v1/deals?limit=501', 'limit'],
    ['/v1/deals?cursor=nonsense', 'cursor'],
    ['/v1/events?after=-1', 'after'],
    ['/v1/events?after=9999999999999999999', 'after'],
    ['/v1/events?limit=1001', 'limit'],
    ['/v1/events?type=Rumour', 'type'],
    ['/v1/events?article=1', 'article'],
  ])('names the parameter in %s', async (url, parameter) => {
    const answer = await api.get(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ type: '/problems/invalid-query', errors: [{ parameter }] });
  });

  it('says which part of a path is too long', async () => {
    const answer = await api.get(`/v1/deals/${'x'.repeat(513)}/status`);
    expect(answer.json()).toMatchObject({
      ...{ status: 414, type: '/problems/uri-too-long' },
      detail: 'A part of the path has more than 512 characters.',
    });
    expect((await api.get(`/v1/deals/${'x'.repeat(512)}/status`)).statusCode).toBe(404);
  });

  it('names the methods that a path takes', async () => {
    const answer = await api.inject({ method: 'PUT', url: '/v1/articles/1' });
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it.each(Object.keys(PROBLEMS))('shows a page for %s', async (code) => {
    const answer = await api.get(`/problems/${code}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.body).toContain('Remedy: ');
  });

  it('gives back the id of the request, and makes one where it is none', async () => {
    const given = await api.get('/livez', { 'x-request-id': 'trace-1' });
    expect(given.headers['x-request-id']).toBe('trace-1');
    const made = await api.get('/livez', { 'x-request-id': 'two words\u007f' });
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a failure of ours', () => {
  it('tells nothing of itself and is logged with the id of the request', async () => {
    const broken = {
      get: () => undefined,
      selectFrom: () => {
        throw new Error('secret');
      },
    };
    const api = await startApi({ db: broken as never });
    const answer = await api.get('/v1/deals/a/status', { 'x-request-id': 'r-1' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({ type: '/problems/internal-error', requestId: 'r-1' });
    const line = api.logged.find(({ level }) => level === 50);
    expect(line).toMatchObject({ requestId: 'r-1', err: { message: 'secret' } });
    await api.stop();
  });

  it('that lies in the database asks to come back later', async () => {
    const down = {
      selectFrom: () => {
        throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
      },
    };
    const api = await startApi({ db: down as never });
    const answer = await api.get('/v1/deals/a/status');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json()).toMatchObject({ type: '/problems/database-unavailable' });
    await api.stop();
  });
});
