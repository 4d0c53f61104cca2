import type { DealId, Instant } from '@dealwatch/domain';
import { readLabelledArticles } from '@dealwatch/testing';
import { messageIdOf, planMessages } from '@dealwatch/webhooks';
import Ajv from 'ajv/dist/2020';
import type { InjectOptions } from 'fastify';
import { postRecorded } from '../recorded-samples.contract';
import { type StartedApi, startApi } from '../started-api.contract';

type Contents = Record<string, { readonly schema: object }>;
interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly content?: Contents }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: object;
}

const PLAIN = { text: 'The navy ordered a boat.', publishedOn: '2020-01-01' };
const MESSAGE = messageIdOf('deal.event.recorded', 1);
const MESSAGES = '/v1/webhooks/messages';
const ENDPOINTS = '/v1/webhooks/endpoints';
const HOOK = { url: 'http://127.0.0.1:9/hooks' };

/** Reads answers as a caller does who has nothing but the published description. */
describe('the published description', () => {
  let api: StartedApi;
  let document: Document;
  const ids: Record<string, string> = {};
  const checked = new Set<string>();

  beforeAll(async () => {
    api = await startApi();
    for (const article of readLabelledArticles().slice(0, 3)) ids.article = await postRecorded(api, article);
    document = (await api.get('/docs/openapi.json')).json();
    ids.event = (await api.get('/v1/events?kind=event')).json().items[0].id;
    ids.plain = (await api.post(PLAIN)).json().id;
    for (const name of ['endpoint', 'dropped'])
      ids[name] = (await api.inject({ method: 'POST', url: ENDPOINTS, payload: HOOK })).json().id;
    const { db } = api.parts;
    await db.transaction().execute((trx) => planMessages(trx, [message(1), message(2)]));
    await db
      .updateTable('webhook_endpoint')
      .set({ enabled: false, disabled_reason: 'gone' })
      .where('id', '=', ids.dropped ?? '')
      .execute();
  });
  afterAll(() => api.stop());

  const problemsOf = (schema: object | undefined, answer: unknown) => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    ajv.validate({ ...schema, components: document.components }, answer);
    return ajv.errors ?? [];
  };
  const operationOf = (method: string, path: string) => document.paths[path]?.[method.toLowerCase()] as Operation;
  const filled = (path: string) => path.replace(/<(\w+)>/, (_, name: string) => ids[name] ?? '');

  it.each<[string, string, InjectOptions]>([
    ['/livez', '/livez', {}],
    ['/readyz', '/readyz', {}],
    ['/v1/articles', '/v1/articles', { method: 'POST', payload: PLAIN }],
    ['/v1/articles/{id}', '/v1/articles/<article>', {}],
    ['/v1/articles/{id}', '/v1/articles/<plain>', {}],
    ['/v1/articles/{id}', '/v1/articles/none', {}],
    ['/v1/deals', '/v1/deals?limit=1', {}],
    ['/v1/deals', '/v1/deals', {}],
    ['/v1/deals/{id}', '/v1/deals/ru-tr-s-400', {}],
    ['/v1/deals/{id}/status', '/v1/deals/ru-tr-s-400/status', {}],
    ['/v1/deals/{id}/status', '/v1/deals/ru-tr-s-400/status?asOf=2018-01-01&knownBy=2018-01-01', {}],
    ['/v1/deals/{id}/timeline', '/v1/deals/ru-tr-s-400/timeline?limit=1', {}],
    ['/v1/deals/{id}/timeline', '/v1/deals/ru-tr-s-400/timeline?limit=500', {}],
    ['/v1/deals/{id}/timeline', '/v1/deals/ru-tr-s-400/timeline?limit=0', {}],
    ['/v1/events', '/v1/events?limit=1000', {}],
    ['/v1/events/{id}', '/v1/events/<event>', {}],
    [ENDPOINTS, ENDPOINTS, { method: 'POST', payload: HOOK }],
    [ENDPOINTS, ENDPOINTS, { method: 'POST', payload: {} }],
    [ENDPOINTS, `${ENDPOINTS}?limit=1`, {}],
    [ENDPOINTS, `${ENDPOINTS}?limit=500`, {}],
    [`${ENDPOINTS}/{id}`, `${ENDPOINTS}/<endpoint>`, {}],
    [`${ENDPOINTS}/{id}`, `${ENDPOINTS}/<dropped>`, {}],
    [`${ENDPOINTS}/{id}`, `${ENDPOINTS}/<endpoint>`, { method: 'PATCH', payload: { description: 'desk' } }],
    [`${ENDPOINTS}/{id}/secret`, `${ENDPOINTS}/<endpoint>/secret`, {}],
    [`${ENDPOINTS}/{id}/test`, `${ENDPOINTS}/<endpoint>/test`, { method: 'POST' }],
    [MESSAGES, `${MESSAGES}?limit=1`, {}],
    [MESSAGES, `${MESSAGES}?limit=500`, {}],
    [`${MESSAGES}/{id}`, `${MESSAGES}/${MESSAGE}`, {}],
    [`${MESSAGES}/{id}/attempts`, `${MESSAGES}/${MESSAGE}/attempts`, {}],
    [`${MESSAGES}/{id}/replay`, `${MESSAGES}/${MESSAGE}/replay`, { method: 'POST' }],
  ])('tells the truth of %s: %s %j', async (path, url, options) => {
    const answer = await api.inject({ method: 'GET', ...options, url: filled(url) });
    const { operationId, responses } = operationOf(options.method ?? 'GET', path);
    const [type = ''] = String(answer.headers['content-type']).split(';');
    const schema = responses[answer.statusCode]?.content?.[type]?.schema;
    expect(schema).toBeDefined();
    expect(problemsOf(schema, answer.json())).toEqual([]);
    checked.add(operationId);
  });

  it('is held against every route that answers with JSON', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const inJson = operations.filter(({ responses }) =>
      Object.entries(responses).some(
        ([status, { content }]) => status.startsWith('2') && content?.['application/json'],
      ),
    );
    expect([...checked].sort()).toEqual(inJson.map(({ operationId }) => operationId).sort());
  });

  it('would have found a text that is told as a list', () => {
    const told = { type: 'object', properties: { title: { type: 'array', items: { type: 'string' } } } };
    expect(problemsOf(told, { title: 'Boats' })).toHaveLength(1);
  });
});

function message(number: number) {
  return {
    id: messageIdOf('deal.event.recorded', number),
    type: 'deal.event.recorded' as const,
    timestamp: '2026-01-01T00:00:00.000Z' as Instant,
    dealId: 'ru-tr-s-400' as DealId,
    dealVersion: number,
    eventTypes: ['OfferMade' as const],
    data: { note: number },
    ...(number === 1 ? { position: 17 } : {}),
  };
}
