import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerWith, type FakeModel, startFakeModel } from '@dealwatch/testing';
import { inOrder } from './in-order';
import { printEvaluation } from './print-evaluation';
import { printEvents } from './print-events';

const SIGNED = 'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.';
/** Nothing in it tells an extractor of a payment: what reads one is the model alone. */
const PAID = 'Everybody at the table went home content.';
const EVENT = {
  type: 'PaymentMade',
  polarity: 'affirmed',
  supplier: 'KR',
  recipient: 'PL',
  system: 'K2',
  tranche: null,
  occurredOn: null,
  expectedOn: null,
  actors: ['PL'],
  quantity: null,
  value: null,
  quote: PAID,
  salience: 'news',
};

let folder: string;
let model: FakeModel;
const environment = { ...process.env };
const written: string[] = [];
const told: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dealwatch-opinion-'));
  const article = { id: 'a', title: null, publishedOn: '2024-06-12', text: `${SIGNED} ${PAID}`, events: [] };
  await writeFile(join(folder, 'a.json'), JSON.stringify(article));
  model = await startFakeModel('anthropic');
  model.says({ events: [EVENT] });
  Object.assign(process.env, {
    SECOND_OPINION_API: 'anthropic',
    SECOND_OPINION_URL: model.url,
    SECOND_OPINION_MODEL: 'm-1',
    SECOND_OPINION_KEY: 'sk-very-secret',
    SECOND_OPINION_SCOPE: 'articles',
    SECOND_OPINION_RETRIES: '0',
  });
  written.length = 0;
  told.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => Boolean(written.push(String(chunk))));
  jest.spyOn(console, 'log').mockImplementation((line) => void written.push(String(line)));
  jest.spyOn(console, 'error').mockImplementation((line) => void told.push(String(line)));
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...environment };
  await model.close();
  await rm(folder, { recursive: true });
});

describe('extract --second-opinion', () => {
  it('prints what both read, with who read it, and tells how the asking went', async () => {
    await printEvents([folder], { secondOpinion: true, explain: true });
    const { events } = JSON.parse(written.join('')) as { events: { type: string; explanation: unknown }[] };
    expect(events.find(({ type }) => type === 'PaymentMade')).toMatchObject({
      quote: PAID,
      confidence: 0.6,
      explanation: { secondOpinion: { voice: 'model' } },
    });
    expect(told).toEqual(['second opinion: 1 answered, 0 with nothing to ask, 0 unanswered; 1100 tokens']);
  });

  it('prints what the rules read where nobody answers, and why', async () => {
    model.receiver.answer = answerWith(401, {}, 'sk-very-secret');
    await printEvents([folder], { secondOpinion: true });
    const asked = written.splice(0).join('');
    expect(told.join('')).toContain('1 unanswered; 0 tokens\n  1 × status: answered 401');
    await printEvents([folder], {});
    expect(asked).toContain('ContractSigned');
    expect(asked).toBe(written.join(''));
    expect(`${asked}${told.join('')}`).not.toContain('sk-very-secret');
  });

  it('asks nobody without the option', async () => {
    await printEvents([folder], {});
    expect(model.receiver.received).toEqual([]);
  });

  it('says what is missing where no model is configured', async () => {
    process.env.SECOND_OPINION_API = '';
    await expect(printEvents([folder], { secondOpinion: true })).rejects.toThrow('SECOND_OPINION_API');
  });
});

describe('eval --second-opinion', () => {
  it('scores what both read', async () => {
    const predicted = async (secondOpinion: boolean) => {
      await printEvaluation(folder, { json: true, secondOpinion });
      return (JSON.parse(written.splice(0).join('')) as { predicted: number }).predicted;
    };
    expect(await predicted(true)).toBe((await predicted(false)) + 1);
  });
});

describe('work in order', () => {
  it('keeps the order of its items, with so many under way at a time', async () => {
    let underWay = 0;
    let most = 0;
    const work = async (wait: number) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, wait));
      underWay -= 1;
      return wait;
    };
    const items = (async function* () {
      yield* [30, 1, 20, 2];
    })();
    const results: number[] = [];
    for await (const result of inOrder(items, 2, work)) results.push(result);
    expect(results).toEqual([30, 1, 20, 2]);
    expect(most).toBe(2);
  });
});
