import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { compiledKernel } from '../../tools/build-kernel';
import { Kernel } from './kernel';

const FLOAT = 4;
const SHORT = 2;
const numbers = (length: number) =>
  fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: length, maxLength: length });

/** Puts numbers into a kernel's memory. */
function put(kernel: Kernel, values: readonly number[]): number {
  const address = kernel.reserve(values.length * FLOAT);
  kernel.floats(address, values.length).set(values);
  return address;
}

test('the compiled kernel is what its source says', async () => {
  expect(new Uint8Array(readFileSync(join(__dirname, 'kernel.wasm')))).toEqual(await compiledKernel(__dirname));
});

describe('the kernel', () => {
  it('sets memory aside that is empty, apart, and larger than a page where asked', () => {
    const kernel = new Kernel();
    const first = kernel.reserve(10);
    const large = kernel.reserve(1_000_000);
    kernel.floats(first, 4).fill(1);
    expect(first % 16).toBe(0);
    expect(kernel.floats(large, 250_000).every((value) => value === 0)).toBe(true);
    expect(kernel.reserve(4)).toBeGreaterThanOrEqual(large + 1_000_000);
  });

  it('multiplies a matrix by a vector', () => {
    fc.assert(
      fc.property(numbers(8), fc.array(numbers(8), { minLength: 1, maxLength: 9 }), (vector, rows) => {
        const kernel = new Kernel();
        const [matrix, by] = [put(kernel, rows.flat()), put(kernel, vector)];
        const out = kernel.reserve(rows.length * FLOAT);
        kernel.multiply(matrix, by, 8 * FLOAT, rows.length, out);
        const products = rows.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] as number), 0));
        for (const [at, product] of products.entries())
          expect(kernel.floats(out, rows.length)[at]).toBeCloseTo(product, 2);
      }),
    );
  });

  it('sums vectors, one of them twice where it is named twice', () => {
    fc.assert(
      fc.property(fc.array(numbers(8), { minLength: 1, maxLength: 5 }), (vectors) => {
        const kernel = new Kernel();
        const addresses = [...vectors, vectors[0] as number[]].map((vector) => put(kernel, vector));
        const list = kernel.reserve(addresses.length * FLOAT);
        kernel.integers(list, addresses.length).set(addresses);
        const out = kernel.reserve(8 * FLOAT);
        kernel.sum(list, addresses.length, 8 * FLOAT, out);
        for (const [at, value] of kernel.floats(out, 8).entries()) {
          const sum = vectors.reduce((total, vector) => total + (vector[at] as number), vectors[0]?.[at] as number);
          expect(value).toBeCloseTo(sum, 3);
        }
      }),
    );
  });

  it('adds a vector times a number to another', () => {
    fc.assert(
      fc.property(numbers(8), numbers(8), fc.float({ min: -3, max: 3, noNaN: true }), (to, from, factor) => {
        const kernel = new Kernel();
        const [out, other] = [put(kernel, to), put(kernel, from)];
        kernel.add(out, other, factor, 8 * FLOAT);
        for (const [at, value] of kernel.floats(out, 8).entries())
          expect(value).toBeCloseTo((to[at] as number) + factor * (from[at] as number), 3);
      }),
    );
  });

  // two taps a word for each filter; whole numbers, so that sums are exact and often equal
  const words = (filters: number) =>
    fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2 * filters, maxLength: 2 * filters }), {
      minLength: 2,
      maxLength: 6,
    });
  const sumsOf = (rows: readonly (readonly number[])[], filter: number, filters: number) =>
    rows.slice(1).map((next, at) => (rows[at]?.[filter] as number) + (next[filters + filter] as number));

  it('finds the highest sum over windows of words for each filter, and where it is first, or zero', () => {
    const filters = 32;
    fc.assert(
      fc.property(words(filters), (all) => {
        const kernel = new Kernel();
        const rows = all.map((row) => put(kernel, row));
        const list = kernel.reserve(rows.length * FLOAT);
        const [best, where] = [kernel.reserve(filters * FLOAT), kernel.reserve(filters * FLOAT)];
        kernel.integers(list, rows.length).set(rows);
        kernel.pool(list, rows.length - 1, 2, 0, filters * FLOAT, best, where);
        for (let filter = 0; filter < filters; filter += 1) {
          const sums = sumsOf(all, filter, filters);
          const highest = Math.max(...sums);
          expect(kernel.floats(best, filters)[filter]).toBe(Math.max(0, highest));
          expect(kernel.integers(where, filters)[filter]).toBe(highest > 0 ? sums.indexOf(highest) : 0);
        }
      }),
    );
  });

  it('finds the same over rows of short numbers, in the unit that they are in', () => {
    const filters = 64;
    fc.assert(
      fc.property(words(filters), (all) => {
        const kernel = new Kernel();
        const rows = all.map((row) => {
          const address = kernel.reserve(row.length * SHORT);
          kernel.narrow(put(kernel, row), row.length * FLOAT, 8, address);
          return address;
        });
        const list = kernel.reserve(rows.length * FLOAT);
        const [best, where] = [kernel.reserve(filters * FLOAT), kernel.reserve(filters * SHORT)];
        kernel.integers(list, rows.length).set(rows);
        kernel.poolNarrow(list, rows.length - 1, 2, 0, filters * SHORT, best, where, 1 / 8);
        for (let filter = 0; filter < filters; filter += 1) {
          const sums = sumsOf(all, filter, filters);
          const highest = Math.max(...sums);
          expect(kernel.floats(best, filters)[filter]).toBe(Math.max(0, highest));
          expect(kernel.shorts(where, filters)[filter]).toBe(highest > 0 ? sums.indexOf(highest) : 0);
        }
      }),
    );
  });

  it('narrows numbers to the nearest whole part and stops at the ends', () => {
    const kernel = new Kernel();
    const from = put(kernel, [0.26, -0.26, 0.3, 1.24, 1e9, -1e9, 8_191.75, -8_192]);
    const out = kernel.reserve(8 * SHORT);
    kernel.narrow(from, 8 * FLOAT, 4, out);
    expect([...kernel.shorts(out, 8)]).toEqual([1, -1, 1, 5, 32_767, -32_768, 32_767, -32_768]);
  });

  it('keeps a sum that leaves the range of short numbers at its end', () => {
    const kernel = new Kernel();
    const row = kernel.reserve(64 * SHORT);
    kernel.shorts(row, 64).fill(30_000);
    const list = kernel.reserve(2 * FLOAT);
    kernel.integers(list, 2).set([row, row]);
    const [best, where] = [kernel.reserve(32 * FLOAT), kernel.reserve(32 * SHORT)];
    kernel.poolNarrow(list, 1, 2, 0, 32 * SHORT, best, where, 1);
    expect(kernel.floats(best, 32).every((value) => value === 32_767)).toBe(true);
  });
});
