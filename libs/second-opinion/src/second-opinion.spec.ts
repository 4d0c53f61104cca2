import { type FakeModel, type ModelApi, startFakeModel } from '@dealwatch/testing';
import { ARTICLE, answered, PAYMENT, READING, SIGNED_REPORT, TALKS, WEAK_REPORT } from '../test/fixtures';
import { openai } from './api/openai';
import type { OpinedExtraction, Reading } from './reading';
import { createSecondOpinion, type SecondOpinion, type SecondOpinionSettings } from './second-opinion';

const KEY = 'sk-very-secret';
let model: FakeModel;
const open: SecondOpinion[] = [];
afterEach(async () => {
  await Promise.all([model.close(), ...open.splice(0).map((opinion) => opinion.close())]);
});

const opinionOf = async (
  api: ModelApi,
  settings: Partial<SecondOpinionSettings> = {},
  rules: () => Reading = () => READING,
) => {
  model = await startFakeModel(api);
  const base = { api, url: model.url, model: 'some/model-1', key: KEY, scope: 'articles', timeoutMs: 5_000 } as const;
  const opinion = createSecondOpinion({ ...base, retries: 0, spendLimit: 1e9, concurrency: 2, ...settings }, rules);
  open.push(opinion);
  return opinion;
};
const voicesOf = ({ reports }: OpinedExtraction) =>
  reports.map(({ claim, explanation }) => `${claim.type} ${explanation.secondOpinion.voice}`);

describe.each(['openai', 'anthropic'] as const)('the rules with a model behind the API of %s', (api) => {
  it('read an article together, under a name that tells both versions', async () => {
    const opinion = await opinionOf(api);
    model.says({ events: [answered(), PAYMENT, answered({ quote: 'Poland signed nothing on Tuesday.' })] });
    const extraction = await opinion.read(ARTICLE);
    expect(extraction.extractor).toBe('rules@9.9.9+llm:some/model-1@prompt-1');
    expect(voicesOf(extraction)).toEqual(['ContractSigned both', 'NegotiationsReported rules', 'PaymentMade model']);
    expect(extraction.opinion).toEqual({ outcome: 'answered', events: 2, dropped: { quote: 1 } });
    expect(opinion.tokensToday()).toBe(1_100);
  });

  it('show the model title, day and text between marks, and the guide before it', async () => {
    const opinion = await opinionOf(api);
    await opinion.read(ARTICLE);
    const [question] = model.questions();
    const told = JSON.stringify(question);
    for (const part of [ARTICLE.title, ARTICLE.publishedOn, 'ContractSigned: a contract or order was signed'])
      expect(told).toContain(part);
    const messages = question?.messages as { role: string; content: string }[] | undefined;
    const content = messages?.find(({ role }) => role === 'user')?.content;
    expect(content).toContain(ARTICLE.text);
    expect(content).toMatch(/^(ARTICLE [0-9a-f]{16}) BEGINS\n[\s\S]*\n\1 ENDS$/);
  });

  it('send only the sentences in doubt, each with the one before it', async () => {
    const opinion = await opinionOf(api, { scope: 'doubts' });
    model.says({ sentences: [{ number: 1, events: [] }] });
    const extraction = await opinion.read(ARTICLE);
    const user = JSON.stringify(model.questions()[0]?.messages);
    expect(user).toContain(
      `Before 1: Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.\\nSentence 1: ${TALKS}`,
    );
    expect(user).toContain('KR → PL K2');
    expect(user).not.toContain('A deposit of');
    expect(extraction.extractor).toBe('rules@9.9.9+llm-doubts:some/model-1@prompt-1');
    expect(voicesOf(extraction)).toEqual(['ContractSigned rules']);
  });

  it('ask nothing where the rules have no doubts', async () => {
    const sure = { extractor: 'rules@9.9.9', reports: [SIGNED_REPORT] };
    const opinion = await opinionOf(api, { scope: 'doubts' }, () => sure);
    const extraction = await opinion.read(ARTICLE);
    expect(extraction).toMatchObject({
      extractor: 'rules@9.9.9+llm-doubts:some/model-1@prompt-1',
      opinion: { outcome: 'unasked' },
    });
    expect(extraction.reports).toMatchObject([SIGNED_REPORT]);
    expect(model.receiver.received).toEqual([]);
  });

  it('settle a sentence where the rules nearly read something', async () => {
    const start = ARTICLE.text.indexOf('A deposit');
    const doubts = [{ start, end: ARTICLE.text.length, type: 'PaymentMade', probability: 0.4 }] as const;
    const opinion = await opinionOf(api, { scope: 'doubts' }, () => ({ ...READING, reports: [SIGNED_REPORT], doubts }));
    model.says({ sentences: [{ number: 1, events: [PAYMENT] }] });
    const { reports } = await opinion.read(ARTICLE);
    expect(reports[1]).toMatchObject({ claim: { type: 'PaymentMade', occurredOn: '2024-05' }, confidence: 0.7, start });
  });

  it('leave a weak report alone where the model says something unusable of its sentence, or nothing', async () => {
    const opinion = await opinionOf(api, { scope: 'doubts' });
    model.says({ sentences: [{ number: 1, events: [answered({ quote: 'No such words.' })] }] });
    expect((await opinion.read(ARTICLE)).reports).toMatchObject([SIGNED_REPORT, WEAK_REPORT]);
    model.says({ sentences: [{ number: 7, events: [] }] });
    expect((await opinion.read(ARTICLE)).reports).toMatchObject([SIGNED_REPORT, WEAK_REPORT]);
  });

  it('send no article that is too long', async () => {
    const opinion = await opinionOf(api);
    const extraction = await opinion.read({ ...ARTICLE, text: `${ARTICLE.text} ${'word '.repeat(25_000)}` });
    expect(extraction.opinion).toMatchObject({ outcome: 'unanswered', reason: 'article-too-long' });
    expect(model.receiver.received).toEqual([]);
  });

  it('doubt a system that the article does not name', async () => {
    const opinion = await opinionOf(api);
    model.says({
      events: [
        { ...PAYMENT, system: 'Leopard 2' },
        { ...PAYMENT, system: 'k-2' },
      ],
    });
    const { reports } = await opinion.read(ARTICLE);
    const byModel = reports.filter(({ explanation }) => explanation.secondOpinion.voice === 'model');
    expect(Object.fromEntries(byModel.map(({ deal, confidence }) => [deal.system, confidence]))).toEqual({
      'Leopard 2': 0.4,
      'k-2': 0.6,
    });
  });
});

