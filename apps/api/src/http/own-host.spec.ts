import { type StartedApi, startApi } from '../started-api.contract';
import { isLoopback } from './own-host';

const HERE = ['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '127.1.2.3', '[::1]', '[::1]:3000'];
const ELSEWHERE = [
  ...['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.5'],
  ...['[::2]', '0.0.0.0', 'localhost@evil.example'],
];

describe('an API on loopback', () => {
  let api: StartedApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it.each(HERE)('answers under the name %s', async (host) => {
    expect((await api.get('/livez', { host })).statusCode).toBe(200);
    expect((await api.get('/livez', { origin: `http://${host}` })).statusCode).toBe(200);
  });

  it.each(ELSEWHERE)('does not let %s lead to it', async (host) => {
    const answer = await api.get('/v1/deals', { host });
    expect(answer.json()).toMatchObject({ status: 421, type: '/problems/misdirected-request' });
    expect(answer.statusCode).toBe(421);
  });

  it.each([...ELSEWHERE.map((host) => `http://${host}`), 'null', ''])('does not serve pages of %j', async (origin) => {
    expect((await api.get('/v1/deals', { origin })).json()).toMatchObject({ status: 421 });
  });
});

describe('an API on another address', () => {
  it('answers under any name', async () => {
    const api = await startApi({ host: '0.0.0.0' });
    const answer = await api.get('/livez', { host: 'dealwatch.example', origin: 'https://dealwatch.example' });
    expect(answer.statusCode).toBe(200);
    await api.stop();
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.5', false],
  ])('is told from loopback: %s', (address, own) => {
    expect(isLoopback(address)).toBe(own);
  });
});
