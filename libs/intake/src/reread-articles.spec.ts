import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { ArticleId, ExtractedReport } from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { findArticle, findExplanations } from '@dealwatch/read-models';
import {
  createTestDatabase,
  postArticle,
  readLabelledArticles,
  reportsOf,
  type TestDatabase,
} from '@dealwatch/testing';
import { extractArticle } from './extract-article';
import type { ExplainedReport, Extractor, Intake } from './intake';
import { recordArticle } from './record-article';
import { countRereads, type RereadArticle, type RereadOptions, rereadArticles } from './reread-articles';

const ARTICLES = readLabelledArticles().slice(0, 6);
const BY_TEXT = new Map(ARTICLES.map((article) => [article.text, reportsOf(article)]));

type Change = (reports: readonly ExtractedReport[]) => readonly ExplainedReport[];

/** An extractor that reads the labels, changed in some way. */
const reader =
  (extractor: string, change: Change): Extractor =>
  ({ text }) => ({ extractor, reports: change(BY_TEXT.get(text) ?? []) });

const OLD = 'labels@1.0.0';
const NEW = 'labels@2.0.0';
/** Reads the first report of each article less surely, drops the second, and gives reasons. */
const changed: Change = ([first, , ...rest]) => [
  ...(first ? [{ ...first, confidence: 0.5, explanation: { trigger: 'a word of the text' } }] : []),
  ...rest,
];

let owned: TestDatabase;
let database: Database;
let store: EventStore;
let articleIds: ArticleId[];

beforeEach(async () => {
  owned = await createTestDatabase();
  database = createDatabase(owned.connectionString, { role: APP_ROLE });
  store = createPostgresEventStore({ db: database.kysely, connectionString: owned.connectionString, role: APP_ROLE });
  articleIds = [];
  for (const { id: _, events: __, ...article } of ARTICLES)
    articleIds.push(await postArticle(database.kysely, store, article));
  const first = intake(reader(OLD, (reports) => reports));
  for (const articleId of articleIds) {
    await extractArticle(first, articleId);
    await recordArticle(first, articleId);
  }
});
afterEach(async () => {
  await store.close();
  await database.destroy();
  await owned.drop();
});

const intake = (extractor: Extractor, through: EventStore = store): Intake => ({
  db: database.kysely,
  store: through,
  extractor,
  rules: { reviewThreshold: 0.3 },
});
const again = (options: Partial<RereadOptions> = {}): RereadOptions => {
  return { settled: [NEW], articleIds: null, limit: null, dryRun: false, ...options };
};
const run = async (extractor: Extractor, options: Partial<RereadOptions> = {}, through: EventStore = store) => {
  const done: RereadArticle[] = [];
  for await (const article of rereadArticles(intake(extractor, through), again(options))) done.push(article);
  return done;
};
/** How many events of each type the log holds. */
const logged = async () => {
  const events = await database.kysely.selectFrom('es.events').select(['type', 'stream']).execute();
  const of = (type: string) => events.filter((event) => event.type === type).length;
  const [read, revised, superseded] = ['ArticleExtracted', 'ReportRevised', 'ReportSuperseded'].map(of);
  return { all: events.length, read, revised, superseded };
};
const second = reader(NEW, changed);
const withSecondReport = ARTICLES.filter(({ events }) => events.length > 1).length;
const withReports = ARTICLES.filter(({ events }) => events.length > 0).length;

