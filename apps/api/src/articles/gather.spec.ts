import { createGatherer } from './gather';

/** Runs that end when they are told to. */
function held() {
  const runs: { items: readonly number[]; end: () => void }[] = [];
  const run = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      const end = () => (items.includes(13) ? reject(new Error('unlucky')) : resolve(items.map((item) => item * 10)));
      runs.push({ items, end });
    });
  return { runs, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('gathering', () => {
  it('runs one that comes alone at once, and those that come meanwhile together', async () => {
    const { runs, run } = held();
    const gather = createGatherer({ run, most: 3, atOnce: 1 });
    const results = Promise.all([1, 2, 3, 4, 5].map(gather));
    for (let index = 0; index < 3; index += 1) {
      runs[index]?.end();
      await settled();
    }
    expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5]]);
    expect(await results).toEqual([10, 20, 30, 40, 50]);
  });

  it('has no more runs at a time than allowed', async () => {
    const { runs, run } = held();
    const gather = createGatherer({ run, most: 10, atOnce: 2 });
    const results = Promise.all([1, 2, 3, 4].map(gather));
    expect(runs.map(({ items }) => items)).toEqual([[1], [2]]);
    runs[1]?.end();
    await settled();
    expect(runs.map(({ items }) => items)).toEqual([[1], [2], [3, 4]]);
    for (const { end } of runs) end();
    await results;
  });

  it('tells a failure only to who caused it', async () => {
    const { runs, run } = held();
    const gather = createGatherer({ run, most: 10, atOnce: 1 });
    const results = Promise.allSettled([1, 2, 13, 4].map(gather));
    for (let index = 0; index < 6; index += 1) {
      runs[index]?.end();
      await settled();
    }
    expect((await results).map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      10,
      20,
      'failed',
      40,
    ]);
    expect(runs.map(({ items }) => items)).toEqual([[1], [2, 13, 4], [2], [13], [4]]);
  });
});
