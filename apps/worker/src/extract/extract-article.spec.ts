import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { ArticleEvent } from '@dealwatch/domain';
import { articleStream } from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { EXTRACTOR } from '@dealwatch/extraction';
import { findArticle } from '@dealwatch/read-models';
import {
  answerWith,
  createTestDatabase,
  type FakeModel,
  postArticle,
  readLabelledArticles,
  startFakeModel,
  type TestDatabase,
} from '@dealwatch/testing';
import { createExtractor, type OwnedExtractor } from './create-extractor';
import { ExtractArticle, ExtractArticleHandler } from './extract-article.handler';

const NAME = `${EXTRACTOR}+llm:m-1@prompt-1`;
let owned: TestDatabase;
let database: Database;
let store: EventStore;
let model: FakeModel;
let extractor: OwnedExtractor;
let articleId: string;
const warnings: object[] = [];

beforeAll(async () => {
  owned = await createTestDatabase();
  database = createDatabase(owned.connectionString, { role: APP_ROLE });
  store = createPostgresEventStore({ db: database.kysely, connectionString: owned.connectionString, role: APP_ROLE });
});
afterAll(async () => {
  await store.close();
  await database.destroy();
  await owned.drop();
});

const config = () => ({
  api: 'openai' as const,
  url: model.url,
  model: 'm-1',
  key: 'sk-very-secret',
  scope: 'articles' as const,
  timeoutMs: 5_000,
  retries: 0,
  spendLimit: 1e9,
  concurrency: 2,
});

beforeEach(async () => {
  const [sample] = readLabelledArticles();
  if (!sample) throw new Error('no samples');
  const { id: _, events: __, ...article } = sample;
  articleId = await postArticle(database.kysely, store, {
    ...article,
    text: `${article.text} ${Math.random()}`,
    url: null,
  });
  model = await startFakeModel('openai');
  warnings.length = 0;
  extractor = createExtractor(config(), { warn: (fields) => void warnings.push(fields), debug: () => undefined });
});
afterEach(async () => {
  await extractor.close();
  await model.close();
});

const execute = () =>
  new ExtractArticleHandler(database.kysely, store, extractor.extractor).execute(new ExtractArticle(articleId));
const extracted = async () => {
  const events = await store.readStream<ArticleEvent>(articleStream(articleId as never));
  return events.flatMap((event) => (event.type === 'ArticleExtracted' ? [event.data] : []));
};

describe('an article with a second opinion', () => {
  it('is recorded under both names, and never asked about again', async () => {
    model.says({ events: [] });
    const { toRecord } = await execute();
    model.says({ events: ['another answer'] });
    expect(await execute()).toEqual({ toRecord });
    expect(model.receiver.received).toHaveLength(1);
    expect((await extracted()).map((data) => data.extractor)).toEqual([NAME]);
    expect(await findArticle(database.kysely, articleId)).toMatchObject({ extractor: NAME, state: 'extracted' });
  });

  it('keeps no word of the model or of the text in the log', async () => {
    model.says({ events: [] });
    await execute();
    const [data] = await extracted();
    expect(data?.reports.length).toBeGreaterThan(0);
    for (const report of data?.reports ?? []) expect(report).not.toHaveProperty('explanation');
  });

  it('is recorded as the rules read it where no answer comes, under a name that says so', async () => {
    model.receiver.answer = answerWith(500, {}, 'sk-very-secret');
    await execute();
    expect((await extracted()).map((data) => data.extractor)).toEqual([`${NAME}+unanswered`]);
    expect(warnings).toEqual([{ outcome: 'unanswered', reason: 'status', detail: 'answered 500', tokensToday: 0 }]);
  });

  it('stays due when the worker stops before the answer', async () => {
    const asked = new Promise<void>((resolve) => {
      model.receiver.answer = () => resolve();
    });
    const stopped = expect(execute()).rejects.toThrow('stopped');
    await asked;
    await extractor.close();
    await stopped;
    expect(await extracted()).toEqual([]);
    expect(await findArticle(database.kysely, articleId)).toMatchObject({ state: 'received' });
  });
});

describe('the log of an outage', () => {
  it('is warned of when it begins, not at every article', async () => {
    model.receiver.answer = answerWith(404);
    const article = { text: 'Poland bought tanks.', title: null, publishedOn: '2024-06-12' as never };
    for (let i = 0; i < 3; i += 1) await extractor.extractor(article);
    expect(warnings).toHaveLength(1);
  });
});

describe('an extractor without a model', () => {
  it('is the rules alone', async () => {
    const { extractor: rules } = createExtractor(null, { warn: () => undefined, debug: () => undefined });
    expect(rules({ text: 'Poland bought tanks.', title: null, publishedOn: '2024-06-12' as never })).toMatchObject({
      extractor: EXTRACTOR,
    });
  });
});
