import { UnknownSchemaVersionError } from './errors';
import { chainUpcasters, type Upcaster } from './upcasters';

const append = (type: string, from: number): Upcaster => ({
  type,
  from,
  upcast: (data) => ({ trail: [...((data as { trail?: number[] }).trail ?? []), from] }),
});

describe('a chain of upcasters', () => {
  const chain = chainUpcasters([append('B', 1), append('A', 2), append('A', 1), append('A', 3)]);

  it.each([
    [1, [1, 2, 3]],
    [3, [3]],
    [4, undefined],
  ])('brings version %i through every later step, in order', (version, trail) => {
    expect(chain.upcast('A', version, {})).toEqual(trail ? { trail } : {});
  });

  it('knows the current version of each type, 1 for those that never changed', () => {
    expect(['A', 'B', 'C'].map(chain.current)).toEqual([4, 2, 1]);
  });

  it.each([
    ['A', 5],
    ['C', 2],
    ['A', 0],
  ])('refuses %s in version %i, which it does not know', (type, version) => {
    expect(() => chain.upcast(type, version, {})).toThrow(UnknownSchemaVersionError);
  });

  it.each([
    ['a gap', [1, 3]],
    ['no first step', [2]],
    ['two steps from one version', [1, 1]],
    ['a version below 1', [0, 1]],
  ])('is refused at the start with %s', (_, versions) => {
    expect(() => chainUpcasters(versions.map((from) => append('A', from)))).toThrow(/Upcasters of A/);
  });
});
