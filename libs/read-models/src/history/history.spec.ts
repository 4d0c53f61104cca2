import type { Day, Instant } from '@dealwatch/domain';
import type { Db } from '../db';
import { raiseDealHead } from '../deals/deal-head';
import { DEAL, KEY, openReadModels, receive, reportNumber } from '../fixtures.contract';
import { loadHistory } from './load-history';
import { addToHistory } from './store-history';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openReadModels());
  await raiseDealHead(db, DEAL, KEY, 1);
});
afterAll(() => close());

const everything = { knownBy: null, recordedBy: null };
const idsOf = async (times: Parameters<typeof loadHistory>[2]) =>
  (await loadHistory(db, DEAL, times)).map(({ position }) => Number(position));

describe("a deal's history", () => {
  it('answers by what was published and recorded by then, in the order of the stream', async () => {
    const article = await receive(db, 1);
    const at = (publishedOn: string, recordedAt: string) => ({ publishedOn, recordedAt });
    const reports = [
      reportNumber(11, article, at('2019-07-12', '2026-01-01T00:00:00.000001Z')),
      reportNumber(12, article, at('2019-07-10', '2026-01-01T00:00:00.000002Z')),
      reportNumber(13, article, at('2019-07-11', '2026-01-02T00:00:00.000000Z')),
    ];
    await addToHistory(
      db,
      DEAL,
      reports.map((recorded, index) => ({ version: index + 2, recorded })),
    );
    expect(await loadHistory(db, DEAL, everything)).toEqual(reports);
    expect(await idsOf({ ...everything, knownBy: '2019-07-11' as Day })).toEqual([12, 13]);
    expect(await idsOf({ ...everything, recordedBy: '2026-01-01T00:00:00.000001Z' as Instant })).toEqual([11]);
    expect(await idsOf({ knownBy: '2019-07-11' as Day, recordedBy: '2026-01-01T12:00:00Z' as Instant })).toEqual([12]);
  });

  it('takes ten thousand reports at once, and the same again with no effect', async () => {
    const article = await receive(db, 2);
    const times = { publishedOn: '2030-01-01', recordedAt: '2030-01-01T00:00:00.000000Z' };
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      version: 100 + index,
      recorded: reportNumber(1_000 + index, article, times),
    }));
    await addToHistory(db, DEAL, many);
    await addToHistory(db, DEAL, many);
    expect(
      (await loadHistory(db, DEAL, everything)).filter(({ report }) => report.article.articleId === article),
    ).toHaveLength(10_000);
  });
});
