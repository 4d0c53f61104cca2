import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answerWith, type Receiver, startReceiver } from '@dealwatch/testing';
import { createWebhookClient, type WebhookClient } from './client';
import { LOOPBACK_ONLY } from './target/allow-list';
import { createTargetPolicy, type Resolve } from './target/target-policy';

let receiver: Receiver;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(async () => {
  await Promise.all([receiver.close(), ...closing.splice(0).map((close) => close())]);
});

function clientFor(entries: readonly string[] = LOOPBACK_ONLY, resolve?: Resolve, timeoutMs = 5_000): WebhookClient {
  const client = createWebhookClient({ policy: createTargetPolicy(entries, resolve), timeoutMs });
  closing.push(() => client.close());
  return client;
}

const outgoing = (url: string) => ({ url, headers: { 'webhook-id': 'msg_1' }, body: '{"a":"ü"}' });
const resolveTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: 4 }));

describe('the webhook client', () => {
  it('posts the body as it is and tells status, headers and beginning of the answer', async () => {
    receiver.answer = answerWith(503, { 'retry-after': '7' }, 'busy');
    const exchange = await clientFor().send(outgoing(receiver.url));
    expect(exchange).toMatchObject({ status: 503, error: null, retryAfter: '7', response: 'busy' });
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({
      path: '/hook',
      body: '{"a":"ü"}',
      headers: { 'webhook-id': 'msg_1', 'content-type': 'application/json', 'content-length': '10' },
    });
    expect(receiver.received[0]?.headers).not.toHaveProperty('accept-encoding');
  });

  it('follows no redirect, not even to a host that is allowed', async () => {
    const inner = await startReceiver();
    closing.push(() => inner.close());
    for (const status of [301, 302, 307, 308]) {
      receiver.answer = answerWith(status, { location: inner.url });
      expect(await clientFor().send(outgoing(receiver.url))).toMatchObject({ status, error: null });
    }
    expect(inner.received).toEqual([]);
  });

  it('keeps 2 kB of a long answer, and does not unpack a compressed one', async () => {
    receiver.answer = answerWith(200, {}, 'x'.repeat(1_000_000));
    expect((await clientFor().send(outgoing(receiver.url))).response).toBe('x'.repeat(2_048));
    const bomb = gzipSync(Buffer.alloc(5_000_000, 'x'));
    receiver.answer = (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    const exchange = await clientFor().send(outgoing(receiver.url));
    expect(exchange.status).toBe(200);
    expect(Buffer.byteLength(exchange.response, 'latin1')).toBeLessThanOrEqual(2_048);
    expect(exchange.response).not.toContain('xxxx');
  });

  it('makes text that PostgreSQL can hold of any bytes', async () => {
    receiver.answer = (_, response) => void response.end(Buffer.from([97, 0, 98, 0xff, 0xe2, 0x82]));
    expect((await clientFor().send(outgoing(receiver.url))).response).toBe('a\uFFFDb');
  });

  it('ends at the deadline when no answer comes', async () => {
    receiver.answer = () => undefined;
    const exchange = await clientFor(LOOPBACK_ONLY, undefined, 150).send(outgoing(receiver.url));
    expect(exchange).toMatchObject({ status: null, error: 'timeout: no answer within 150 ms' });
    expect(exchange.durationMs).toBeLessThan(2_000);
  });

  it('ends at the deadline when the headers dribble in', async () => {
    const server = createServer((socket) => {
      const dribble = setInterval(() => socket.write('x: y\r\n'), 20);
      socket.write('HTTP/1.1 200 OK\r\n');
      socket.on('close', () => clearInterval(dribble)).on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const exchange = await clientFor(LOOPBACK_ONLY, undefined, 150).send(outgoing(url));
    expect(exchange).toMatchObject({ status: null, error: 'timeout: no answer within 150 ms' });
  });

  it('does not wait for a body that dribbles: the status is the acknowledgement', async () => {
    receiver.answer = (_, response) => {
      response.writeHead(200).write('begin');
      const dribble = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(dribble));
    };
    const exchange = await clientFor(LOOPBACK_ONLY, undefined, 150).send(outgoing(receiver.url));
    expect(exchange).toMatchObject({ status: 200, error: null });
    expect(exchange.response).toMatch(/^begin\.*$/);
    expect(exchange.durationMs).toBeLessThan(2_000);
  });

  it('tells why there is no answer', async () => {
    const { url } = receiver;
    await receiver.close();
    const exchange = await clientFor().send(outgoing(url));
    expect(exchange.status).toBeNull();
    expect(exchange.error).toContain('ECONNREFUSED');
  });

  it('sends nothing to an address that is not allowed', async () => {
    const exchange = await clientFor(['hooks.example']).send(outgoing(receiver.url));
    expect(exchange).toMatchObject({ status: null, error: expect.stringContaining('allows 127.0.0.1') });
    expect(receiver.received).toEqual([]);
  });
});

describe('the guard at the connection', () => {
  const named = () => outgoing(`http://hooks.example:${receiver.port}/hook`);

  it('connects to what the name leads to', async () => {
    expect(await clientFor(LOOPBACK_ONLY, resolveTo('127.0.0.1')).send(named())).toMatchObject({ status: 200 });
    expect(receiver.received[0]?.headers.host).toBe(`hooks.example:${receiver.port}`);
  });

  it('stops a name that led elsewhere when it was checked', async () => {
    const answers = ['10.9.9.9', '127.0.0.1'];
    const rebinding: Resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
    const policy = createTargetPolicy(['10.0.0.0/8'], rebinding);
    await policy.resolve('hooks.example');
    const client = createWebhookClient({ policy });
    closing.push(() => client.close());
    const exchange = await client.send(named());
    expect(exchange).toMatchObject({
      status: null,
      error: expect.stringContaining('allows hooks.example (127.0.0.1)'),
    });
    expect(receiver.received).toEqual([]);
  });

  it('stops a name with one forbidden address among allowed ones', async () => {
    const exchange = await clientFor(LOOPBACK_ONLY, resolveTo('127.0.0.1', '10.0.0.5')).send(named());
    expect(exchange.error).toContain('allows hooks.example (10.0.0.5)');
    expect(receiver.received).toEqual([]);
  });

  it('trusts a name that is listed, at the port that is listed', async () => {
    const resolve = resolveTo('127.0.0.1');
    expect(await clientFor(['hooks.example'], resolve).send(named())).toMatchObject({ status: 200 });
    expect(await clientFor([`hooks.example:${receiver.port}`], resolve).send(named())).toMatchObject({ status: 200 });
    expect(await clientFor(['hooks.example:1'], resolve).send(named())).toMatchObject({ status: null });
  });

  it('tells a name without an address', async () => {
    const nowhere: Resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND hooks.example'));
    expect(await clientFor(LOOPBACK_ONLY, nowhere).send(named())).toMatchObject({
      error: expect.stringContaining('ENOTFOUND'),
    });
    expect(await clientFor(LOOPBACK_ONLY, resolveTo()).send(named())).toMatchObject({
      error: 'hooks.example has no address',
    });
  });
});
