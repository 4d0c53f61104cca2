import type { Db } from '../db';
import { openReadModels, receive, secondsUntilDue } from '../fixtures.contract';
import {
  dueArticles,
  holdReading,
  markExtracted,
  markRecorded,
  markReread,
  noteArticleFailure,
} from './article-progress';
import { findArticle } from './find-article';

let db: Db;
let close: () => Promise<void>;
let n = 0;

beforeAll(async () => {
  ({ db, close } = await openReadModels());
});
afterAll(() => close());

const stateOf = async (id: string) => (await findArticle(db, id))?.state;
const isDue = async (id: string) =>
  (await dueArticles(db, { graceMs: 0, limit: 1_000 })).some(({ articleId }) => articleId === id);
const found = (reportCount: number) => ({ extractor: 'rules@1.0.0', reportCount });

describe('the progress of an article', () => {
  it('goes from received over extracted to recorded, due until the end', async () => {
    const id = await receive(db, ++n);
    expect([await stateOf(id), await isDue(id)]).toEqual(['received', true]);
    expect(await markExtracted(db, id, found(2))).toBe(true);
    expect([await stateOf(id), await isDue(id)]).toEqual(['extracted', true]);
    expect(await markRecorded(db, id, 0)).toBe(true);
    expect([await stateOf(id), await isDue(id)]).toEqual(['recorded', false]);
  });

  it('is at its end where nothing was found', async () => {
    const id = await receive(db, ++n);
    await markExtracted(db, id, found(0));
    expect([await stateOf(id), await isDue(id)]).toEqual(['recorded', false]);
  });

  it('is not set back by a reader who comes late', async () => {
    const id = await receive(db, ++n);
    await markExtracted(db, id, found(2));
    await markRecorded(db, id, 0);
    expect(await markExtracted(db, id, found(5))).toBe(false);
    expect(await findArticle(db, id)).toMatchObject({ state: 'recorded', reportCount: 2, dueAt: null });
  });

  it('is not recorded before it was extracted', async () => {
    const id = await receive(db, ++n);
    expect(await markRecorded(db, id, 0)).toBe(false);
    expect(await stateOf(id)).toBe('received');
  });

  it('goes back to extracted when it is read again, also where nothing is found any more', async () => {
    const id = await receive(db, ++n);
    await markExtracted(db, id, found(2));
    await markRecorded(db, id, 0);
    expect(await markReread(db, id, { extractor: 'rules@2.0.0', reportCount: 0, rereadings: 0 })).toBe(true);
    expect([await stateOf(id), await isDue(id)]).toEqual(['extracted', true]);
    expect(await findArticle(db, id)).toMatchObject({ extractor: 'rules@2.0.0', reportCount: 0, rereadings: 1 });
  });

  it('is read again by one of two who try, and only after its first reading', async () => {
    const id = await receive(db, ++n);
    const again = { extractor: 'rules@2.0.0', reportCount: 1, rereadings: 0 };
    expect(await markReread(db, id, again)).toBe(false);
    await markExtracted(db, id, found(2));
    expect(await markReread(db, id, again)).toBe(true);
    expect(await markReread(db, id, again)).toBe(false);
  });

  it('is not at its end by the recording of an older reading', async () => {
    const id = await receive(db, ++n);
    await markExtracted(db, id, found(2));
    await markReread(db, id, { extractor: 'rules@2.0.0', reportCount: 1, rereadings: 0 });
    expect(await holdReading(db, id, 0)).toBe(false);
    expect(await markRecorded(db, id, 0)).toBe(false);
    expect([await stateOf(id), await isDue(id)]).toEqual(['extracted', true]);
    expect(await holdReading(db, id, 1)).toBe(true);
    expect(await markRecorded(db, id, 1)).toBe(true);
  });

  it('keeps its last failure and waits longer after each, until something goes well', async () => {
    const id = await receive(db, ++n);
    const waits: number[] = [];
    for (let failure = 1; failure <= 4; failure += 1) {
      await noteArticleFailure(db, id, `failure ${failure}`);
      waits.push(Math.round((await secondsUntilDue(db, 'article', 'article_id', id)) ?? -1));
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    expect(await isDue(id)).toBe(false);
    expect(await findArticle(db, id)).toMatchObject({ problem: 'failure 4', failedAttempts: 4 });
    await markExtracted(db, id, found(1));
    expect(await findArticle(db, id)).toMatchObject({ problem: null, failedAttempts: 0 });
    expect(await isDue(id)).toBe(true);
  });

  it('never waits longer than an hour', async () => {
    const id = await receive(db, ++n);
    for (let failure = 0; failure < 20; failure += 1) await noteArticleFailure(db, id, 'again');
    expect(Math.round(((await secondsUntilDue(db, 'article', 'article_id', id)) ?? 0) / 60)).toBe(60);
  });

  it('stays at its end when a failure is told late', async () => {
    const id = await receive(db, ++n);
    await markExtracted(db, id, found(0));
    await noteArticleFailure(db, id, 'late');
    expect(await findArticle(db, id)).toMatchObject({ state: 'recorded', problem: null, dueAt: null });
  });
});
