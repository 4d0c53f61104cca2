import { createDatabase, type Database } from '@dealwatch/database';
import { dealIdOf } from '@dealwatch/domain';
import type { EventView } from '@dealwatch/read-models';
import { createTestDatabase, statusOf, type TestDatabase, type ToldArticle, told } from '@dealwatch/testing';
import { messagesOf } from './outgoing-messages';

const KEY = { supplier: 'AA', recipient: 'BB', system: 'System X' };
const DAY = '2020-01-01';

interface Told {
  readonly event: EventView;
  readonly reportCount?: number;
  readonly sources?: number;
}

describe('what subscribers hear of reports', () => {
  let owned: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    owned = await createTestDatabase();
    database = createDatabase(owned.connectionString);
  });
  afterAll(async () => {
    await database.destroy();
    await owned.drop();
  });

  /** The messages on the last report of a tale, all others having been projected before. */
  const lastOf = async (...articles: ToldArticle[]): Promise<Told> => {
    const recorded = told(...articles);
    const history = recorded.map((report, index) => ({ version: index + 2, recorded: report }));
    const head = history.length + 1;
    const row = { dealId: dealIdOf(KEY), deal: KEY, headVersion: head, projectedVersion: head - 1 };
    const messages = await messagesOf(database.kysely, {
      deal: { ...row, failedAttempts: 0, problem: null },
      ...{ history, head, before: statusOf(recorded.slice(0, -1), DAY), after: statusOf(recorded, DAY) },
    });
    return messages[0]?.data as unknown as Told;
  };

  const alpha: ToldArticle = { on: '2019-01-05', source: 'Alpha', text: 'One.', events: ['ContractSigned 2019-01'] };

  it('counts a copy as the voice of the original, also where that stands behind another event', async () => {
    const original: ToldArticle = { ...alpha, events: ['ContractSigned 2019-01', 'PaymentMade 2019'] };
    const own: ToldArticle = { on: '2019-01-08', source: 'Alpha', text: 'Two.', events: ['PaymentMade 2018'] };
    const copy: ToldArticle = { on: '2019-01-09', source: 'Beta', text: 'One.', events: ['PaymentMade 2018'] };
    const { event, ...counts } = await lastOf(original, own, copy);
    expect(counts).toEqual({ reportCount: 2, sources: 1 });
    expect(event.reports.map(({ independent }) => independent)).toEqual([false]);
  });

  it('calls a report of a new voice independent, of a known one not', async () => {
    const again: ToldArticle = { ...alpha, on: '2019-01-06', text: 'Two.' };
    expect((await lastOf(alpha, again)).event.reports).toMatchObject([{ independent: false }]);
    const other = await lastOf(alpha, { ...again, source: 'Beta' });
    expect(other).toMatchObject({ sources: 2, event: { reports: [{ independent: true }] } });
  });
});
