import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { compiledKernel } from '../../tools/build-kernel';
import { Kernel } from './kernel';

const FLOAT = 4;
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
      fc.property(numbers(8), fc.array(numbers(8), { minLength: 1, maxLength: 5 }), (vector, rows) => {
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

  it('finds the highest sum over windows of words for each filter, and where it is first, or zero', () => {
    // two taps of four filters a word; whole numbers, so that sums are exact and often equal
    const word = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 6 }), (words) => {
        const kernel = new Kernel();
        const rows = words.map((row) => put(kernel, row));
        const list = kernel.reserve(rows.length * FLOAT);
        const [best, where] = [kernel.reserve(16), kernel.reserve(16)];
        kernel.integers(list, rows.length).set(rows);
        kernel.pool(list, rows.length - 1, 2, 0, 16, best, where);
        for (let filter = 0; filter < 4; filter += 1) {
          const sums = words.slice(1).map((next, at) => (words[at]?.[filter] as number) + (next[4 + filter] as number));
          const highest = Math.max(...sums);
          expect(kernel.floats(best, 4)[filter]).toBe(Math.max(0, highest));
          expect(kernel.integers(where, 4)[filter]).toBe(highest > 0 ? sums.indexOf(highest) : 0);
        }
      }),
    );
  });
});
