import type { DealId } from '@dealwatch/domain';
import type { Db } from '../db';
import { KEY, openReadModels, secondsUntilDue } from '../fixtures.contract';
import { advanceProjectedVersion, dueDeals, noteDealFailure, raiseDealHead } from './deal-head';
import { findDeal } from './find-deals';

let db: Db;
let close: () => Promise<void>;
let n = 0;

beforeAll(async () => {
  ({ db, close } = await openReadModels());
});
afterAll(() => close());

const newDeal = async (head: number): Promise<DealId> => {
  const id = `ru-tr-deal-${++n}` as DealId;
  await raiseDealHead(db, id, KEY, head);
  return id;
};
const versionsOf = async (id: DealId) => {
  const deal = await findDeal(db, id);
  return [deal?.projectedVersion, deal?.headVersion];
};
const due = async (id: DealId) =>
  (await dueDeals(db, { graceMs: 0, limit: 1_000 })).find(({ dealId }) => dealId === id);

describe("a deal's head and its projection", () => {
  it('is due while its projection is behind, up to the head', async () => {
    const id = await newDeal(3);
    expect(await due(id)).toEqual({ dealId: id, version: 3 });
    expect(await advanceProjectedVersion(db, id, 0, 3)).toBe(true);
    expect(await due(id)).toBeUndefined();
    await raiseDealHead(db, id, KEY, 4);
    expect(await due(id)).toEqual({ dealId: id, version: 4 });
  });

  it('stays due after a projection that did not reach the head', async () => {
    const id = await newDeal(5);
    expect(await advanceProjectedVersion(db, id, 0, 4)).toBe(true);
    expect(await due(id)).toEqual({ dealId: id, version: 5 });
  });

  it('moves for the projection that started from where it stands, for no other', async () => {
    const id = await newDeal(3);
    expect(await advanceProjectedVersion(db, id, 0, 2)).toBe(true);
    expect(await advanceProjectedVersion(db, id, 0, 3)).toBe(false);
    expect(await versionsOf(id)).toEqual([2, 3]);
  });

  it('never lowers a head', async () => {
    const id = await newDeal(7);
    await raiseDealHead(db, id, KEY, 6);
    expect(await versionsOf(id)).toEqual([0, 7]);
  });

  it('keeps a failure, waits longer after each, and forgets them with the next success', async () => {
    const id = await newDeal(2);
    await noteDealFailure(db, id, 'first');
    await noteDealFailure(db, id, 'second');
    expect(Math.round((await secondsUntilDue(db, 'deal', 'deal_id', id)) ?? -1)).toBe(2);
    expect(await findDeal(db, id)).toMatchObject({ failedAttempts: 2, problem: 'second' });
    await advanceProjectedVersion(db, id, 0, 2);
    expect(await findDeal(db, id)).toMatchObject({ failedAttempts: 0, problem: null });
  });
});
