import * as fc from 'fast-check';
import { foldOf, isWhole } from './folds';
import type { Labelled } from './labelled-articles';

describe('folds', () => {
  it('put a text into one fold, by its id alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 12 }), (id, folds) => {
        const fold = foldOf(id, folds);
        expect(Number.isInteger(fold) && fold >= 0 && fold < folds).toBe(true);
        expect(foldOf(`${id}`, folds)).toBe(fold);
      }),
    );
  });

  it('share the texts of a writer out evenly', () => {
    const ids = Array.from({ length: 900 }, (_, at) => `k-a-${String(at + 1).padStart(4, '0')}`);
    for (const fold of [0, 1, 2]) {
      const share = ids.filter((id) => foldOf(id, 3) === fold).length;
      expect(share).toBeGreaterThan(240);
      expect(share).toBeLessThan(360);
    }
  });

  it.each([
    ['articles', 600, true],
    ['hard-negatives', 600, true],
    ['articles', 599, false],
    ['passages', 5_000, false],
  ] as const)('are made of whole articles: %s of %s signs, %s', (kind, length, whole) => {
    expect(isWhole({ kind, text: 'x'.repeat(length) } as Labelled)).toBe(whole);
  });
});
