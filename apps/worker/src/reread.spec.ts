import { APP_ROLE, createDatabase, type Database } from '@dealwatch/database';
import {
  type ArticleId,
  type Day,
  type DealId,
  type ExtractedReport,
  type Instant,
  statusAt,
  textHashOf,
} from '@dealwatch/domain';
import { createPostgresEventStore, type EventStore } from '@dealwatch/event-store';
import { type Extractor, rereadArticles } from '@dealwatch/intake';
import { dueArticles, dueDeals, findDeal, loadHistory } from '@dealwatch/read-models';
import { createTestDatabase, postArticle, type TestDatabase, toldMentions } from '@dealwatch/testing';
import { createEndpoint } from '@dealwatch/webhooks';
import { CommandBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { ExtractArticle } from './extract/extract-article.handler';
import { ProjectDeal } from './project/project-deal.handler';
import { RecordArticle } from './record/record-article.handler';
import { WorkerModule } from './worker.module';

const DEAL = 'aa-bb-system-x' as DealId;
const KEY = { supplier: 'AA', recipient: 'BB', system: 'System X' };
const FIRST = 'A contract for System X was signed in March, and its delivery has begun.';
const LATER = 'The contract for System X was signed in March 2024, a ministry said.';

const [signed, delivered] = toldMentions([
  { on: '2024-03-20', events: ['ContractSigned 2024-03', 'DeliveryStarted 2024-03'] },
]).map(({ report }) => report) as [ExtractedReport, ExtractedReport];

/** An extractor that knows what each text says. */
const knows =
  (extractor: string, reports: Readonly<Record<string, readonly ExtractedReport[]>>): Extractor =>
  ({ text }) => ({ extractor, reports: reports[text] ?? [] });

const rules = { reviewThreshold: 0.3 };
const clock = () => new Date('2026-01-01T00:00:00Z');

let owned: TestDatabase;
let database: Database;
let store: EventStore;
let worker: TestingModule;
/** What the workers read by. */
let current: Extractor;

beforeEach(async () => {
  owned = await createTestDatabase();
  database = createDatabase(owned.connectionString, { role: APP_ROLE });
  const db = database.kysely;
  store = createPostgresEventStore({ db, connectionString: owned.connectionString, role: APP_ROLE });
  const parts = { db, store, extractor: (article: Parameters<Extractor>[0]) => current(article), rules, clock };
  worker = await Test.createTestingModule({ imports: [WorkerModule.with(parts)] }).compile();
  await worker.init();
  const endpoint = { url: 'http://127.0.0.1:9/', description: '', messageTypes: [], eventTypes: [], deals: [] };
  await createEndpoint(db, { ...endpoint, enabled: true }, clock());
});
afterEach(async () => {
  await worker.close();
  await store.close();
  await database.destroy();
  await owned.drop();
});

const post = (text: string, publishedOn: string, source: string): Promise<ArticleId> =>
  postArticle(database.kysely, store, {
    ...{ url: null, source, title: null, publishedOn: publishedOn as Day, language: 'en', text },
  });

/** What the workers do until nothing is due. */
async function drain(): Promise<void> {
  const commands = worker.get(CommandBus);
  for (;;) {
    const articles = await dueArticles(database.kysely, { graceMs: 0, limit: 10 });
    const deals = await dueDeals(database.kysely, { graceMs: 0, limit: 10 });
    if (articles.length + deals.length === 0) return;
    for (const { articleId, state } of articles)
      await commands.execute(state === 'received' ? new ExtractArticle(articleId) : new RecordArticle(articleId));
    for (const { dealId, version } of deals) await commands.execute(new ProjectDeal(dealId, version));
  }
}

async function reread(extractor: Extractor, version: string): Promise<void> {
  const options = { settled: [version], articleIds: null, limit: null, dryRun: false };
  const intake = { db: database.kysely, store, extractor, rules };
  for await (const { outcome } of rereadArticles(intake, options)) expect(outcome).toBe('read');
}

async function statusBy(times: { knownBy?: string; recordedBy?: Instant } = {}) {
  const { knownBy = null, recordedBy = null } = times;
  const question = { asOf: '2025-01-01' as Day, knownBy: knownBy as Day | null, recordedBy };
  const history = await loadHistory(database.kysely, DEAL, question);
  const { contract, delivery } = statusAt({ id: DEAL, key: KEY }, history, question).strands;
  return { contract: contract?.state, sources: contract?.sources, delivery: delivery?.state };
}

async function messages(): Promise<string[]> {
  const rows = await database.kysely.selectFrom('webhook_message').select(['type', 'body']).orderBy('number').execute();
  return rows.map(({ type, body }) => {
    const { event, changes = [] } = JSON.parse(body).data;
    const strands = changes.map(
      (change: { strand: string; before: { state: string } | null; after: { state: string } | null }) =>
        `${change.strand}: ${change.before?.state ?? '–'} → ${change.after?.state ?? '–'}`,
    );
    return `${type} ${event ? event.type : strands.join(', ')}`;
  });
}

const lastRecord = async (): Promise<Instant> => {
  const row = await database.kysely
    .selectFrom('es.events')
    .select((e) => e.fn.max('recorded_at').as('at'))
    .executeTakeFirstOrThrow();
  return row.at as Instant;
};

describe('a misreading that a newer extractor corrects', () => {
  let misread: Instant;

  beforeEach(async () => {
    current = knows('fake@1.0.0', { [FIRST]: [signed, delivered] });
    await post(FIRST, '2024-03-20', 'Alpha');
    await drain();
    misread = await lastRecord();
    expect(await statusBy()).toEqual({ contract: 'ContractSigned', sources: 1, delivery: 'DeliveryStarted' });
    await reread(knows('fake@2.0.0', { [FIRST]: [signed] }), 'fake@2.0.0');
    await drain();
  });

  it('leaves the status at every knownBy, from its correction on; recordedBy before answers as it did', async () => {
    const corrected = { contract: 'ContractSigned', sources: 1, delivery: undefined };
    expect(await statusBy()).toEqual(corrected);
    expect(await statusBy({ knownBy: '2024-03-20' })).toEqual(corrected);
    const before = { contract: 'ContractSigned', sources: 1, delivery: 'DeliveryStarted' };
    expect(await statusBy({ recordedBy: misread })).toEqual(before);
    expect(await statusBy({ recordedBy: misread, knownBy: '2024-03-20' })).toEqual(before);
  });

  it('is told to subscribers as a change of status, once', async () => {
    const told = [
      'deal.event.recorded ContractSigned',
      'deal.event.recorded DeliveryStarted',
      'deal.status.changed contract: – → ContractSigned, delivery: – → DeliveryStarted',
      'deal.status.changed delivery: DeliveryStarted → –',
    ];
    expect(await messages()).toEqual(told);
    const head = (await findDeal(database.kysely, DEAL))?.headVersion ?? 0;
    await worker.get(CommandBus).execute(new ProjectDeal(DEAL, head));
    expect(await messages()).toEqual(told);
  });

  it('stays corrected when the whole history is projected once more', async () => {
    const history = await loadHistory(database.kysely, DEAL, { knownBy: null, recordedBy: null });
    await database.kysely.deleteFrom('deal_report').execute();
    await database.kysely.updateTable('deal').set({ projected_version: 0, due_at: clock().toISOString() }).execute();
    await drain();
    expect(await loadHistory(database.kysely, DEAL, { knownBy: null, recordedBy: null })).toEqual(history);
    expect(history).toHaveLength(3);
  });

  it('counts again when a later version finds it again, and nobody is told of a new event', async () => {
    await reread(knows('fake@3.0.0', { [FIRST]: [signed, delivered] }), 'fake@3.0.0');
    await drain();
    expect(await statusBy()).toMatchObject({ delivery: 'DeliveryStarted' });
    expect((await messages()).slice(4)).toEqual(['deal.status.changed delivery: – → DeliveryStarted']);
  });
});

describe('a report of too little confidence', () => {
  const weak = { ...signed, confidence: 0.2 };

  beforeEach(async () => {
    current = knows('fake@1.0.0', {
      [FIRST]: [weak],
      [LATER]: [{ ...signed, quoteHash: textHashOf(LATER) }],
    });
    await post(FIRST, '2024-03-20', 'Alpha');
    await drain();
  });

  it('is kept, counts for nothing and is told to nobody', async () => {
    expect(await statusBy()).toEqual({ contract: undefined, sources: undefined, delivery: undefined });
    expect(await messages()).toEqual([]);
    expect(await loadHistory(database.kysely, DEAL, { knownBy: null, recordedBy: null })).toMatchObject([
      { type: 'ContractSigned', report: { held: true } },
    ]);
  });

  it('leaves its event to stand by a later report alone, which is then told as the first', async () => {
    await post(LATER, '2024-04-02', 'Beta');
    await drain();
    expect(await statusBy()).toMatchObject({ contract: 'ContractSigned', sources: 1 });
    expect(await statusBy({ knownBy: '2024-03-31' })).toMatchObject({ contract: undefined });
    expect(await messages()).toEqual([
      'deal.event.recorded ContractSigned',
      'deal.status.changed contract: – → ContractSigned',
    ]);
  });

  it('counts from the reading on that is surer of it', async () => {
    const held = await lastRecord();
    await reread(knows('fake@2.0.0', { [FIRST]: [signed] }), 'fake@2.0.0');
    await drain();
    expect(await statusBy()).toMatchObject({ contract: 'ContractSigned', sources: 1 });
    expect(await statusBy({ recordedBy: held })).toMatchObject({ contract: undefined });
    expect(await messages()).toEqual([
      'deal.event.recorded ContractSigned',
      'deal.status.changed contract: – → ContractSigned',
    ]);
  });
});

describe('near copies of an article that is read again', () => {
  const STORY = Array.from(
    { length: 12 },
    (_, n) => `The ministry said in sentence ${n} that System X is bought.`,
  ).join(' ');
  const COPY = `KIEL (Alpha) — ${STORY}`;
  const [other] = toldMentions([{ on: '2024-03-25', events: ['ContractSigned 2024-03'] }]).map(
    ({ report }) => report,
  ) as [ExtractedReport];
  const weak = { ...signed, confidence: 0.2 };
  const reads = (version: string, story: readonly ExtractedReport[], copy: readonly ExtractedReport[]) =>
    knows(version, { [STORY]: story, [COPY]: copy, [LATER]: [other] });
  const readAnew = async (story: readonly ExtractedReport[], copy: readonly ExtractedReport[]) => {
    await reread(reads('fake@2.0.0', story, copy), 'fake@2.0.0');
    await drain();
  };

  /** An original, its copy a day later, and an article of its own. */
  const read = async (story: readonly ExtractedReport[], copy: readonly ExtractedReport[]) => {
    current = reads('fake@1.0.0', story, copy);
    await post(STORY, '2024-03-20', 'Alpha');
    await drain();
    await post(COPY, '2024-03-21', 'Beta');
    await post(LATER, '2024-03-25', 'Gamma');
    await drain();
  };
  const sources = async (times = {}) => (await statusBy(times)).sources;

  it('count with it as one source, and stand for it when it is taken back', async () => {
    await read([signed], [signed]);
    const misread = await lastRecord();
    expect(await sources()).toBe(2);
    await readAnew([], [signed]);
    expect(await sources()).toBe(2);
    expect(await sources({ knownBy: '2024-03-20' })).toBeUndefined();
    expect(await sources({ knownBy: '2024-03-20', recordedBy: misread })).toBe(1);
    expect(await sources({ recordedBy: misread })).toBe(2);
  });

  it('are one source again when what was taken back returns', async () => {
    await read([signed], [signed]);
    await readAnew([], [signed]);
    await reread(reads('fake@3.0.0', [signed], [signed]), 'fake@3.0.0');
    await drain();
    expect(await sources()).toBe(2);
    expect(await sources({ knownBy: '2024-03-21' })).toBe(1);
  });

  it('are known as such when only a later reading finds the event in them', async () => {
    await read([signed], []);
    expect(await sources()).toBe(2);
    await readAnew([signed], [signed]);
    expect(await loadHistory(database.kysely, DEAL, { knownBy: null, recordedBy: null })).toHaveLength(3);
    expect(await sources()).toBe(2);
  });

  it('stand for a held original, and join it when a later reading is surer', async () => {
    await read([weak], [signed]);
    expect(await sources({ knownBy: '2024-03-20' })).toBeUndefined();
    expect(await sources()).toBe(2);
    await readAnew([signed], [signed]);
    expect(await sources({ knownBy: '2024-03-20' })).toBe(1);
    expect(await sources()).toBe(2);
  });

  it('are compared once: reading them again finds nothing new', async () => {
    await read([signed], [signed]);
    await readAnew([signed], [weak]);
    const found = database.kysely.selectFrom('es.events').select('stream').where('type', '=', 'NearCopiesFound');
    expect(await found.execute()).toHaveLength(1);
    expect(await sources({ knownBy: '2024-03-21' })).toBe(1);
  });
});