describe('reading stored articles again', () => {
  it('appends one reading an article, and corrects what it changes in the deals', async () => {
    const before = await logged();
    const done = await run(second);
    expect(done.map(({ outcome }) => outcome)).toEqual(ARTICLES.map(() => 'read'));
    expect(await logged()).toEqual({
      all: before.all + ARTICLES.length + withReports + withSecondReport,
      read: 2 * ARTICLES.length,
      revised: withReports,
      superseded: withSecondReport,
    });
    for (const articleId of articleIds)
      expect(await findArticle(database.kysely, articleId)).toMatchObject({ state: 'recorded', extractor: NEW });
  });

  it('finds nothing left to do the second time, and changes nothing where every article is read again', async () => {
    await run(second);
    const once = await logged();
    expect(await run(second)).toEqual([]);
    expect((await run(second, { settled: [] })).flatMap(({ changes }) => changes)).toEqual([]);
    expect(await logged()).toEqual(once);
  });

  it('only compares in a dry run', async () => {
    const before = await logged();
    const dry = await run(second, { dryRun: true });
    expect(await logged()).toEqual(before);
    expect(dry).toEqual(await run(second));
    const kinds = dry.flatMap(({ changes }) => changes).map(({ after }) => (after ? 'changed' : 'withdrawn'));
    expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(withReports);
    expect(kinds.filter((kind) => kind === 'withdrawn')).toHaveLength(withSecondReport);
  });

  it('goes on where it was broken off', async () => {
    expect(await run(second, { limit: 2 })).toHaveLength(2);
    expect(await countRereads(intake(second), again())).toBe(ARTICLES.length - 2);
    expect(await run(second)).toHaveLength(ARTICLES.length - 2);
  });

  it('comes to the same log wherever it dies, and an article that was read but not recorded is finished', async () => {
    let deaths = 0;
    let appended = false;
    const dying: EventStore = {
      ...store,
      append: async (...asked) => {
        const result = await store.append(...asked);
        appended = result.status === 'appended';
        return result;
      },
      touch: () => {
        if (!appended) return;
        appended = false;
        deaths += 1;
        throw new Error('killed');
      },
    };
    while ((await countRereads(intake(second), again())) > 0)
      await run(second, {}, dying).catch((error: Error) => expect(error.message).toBe('killed'));
    expect(deaths).toBeGreaterThan(ARTICLES.length);
    expect(await logged()).toMatchObject({
      read: 2 * ARTICLES.length,
      revised: withReports,
      superseded: withSecondReport,
    });
  });

  it('has one effect where several run at once', async () => {
    await Promise.all([run(second), run(second), run(second)]);
    expect(await logged()).toMatchObject({
      read: 2 * ARTICLES.length,
      revised: withReports,
      superseded: withSecondReport,
    });
  });

  it('takes only the articles that are named', async () => {
    const [, named] = articleIds as [ArticleId, ArticleId];
    expect(await run(second, { articleIds: [named] })).toMatchObject([{ articleId: named, outcome: 'read' }]);
  });

  it('brings everything back when the former version comes back', async () => {
    const events = (await logged()).all;
    await run(second);
    await run(
      reader(OLD, (reports) => reports),
      { settled: [OLD] },
    );
    const corrections = withReports + withSecondReport;
    expect((await logged()).all).toBe(events + 2 * (ARTICLES.length + corrections));
  });

  it('passes over an erased text, and over one that the extractor fails on', async () => {
    const [erased, broken] = articleIds as [ArticleId, ArticleId];
    await database.kysely.deleteFrom('article_text').where('article_id', '=', erased).execute();
    const failing: Extractor = (article) => {
      if (article.text === ARTICLES[1]?.text) throw new TypeError('no such word');
      return second(article);
    };
    const done = await run(failing);
    expect(done.find(({ articleId }) => articleId === erased)?.outcome).toBe('erased');
    expect(done.find(({ articleId }) => articleId === broken)).toMatchObject({
      outcome: 'failed',
      problem: 'no such word',
    });
    expect(done.filter(({ outcome }) => outcome === 'read')).toHaveLength(ARTICLES.length - 2);
  });

  it('keeps the reasons of each version beside the text, and they go with it', async () => {
    await run(second);
    const [articleId] = articleIds as [ArticleId];
    expect(Object.values(await findExplanations(database.kysely, articleId, NEW))).toEqual([
      { trigger: 'a word of the text' },
    ]);
    expect(await findExplanations(database.kysely, articleId, OLD)).toEqual({});
    await database.kysely.deleteFrom('article_text').where('article_id', '=', articleId).execute();
    expect(await findExplanations(database.kysely, articleId, NEW)).toEqual({});
  });
});

describe('a worker that records an older reading', () => {
  it('adds nothing of it once the article was read again', async () => {
    let raced = false;
    const slow: EventStore = {
      ...store,
      readVersion: async (...asked) => {
        if (!raced) {
          raced = true; // while the worker decides, the article is read and recorded a third time
          await run(
            reader('labels@3.0.0', () => []),
            { settled: ['labels@3.0.0'] },
          );
        }
        return store.readVersion(...asked);
      },
    };
    const [articleId] = articleIds as [ArticleId];
    await run(second, { articleIds: [articleId] }, slow);
    expect(await findArticle(database.kysely, articleId)).toMatchObject({
      extractor: 'labels@3.0.0',
      state: 'recorded',
    });
    const { superseded, revised } = await logged();
    expect(superseded).toBe(ARTICLES.reduce((sum, { events }) => sum + events.length, 0));
    expect(revised).toBe(0);
  });
});
