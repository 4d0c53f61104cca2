import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import { addDays, type Day, type DealStatus, statusAt } from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { dueArticles, dueDeals, listDeals, loadHistories } from '@dealwatch/read-models';
import {
  createTestDatabase,
  type LabelledArticle,
  labelExtractor,
  postArticle,
  readLabelledArticles,
  type TestDatabase,
} from '@dealwatch/testing';
import { CommandBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { ExtractArticle } from './extract/extract-article.handler';
import { ProjectDeal } from './project/project-deal.handler';
import { RecordArticle } from './record/record-article.handler';
import { WorkerModule } from './worker.module';

const ARTICLES = readLabelledArticles();

/** One system over a database of its own, worked by hand: what is due is done, one piece after the other. */
class Pipeline {
  private constructor(
    readonly database: Database,
    readonly store: EventStore,
    private readonly owned: TestDatabase,
    private readonly module: TestingModule,
  ) {}

  /** `onAppended` runs after each commit that appended; it may throw, and the handler dies there. */
  static async open(onAppended: () => void = () => undefined, articles = ARTICLES): Promise<Pipeline> {
    const owned = await createTestDatabase();
    const database = createDatabase(owned.connectionString, { role: APP_ROLE });
    const plain = createPostgresEventStore({
      db: database.kysely,
      connectionString: owned.connectionString,
      role: APP_ROLE,
    });
    let appended = false;
    const store: EventStore = {
      ...plain,
      append: async (stream, events, options) => {
        const result = await plain.append(stream, events, options);
        appended = result.status === 'appended';
        return result;
      },
      touch: () => {
        if (!appended) return;
        appended = false;
        onAppended();
      },
    };
    const parts = {
      db: database.kysely,
      store,
      extractor: labelExtractor(articles),
      rules: { reviewThreshold: 0 },
      clock: () => new Date('2026-01-01T00:00:00Z'),
    };
    const module = await Test.createTestingModule({ imports: [WorkerModule.with(parts)] }).compile();
    await module.init();
    return new Pipeline(database, store, owned, module);
  }

  get commands(): CommandBus {
    return this.module.get(CommandBus);
  }

  async post(articles: readonly LabelledArticle[]): Promise<void> {
    for (const { id: _, events: __, ...article } of articles)
      await postArticle(this.database.kysely, this.store, article);
  }

  /** Does what is due until nothing is. A crash leaves its piece of work for the next look, as a killed worker does. */
  async drain(): Promise<void> {
    const { commands } = this;
    for (;;) {
      const articles = await dueArticles(this.database.kysely, { graceMs: 0, limit: 100 });
      const deals = await dueDeals(this.database.kysely, { graceMs: 0, limit: 100 });
      if (articles.length + deals.length === 0) return;
      for (const { articleId, state } of articles) {
        await surviving(() =>
          commands.execute(state === 'received' ? new ExtractArticle(articleId) : new RecordArticle(articleId)),
        );
      }
      for (const { dealId, version } of deals)
        await surviving(() => commands.execute(new ProjectDeal(dealId, version)));
    }
  }

  /**
   * The log as far as it does not depend on the moment: how many events each stream holds, and the reports in them with
   * their events. Of two reports of one event either may have come first.
   */
  async log(): Promise<{ streams: Record<string, number>; reports: string[] }> {
    const db = this.database.kysely;
    const streams = await db
      .selectFrom('es.events')
      .select(['stream', (e) => e.fn.max('version').as('version')])
      .groupBy('stream')
      .orderBy('stream')
      .execute();
    const reports = await db.selectFrom('deal_report').select(['event_id', 'report_id']).orderBy('report_id').execute();
    return {
      streams: Object.fromEntries(streams.map(({ stream, version }) => [stream, version])),
      reports: reports.map(({ event_id, report_id }) => `${event_id}/${report_id}`),
    };
  }

  /** What each deal has come to by hindsight. */
  async statuses(): Promise<Record<string, DealStatus>> {
    const times = { asOf: '2026-01-01' as Day, knownBy: null, recordedBy: null };
    const deals = await listDeals(this.database.kysely, {}, { after: null, limit: 100 });
    const histories = await loadHistories(
      this.database.kysely,
      deals.map(({ dealId }) => dealId),
      times,
    );
    return Object.fromEntries(
      deals.map(({ dealId: id, deal: key }) => [id, statusAt({ id, key }, histories.get(id) ?? [], times)]),
    );
  }

  /** What was told of events; how many changes of status were told depends on how the projections fell. */
  async messages(): Promise<string[]> {
    const told = this.database.kysely
      .selectFrom('webhook_message')
      .select('id')
      .where('type', '<>', 'deal.status.changed');
    return (await told.orderBy('id').execute()).map(({ id }) => id);
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.store.close();
    await this.database.destroy();
    await this.owned.drop();
  }
}

class Crash extends Error {}

async function surviving(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}

describe('the way of an article', () => {
  let undisturbed: Pipeline;
  let log: Awaited<ReturnType<Pipeline['log']>>;

  beforeAll(async () => {
    undisturbed = await Pipeline.open();
    await undisturbed.post(ARTICLES);
    await undisturbed.drain();
    log = await undisturbed.log();
  });

  afterAll(() => undisturbed.close());

  it('opens one stream for each article and each deal', () => {
    const streams = Object.keys(log.streams);
    expect(streams.filter((name) => name.startsWith('article:'))).toHaveLength(ARTICLES.length);
    expect(streams).toContain('deal:ru-tr-s-400');
    expect(streams).toContain('deal:in-ph-brahmos');
  });

  it('leaves nothing due', async () => {
    expect(await dueArticles(undisturbed.database.kysely, { graceMs: 0, limit: 1 })).toEqual([]);
    expect(await dueDeals(undisturbed.database.kysely, { graceMs: 0, limit: 1 })).toEqual([]);
  });

  it('keeps every report of every label behind its event', async () => {
    const labels = ARTICLES.flatMap(({ id, events }) =>
      events.map((event) => `${id}:${event.deal.system}:${event.type}`),
    );
    const rows = await undisturbed.database.kysely.selectFrom('deal_report').select('report_id').execute();
    expect(rows).toHaveLength(labels.length);
  });

  it('adds nothing when everything is run again', async () => {
    const messages = await undisturbed.messages();
    const commands = Object.keys(log.streams);
    for (const stream of commands.filter((name) => name.startsWith('article:'))) {
      const articleId = stream.slice('article:'.length);
      await undisturbed.commands.execute(new ExtractArticle(articleId));
      await undisturbed.commands.execute(new RecordArticle(articleId));
    }
    await undisturbed.drain();
    expect(await undisturbed.log()).toEqual(log);
    expect(await undisturbed.messages()).toEqual(messages);
  });

  it('comes to the same statuses whatever the order of the posts', async () => {
    const other = await Pipeline.open();
    try {
      await other.post([...ARTICLES].reverse());
      await other.drain();
      expect(await other.statuses()).toEqual(await undisturbed.statuses());
    } finally {
      await other.close();
    }
  });

  it('holds the same log when the worker dies after each single commit of an append', async () => {
    let deaths = 0;
    const disturbed = await Pipeline.open(() => {
      deaths += 1;
      throw new Crash();
    });
    try {
      await disturbed.post(ARTICLES);
      await disturbed.drain();
      expect(deaths).toBeGreaterThan(ARTICLES.length);
      expect(await disturbed.log()).toEqual(log);
      expect(await disturbed.messages()).toHaveLength((await undisturbed.messages()).length);
    } finally {
      await disturbed.close();
    }
  });
});

describe('near copies', () => {
  const original = ARTICLES.find(({ id }) => id === 'sample-11') as LabelledArticle;
  const printed = (n: number, publishedOn: string, text: string): LabelledArticle => {
    const place = { url: `https://paper-${n}.example/1`, source: `Paper ${n}` };
    return { ...original, ...place, id: `${n}`, publishedOn: publishedOn as Day, text };
  };
  const first = original.publishedOn;
  const editions = [
    printed(1, first, original.text),
    printed(2, addDays(first, 1), `MANILA (Example Wire) — ${original.text}`),
    printed(3, addDays(first, 2), `${original.text}\n\nThe paper has asked the ministry in Delhi for a comment.`),
  ];
  const sourcesOf = (statuses: Record<string, DealStatus>): number[] =>
    Object.values(statuses).flatMap(({ strands }) => Object.values(strands).map(({ sources }) => sources));

  async function worked(articles: readonly LabelledArticle[], drain: (pipeline: Pipeline) => Promise<void>) {
    const pipeline = await Pipeline.open(undefined, editions);
    try {
      await pipeline.post(articles);
      await drain(pipeline);
      return { statuses: await pipeline.statuses(), streams: (await pipeline.log()).streams };
    } finally {
      await pipeline.close();
    }
  }

  it('count as one source, in whatever order they are loaded', async () => {
    const one = await worked(editions, (pipeline) => pipeline.drain());
    const other = await worked([...editions].reverse(), (pipeline) => pipeline.drain());
    expect(new Set(sourcesOf(one.statuses))).toEqual(new Set([1]));
    expect(other.statuses).toEqual(one.statuses);
  });

  it('count as one source when they are compared at the same moment', async () => {
    const { statuses } = await worked(editions, async (pipeline) => {
      const due = await dueArticles(pipeline.database.kysely, { graceMs: 0, limit: 10 });
      await Promise.all(due.map(({ articleId }) => pipeline.commands.execute(new ExtractArticle(articleId))));
      await pipeline.drain();
    });
    expect(new Set(sourcesOf(statuses))).toEqual(new Set([1]));
  });

  it('are in the log once, on the side of whichever was compared later', async () => {
    const { streams } = await worked(editions, (pipeline) => pipeline.drain());
    const received = 1 + 1; // and extracted
    const further = Object.entries(streams).filter(
      ([name, version]) => name.startsWith('article:') && version > received,
    );
    expect(further).toHaveLength(2);
  });
});
