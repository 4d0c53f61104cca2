import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import type { DealId } from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { advanceProjectedVersion, findDeal, loadHistory } from '@dealwatch/read-models';
import {
  createTestDatabase,
  labelExtractor,
  postArticle,
  readLabelledArticles,
  type TestDatabase,
} from '@dealwatch/testing';
import { createEndpoint } from '@dealwatch/webhooks';
import { ExtractArticle, ExtractArticleHandler } from '../extract/extract-article.handler';
import { RecordArticle, RecordArticleHandler } from '../record/record-article.handler';
import { ProjectDeal, ProjectDealHandler } from './project-deal.handler';

const DEAL = 'in-ph-brahmos' as DealId;
const everything = { knownBy: null, recordedBy: null };
const clock = () => new Date('2026-01-01T00:00:00Z');

let owned: TestDatabase;
let database: Database;
let store: EventStore;

beforeEach(async () => {
  owned = await createTestDatabase();
  database = createDatabase(owned.connectionString, { role: APP_ROLE });
  store = createPostgresEventStore({ db: database.kysely, connectionString: owned.connectionString, role: APP_ROLE });
  const articles = readLabelledArticles();
  const extract = new ExtractArticleHandler(database.kysely, store, labelExtractor(articles));
  const record = new RecordArticleHandler(database.kysely, store, { reviewThreshold: 0 });
  for (const { id: _, events, ...article } of articles.filter(({ events }) =>
    events.some(({ deal }) => deal.system === 'BrahMos'),
  )) {
    expect(events.length).toBeGreaterThan(0);
    const articleId = await postArticle(database.kysely, store, article);
    await extract.execute(new ExtractArticle(articleId));
    await record.execute(new RecordArticle(articleId));
  }
});
afterEach(async () => {
  await store.close();
  await database.destroy();
  await owned.drop();
});

const project = (through: EventStore, version: number) =>
  new ProjectDealHandler(database.kysely, through, clock).execute(new ProjectDeal(DEAL, version));
const versions = async () => {
  const deal = await findDeal(database.kysely, DEAL);
  return [deal?.projectedVersion, deal?.headVersion];
};
const subscribe = () =>
  createEndpoint(
    database.kysely,
    { url: 'http://127.0.0.1:9/', description: '', messageTypes: [], eventTypes: [], deals: [], enabled: true },
    clock(),
  );
const messages = async () =>
  await database.kysely.selectFrom('webhook_message').select(['type', 'deal_version']).orderBy('type').execute();

describe('the projection of a deal', () => {
  it('goes to the head, whatever version it was asked for', async () => {
    await project(store, 2);
    const [projected, head] = await versions();
    expect(projected).toBe(head);
    expect(await loadHistory(database.kysely, DEAL, everything)).toHaveLength((head ?? 0) - 1); // all but DealOpened
  });

  it('looks again when another projection was faster but did not get as far', async () => {
    let raced = false;
    const racing: EventStore = {
      ...store,
      readStream: async (stream, options) => {
        const events = await store.readStream(stream, options);
        if (!raced) await advanceProjectedVersion(database.kysely, DEAL, 0, 1);
        raced = true;
        return events as never;
      },
    };
    const [, head] = await versions();
    await project(racing, head ?? 0);
    expect(await versions()).toEqual([head, head]);
    expect(await loadHistory(database.kysely, DEAL, everything)).toHaveLength((head ?? 0) - 1);
  });

  it('tells each report once and the change of status, to whoever subscribed', async () => {
    await subscribe();
    const [, head] = await versions();
    await project(store, head ?? 0);
    const told = await messages();
    expect(told.filter(({ type }) => type !== 'deal.status.changed')).toHaveLength((head ?? 0) - 1);
    expect(told.filter(({ type }) => type === 'deal.status.changed')).toEqual([
      { type: 'deal.status.changed', deal_version: head },
    ]);
    await project(store, head ?? 0);
    expect(await messages()).toEqual(told);
  });

  it('makes no messages where nobody subscribed', async () => {
    await project(store, 2);
    expect(await messages()).toEqual([]);
  });
});
