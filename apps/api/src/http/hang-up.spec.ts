import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type StartedApi, startApi } from '../started-api.contract';

describe('a client that hangs up', () => {
  let api: StartedApi;
  let port: number;
  beforeEach(async () => {
    api = await startApi();
    await api.app.listen(0, '127.0.0.1');
    port = Number(new URL(await api.app.getUrl()).port);
  });
  afterEach(() => api.stop());

  /** Sends the beginning of a request, and hangs up once the server has begun with it. */
  const breakOff = async (path: string, headers: string, body: string | Buffer) => {
    const begun = new Promise<void>((resolve) => {
      api.app.getHttpServer().once('request', () => resolve());
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n${headers}\r\n\r\n`);
    socket.write(body);
    await begun;
    socket.destroy();
  };
  const isLogged = async (message: string) => {
    const patience = performance.now() + 10_000;
    while (!api.logged.some(({ msg }) => msg === message)) {
      if (performance.now() > patience) throw new Error(`"${message}" was not logged`);
      await new Promise(setImmediate);
    }
  };

  it.each([
    ['an article', '/v1/articles', 'Content-Type: application/json', '{"text": "The navy'],
    ['an article, gzipped', '/v1/articles', 'Content-Type: application/json\r\nContent-Encoding: gzip', gzipSync('{}')],
  ])('in the midst of %s is no failure of ours', async (_, path, headers, body) => {
    await breakOff(path, headers, body);
    await isLogged('the client hung up before its request was whole');
    expect(api.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });
});
