import { type ArticleId, addDays, type Day, signatureOf } from '@dealwatch/domain';
import { storeArticle } from '../articles/store-article';
import type { Db } from '../db';
import { numbered, openReadModels } from '../fixtures.contract';
import { findNearCopies } from './find-near-copies';
import { indexSignature, type SignedArticle } from './index-signature';
import { nearCopiesOf, storeNearCopies } from './near-copies-of';

let db: Db;
let close: () => Promise<void>;
let n = 0;

beforeAll(async () => {
  ({ db, close } = await openReadModels());
});
afterAll(() => close());

/** Eighty words that no other text has, some of them changed. */
const textOf = (story: string, changed = 0): string =>
  Array.from({ length: 80 }, (_, at) => (at < changed ? `${story}other${++n}` : `${story}word${at}`)).join(' ');

async function taken(text: string, publishedOn: string): Promise<SignedArticle> {
  const articleId = numbered(++n) as ArticleId;
  const signature = signatureOf(text);
  if (!signature) throw new Error('too short');
  const fields = { url: null, source: `Paper ${n}`, title: null, publishedOn: publishedOn as Day, language: 'en' };
  const data = { ...fields, articleId, textHash: text, textLength: text.length, copyOf: null, revisionOf: null };
  await storeArticle(db, data, { text, receivedAt: '2026-01-01T00:00:00.000000Z', skipped: false });
  const article = { articleId, publishedOn: publishedOn as Day, textHash: text, signature };
  await indexSignature(db, article);
  return article;
}

const found = async (article: SignedArticle): Promise<string[]> =>
  (await findNearCopies(db, article)).map(({ articleId }) => articleId);

describe('the index of near copies', () => {
  it('finds them whichever came first, and nothing else', async () => {
    const one = await taken(textOf('a'), '2019-07-12');
    await taken(textOf('b'), '2019-07-12');
    const two = await taken(textOf('a', 10), '2019-07-10');
    expect(await found(two)).toEqual([one.articleId]);
    expect(await found(one)).toEqual([two.articleId]);
  });

  it('finds nothing that was published more than thirty days before or after', async () => {
    const day = '2019-03-15' as Day;
    const article = await taken(textOf('c'), day);
    const near = [await taken(textOf('c', 5), addDays(day, -30)), await taken(textOf('c', 5), addDays(day, 30))];
    for (const days of [-31, 31]) await taken(textOf('c', 5), addDays(day, days));
    expect(await found(article)).toEqual(near.map(({ articleId }) => articleId));
  });

  it('leaves out articles with the very same text', async () => {
    await taken(textOf('d'), '2019-07-12');
    expect(await found(await taken(textOf('d'), '2019-07-13'))).toEqual([]);
  });

  it('takes an article once, however often it is told', async () => {
    const article = await taken(textOf('e'), '2019-07-12');
    await indexSignature(db, article);
    const other = await taken(textOf('e', 5), '2019-07-12');
    expect(await found(other)).toEqual([article.articleId]);
  });

  it('reads a text that is printed everywhere only so far, from the earliest on', async () => {
    const copies: SignedArticle[] = [];
    for (let day = 1; day <= 28; day += 1)
      copies.push(await taken(textOf('f', 2), `2019-09-${String(day).padStart(2, '0')}`));
    const last = await found(await taken(textOf('f', 2), '2019-09-29'));
    expect(last.length).toBeLessThanOrEqual(20);
    expect(last[0]).toBe(copies[0]?.articleId);
  });
});

describe('the near copies of an article', () => {
  it('are known from both sides, and once, by publication', async () => {
    const [one, two, three] = [
      await taken(textOf('g'), '2019-07-12'),
      await taken(textOf('g', 5), '2019-07-10'),
      await taken(textOf('g', 6), '2019-07-14'),
    ];
    const likeness = { similarity: 0.5, containment: 0 };
    await storeNearCopies(db, two.articleId, [{ articleId: one.articleId, ...likeness }]);
    await storeNearCopies(db, one.articleId, [{ articleId: two.articleId, ...likeness }]);
    await storeNearCopies(db, three.articleId, [{ articleId: one.articleId, ...likeness, similarity: 0.25 }]);
    expect(await nearCopiesOf(db, one.articleId, 10)).toMatchObject([
      { articleId: two.articleId, publishedOn: '2019-07-10', ...likeness },
      { articleId: three.articleId, similarity: 0.25 },
    ]);
    expect(await nearCopiesOf(db, two.articleId, 10)).toMatchObject([{ articleId: one.articleId }]);
  });
});
