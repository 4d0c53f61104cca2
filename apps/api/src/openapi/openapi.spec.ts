import { readLabelledArticles } from '@dealwatch/testing';
import type { z } from 'zod';
import { ArticleReceipt, ArticleView } from '../articles/article.dto';
import { DealPage, DealStatus, DealView, TimelinePage } from '../deals/status.dto';
import { EventView, FeedPage } from '../events/event-view.dto';
import { postRecorded } from '../recorded-samples.contract';
import { type StartedApi, startApi } from '../started-api.contract';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}

describe('the description of the API', () => {
  let api: StartedApi;
  let articleId: string;
  let text: string;
  let document: {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    webhooks: object;
    components: { schemas: object };
  };
  beforeAll(async () => {
    api = await startApi();
    for (const article of readLabelledArticles().slice(0, 7)) articleId = await postRecorded(api, article);
    text = (await api.get('/docs/openapi.json')).body;
    document = JSON.parse(text);
  });
  afterAll(() => api.stop());

  const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

  it('is OpenAPI 3.1 and tells of every route and every outgoing message', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/articles', '/v1/articles/bulk', '/v1/deals/{id}/status', '/v1/events', '/readyz']),
    );
    expect(Object.keys(document.webhooks)).toContain('deal.status.changed');
  });

  it('refers to nothing that it does not hold', () => {
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name as string);
    expect(names.length).toBeGreaterThan(20);
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names));
  });

  it('names each operation once', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells for every route of /v1 which problems it answers with', () => {
    const v1 = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'));
    for (const [, path] of v1) {
      for (const { responses } of Object.values(path)) {
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['500', '503']));
        expect(Object.keys(responses['500']?.content ?? {})).toEqual(['application/problem+json']);
      }
    }
  });

  it('is shown as a page', async () => {
    const page = await api.get('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Dealwatch API');
    expect((await api.get('/docs/swagger-ui-bundle.js')).statusCode).toBe(200);
    const root = await api.get('/');
    expect([root.statusCode, root.headers.location]).toEqual([302, '/docs']);
  });

  it.each<[string, () => string, z.ZodType]>([
    ['an article', () => `/v1/articles/${articleId}`, ArticleView],
    ['deals', () => '/v1/deals?limit=1', DealPage],
    ['a deal', () => '/v1/deals/ru-tr-s-400', DealView],
    ['a status', () => '/v1/deals/ru-tr-s-400/status', DealStatus],
    ['a status of the past', () => '/v1/deals/ru-tr-s-400/status?asOf=2019-12-14&knownBy=2019-12-14', DealStatus],
    ['a timeline', () => '/v1/deals/ru-tr-s-400/timeline', TimelinePage],
    ['the log', () => '/v1/events?limit=1000', FeedPage],
  ])('holds for %s, to the last field', async (_, url, schema) => {
    const answer = (await api.get(url())).json();
    expect(schema.parse(answer)).toEqual(answer);
  });

  it('holds for an event and for a receipt, to the last field', async () => {
    const { items } = (await api.get('/v1/events?kind=event&limit=1')).json();
    const event = (await api.get(`/v1/events/${items[0].id}`)).json();
    expect(EventView.parse(event)).toEqual(event);
    const receipt = (await api.post({ text: 'The navy ordered a boat.', publishedOn: '2020-01-01' })).json();
    expect(ArticleReceipt.parse(receipt)).toEqual(receipt);
  });
});
