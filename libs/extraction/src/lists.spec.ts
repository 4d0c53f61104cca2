import * as fc from 'fast-check';
import { First, flat, latest } from './lists';

describe('lists', () => {
  it('are read flat as by flatMap', () => {
    const read = (item: number, index: number) => (item % 2 === 0 ? [] : [item, index]);
    fc.assert(
      fc.property(fc.array(fc.integer()), (list) => {
        expect(flat(list, read)).toEqual(list.flatMap(read));
      }),
    );
  });

  it('are read once by one who asks again', () => {
    const read = jest.fn((list: readonly number[]) => list.length);
    const length = latest(read);
    const [one, two] = [[1], [1, 2]];
    expect([length(one), length(one), length(two), length(one)]).toEqual([1, 1, 2, 1]);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('give their first few as sorting would, each only once', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom('a', 'b', 'c'));
    type Pair = [number, string];
    const order = (a: Pair, b: Pair) => b[0] - a[0] || (a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1);
    fc.assert(
      fc.property(fc.array(pair), fc.integer({ min: 1, max: 6 }), (list, most) => {
        const first = new First<Pair>(most, order);
        for (const one of list) first.add(one);
        const sorted = [...list].sort(order);
        const once = sorted.filter((one, index) => index === 0 || order(one, sorted[index - 1] as Pair) !== 0);
        expect(first.items).toEqual(once.slice(0, most));
      }),
    );
  });
});
