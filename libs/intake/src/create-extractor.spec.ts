import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import { type ArticleEvent, type ArticleId, articleStream } from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { EXTRACTOR } from '@dealwatch/extraction';
import { findArticle, findExplanations } from '@dealwatch/read-models';
import { unansweredName } from '@dealwatch/second-opinion';
import {
  answerWith,
  createTestDatabase,
  type FakeModel,
  postArticle,
  readLabelledArticles,
  startFakeModel,
  type TestDatabase,
} from '@dealwatch/testing';
import { type ComposedExtractor, createExtractor } from './create-extractor';
import { extractArticle } from './extract-article';
import { type RereadArticle, rereadArticles } from './reread-articles';

const NAME = `${EXTRACTOR}+llm:m-1@prompt-1`;
let owned: TestDatabase;
let database: Database;
let store: EventStore;
let model: FakeModel;
let composed: ComposedExtractor;
let articleId: ArticleId;

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

const create = () => {
  const limits = { timeoutMs: 5_000, retries: 0, spendLimit: 1e9, concurrency: 2 };
  const asked = { api: 'openai', url: model.url, model: 'm-1', key: 'sk-very-secret', scope: 'articles' } as const;
  return createExtractor({ ...asked, ...limits }, () => undefined);
};

beforeEach(async () => {
  const [sample] = readLabelledArticles();
  if (!sample) throw new Error('no samples');
  const { id: _, events: __, ...article } = sample;
  const text = `${article.text} ${Math.random()}`;
  articleId = await postArticle(database.kysely, store, { ...article, text, url: null });
  model = await startFakeModel('openai');
  model.says({ events: [] });
  composed = create();
});
afterEach(async () => {
  await composed.close();
  await model.close();
});

const intake = () => ({
  db: database.kysely,
  store,
  extractor: composed.extractor,
  rules: { reviewThreshold: 0.3 },
});
const execute = () => extractArticle(intake(), articleId);
const extracted = async () => {
  const events = await store.readStream<ArticleEvent>(articleStream(articleId));
  return events.flatMap((event) => (event.type === 'ArticleExtracted' ? [event.data] : []));
};
const names = async () => (await extracted()).map(({ extractor }) => extractor);
const fail = () => {
  model.receiver.answer = answerWith(500, {}, 'sk-very-secret');
};
/** Resolves when the model is asked, and lets it keep silent. */
const silent = () =>
  new Promise<void>((resolve) => {
    model.receiver.answer = () => resolve();
  });

describe('an article with a second opinion', () => {
  it('is recorded under both names, and never asked about again', async () => {
    const { toRecord } = await execute();
    model.says({ events: ['another answer'] });
    expect(await execute()).toEqual({ toRecord });
    expect(model.receiver.received).toHaveLength(1);
    expect(composed.name).toBe(NAME);
    expect(await names()).toEqual([NAME]);
    expect(await findArticle(database.kysely, articleId)).toMatchObject({ extractor: NAME, state: 'extracted' });
  });

  it('keeps no word of the model or of the text in the log, and the notes beside the text', async () => {
    await execute();
    const [data] = await extracted();
    expect(data?.reports.length).toBeGreaterThan(0);
    for (const report of data?.reports ?? []) expect(report).not.toHaveProperty('explanation');
    const [explanation] = Object.values(await findExplanations(database.kysely, articleId, NAME));
    expect(explanation).toMatchObject({ secondOpinion: { voice: 'rules' } });
  });

  it('is recorded as the rules read it where no answer comes, under a name that says so', async () => {
    fail();
    await execute();
    expect(await names()).toEqual([unansweredName(NAME)]);
  });

  it('stays due when the worker stops before the answer', async () => {
    const asked = silent();
    const stopped = expect(execute()).rejects.toThrow('stopped');
    await asked;
    await composed.close();
    await stopped;
    expect(await extracted()).toEqual([]);
    expect(await findArticle(database.kysely, articleId)).toMatchObject({ state: 'received' });
  });
});

describe('reading again with a second opinion', () => {
  const reread = async (settled: readonly string[]) => {
    const outcomes: RereadArticle['outcome'][] = [];
    const options = { settled, articleIds: [articleId], limit: null, dryRun: false };
    for await (const { outcome } of rereadArticles(intake(), options)) outcomes.push(outcome);
    return outcomes;
  };
  const readByRules = () =>
    extractArticle({ ...intake(), extractor: createExtractor(null, () => undefined).extractor }, articleId);

  it('takes an article that the rules alone have read, once', async () => {
    await readByRules();
    expect(await reread([composed.name])).toEqual(['read']);
    expect(await reread([composed.name])).toEqual([]);
    expect(model.receiver.received).toHaveLength(1);
    expect(await names()).toEqual([EXTRACTOR, NAME]);
  });

  it('takes an unanswered article only where that name is not settled, and asks until an answer comes', async () => {
    fail();
    await execute();
    const settled = [composed.name, unansweredName(composed.name)];
    expect(await reread(settled)).toEqual(['finished']); // read, and not recorded yet
    expect(await reread(settled)).toEqual([]);
    expect(await reread([composed.name])).toEqual(['read']);
    expect(await names()).toEqual([unansweredName(NAME)]); // still no answer: the same reading adds nothing
    await composed.close();
    composed = create(); // a pause after failures ends with the process
    model.says({ events: [] });
    expect(await reread([composed.name])).toEqual(['read']);
    expect(await names()).toEqual([unansweredName(NAME), NAME]);
  });

  it('leaves an answered reading in its place where no answer comes this time', async () => {
    await execute();
    fail();
    expect(await reread([])).toEqual(['unanswered']);
    expect(await names()).toEqual([NAME]);
    expect(await findArticle(database.kysely, articleId)).toMatchObject({ extractor: NAME, state: 'recorded' });
  });

  it('ends without a trace when it is stopped before the answer', async () => {
    await readByRules();
    const asked = silent();
    const stopped = expect(reread([composed.name])).rejects.toThrow('stopped');
    await asked;
    await composed.close();
    await stopped;
    expect(await names()).toEqual([EXTRACTOR]);
  });
});

describe('an extractor without a model', () => {
  it('is the rules alone', () => {
    const { name, extractor } = createExtractor(null, () => undefined);
    const article = { text: 'Poland bought tanks.', title: null, publishedOn: '2024-06-12' as never };
    expect(extractor(article)).toMatchObject({ extractor: EXTRACTOR });
    expect(name).toBe(EXTRACTOR);
  });
});