describe('the questions', () => {
  it('ask OpenAI’s API by a bearer key for a strict JSON schema', async () => {
    const opinion = await opinionOf('openai');
    await opinion.read(ARTICLE);
    expect(model.receiver.received[0]).toMatchObject({
      path: '/chat/completions',
      headers: { authorization: `Bearer ${KEY}` },
    });
    expect(model.questions()[0]).toMatchObject({
      model: 'some/model-1',
      max_tokens: 16_000,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'events', strict: true, schema: { type: 'object' } },
      },
    });
  });

  it('ask Anthropic’s API by its own headers for structured output', async () => {
    const opinion = await opinionOf('anthropic');
    await opinion.read(ARTICLE);
    expect(model.receiver.received[0]).toMatchObject({
      path: '/v1/messages',
      headers: { 'x-api-key': KEY, 'anthropic-version': '2023-06-01' },
    });
    expect(model.questions()[0]).toMatchObject({
      model: 'some/model-1',
      max_tokens: 16_000,
      system: [{ type: 'text', cache_control: { type: 'ephemeral' } }],
      output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
    });
  });

  it.each([
    ['https://api.openai.com/v1', 'max_completion_tokens'],
    ['https://mine.openai.azure.com/openai/v1', 'max_completion_tokens'],
    ['https://openai.com.example/v1', 'max_tokens'],
    ['http://127.0.0.1:8000/v1', 'max_tokens'],
  ])('limit the answer at %s by %s', (url, name) => {
    const question = { system: '', user: '', schema: {}, maxOutputTokens: 7 };
    expect(openai(url).body('m', question)).toHaveProperty(name, 7);
  });

  it('carry no key where there is none', async () => {
    const opinion = await opinionOf('openai', { key: null });
    await opinion.read(ARTICLE);
    expect(model.receiver.received[0]?.headers).not.toHaveProperty('authorization');
  });
});
