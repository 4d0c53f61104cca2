import * as fc from 'fast-check';
import { named, step, stepOf } from './features';

describe('names of features', () => {
  it('read as the template does, whatever was named before', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(named`x:${a}|${b}`).toBe(`x:${a}|${b}`);
        expect(named`${a}${b}`).toBe(`${a}${b}`);
        expect(named`y=${a}`).toBe(`y=${a}`);
        expect(named`plain`).toBe('plain');
      }),
    );
  });

  it('are forgotten when there are too many, and made anew alike', () => {
    const name = (at: number) => named`word=${`w${at}`}`;
    for (let at = 0; at < 100_001; at += 1) name(at);
    expect([name(0), name(100_000), name(7)]).toEqual(['word=w0', 'word=w100000', 'word=w7']);
  });
});

test('a step is its number written out', () => {
  const names = ['0', '<1', '1', '2', '3', '5', '9'];
  for (const value of [-1, 0, 0.4, 1, 2.5, 3, 4.9, 5, 8, 9, 1e9]) expect(step(value)).toBe(names[stepOf(value)]);
});
