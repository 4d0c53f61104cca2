import { request } from 'node:http';
import { prepareQueueStore } from '@dealwatch/queue';
import { type Child, createTestDatabase, spawnCode, type TestDatabase } from '@dealwatch/testing';

const ARTICLE = JSON.stringify({ text: 'The navy ordered two boats.', publishedOn: '2019-07-12' });

describe('the process', () => {
  let database: TestDatabase;
  let child: Child;
  let url: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareQueueStore({ kind: 'postgres', connectionString: database.connectionString });
  });
  beforeEach(async () => {
    child = spawnCode("require('./apps/api/src/main.ts')", [], {
      ...{ DATABASE_URL: database.connectionString, REDIS_URL: '', PORT: '0', LOG_FORMAT: 'json', LOG_LEVEL: 'info' },
      ALLOW_UNSAFE_DURABILITY: 'true',
    });
    const { msg } = JSON.parse(await child.line(/listening/));
    url = msg.replace('api listening at ', '');
  });
  afterEach(() => {
    child.process.kill('SIGKILL');
  });
  afterAll(() => database.drop());

  it('listens on this machine only, is ready, and takes articles', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const ready = await fetch(`${url}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ready', checks: { database: 'ok', queue: 'ok' } });
    const headers = { 'content-type': 'application/json' };
    const posted = await fetch(`${url}/v1/articles`, { method: 'POST', headers, body: ARTICLE });
    expect(posted.status).toBe(202);
  });

  it('finishes the request under way when it is asked to stop, and ends with 0', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': ARTICLE.length };
    const half = request(`${url}/v1/articles`, { method: 'POST', headers });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      half.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    await new Promise<void>((resolve) => half.write(ARTICLE.slice(0, 10), () => resolve()));
    await fetch(`${url}/livez`); // the half request came in before this one was answered
    child.process.kill('SIGTERM');
    await child.line(/api stops/);
    half.end(ARTICLE.slice(10));
    expect(await answered).toBe(202);
    expect(await child.exited).toMatchObject({ code: 0 });
  });

  it.each([
    ['headers over 16 KB', { 'x-long': 'x'.repeat(20_000) }, 431],
    ['what is no HTTP', 'HELLO\r\n\r\n', 400],
    ['a request without a Host', 'GET /livez HTTP/1.1\r\n\r\n', 400],
    ['an expectation', 'GET /livez HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n', 417],
    [
      'a body that is packed for its transfer',
      'POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      501,
    ],
  ])('answers %s with a problem', async (_, sent, status) => {
    const answer = typeof sent === 'string' ? await speak(url, sent) : await fetch(url, { headers: sent }).then(textOf);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"status":${status}`);
  });
});

async function textOf(response: Response): Promise<string> {
  return `${response.headers.get('content-type')} ${await response.text()}`;
}

/** Sends bytes and answers what comes back until the other side closes. */
async function speak(url: string, bytes: string): Promise<string> {
  const { connect } = await import('node:net');
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(bytes);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}
