import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeVectors } from '../../tools/make-vectors';
import { LEARNT_WORDS, readVectors, SIZE } from './vectors';

const VECTORS = {
  signed: Array.from({ length: SIZE }, (_, d) => Math.sin(d)),
  delay: Array.from({ length: SIZE }, (_, d) => 3 * Math.cos(d)),
  produced: Array.from({ length: SIZE }, () => 0.5),
  'S-400': Array.from({ length: SIZE }, () => 1),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  writeVectors(folder, { words: Object.keys(VECTORS), vectors: VECTORS });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('word vectors', () => {
  it('are read back as they were written, but for what eight bits lose', () => {
    const { rowOf, vectorOf } = readVectors(folder);
    for (const word of ['signed', 'delay', 'produced'] as const) {
      const read = vectorOf(rowOf(word));
      const largest = Math.max(...VECTORS[word].map(Math.abs));
      VECTORS[word].forEach((value, d) => {
        expect(Math.abs((read[d] as number) - value)).toBeLessThanOrEqual(largest / 254 + 1e-6);
      });
    }
  });

  it('hold plain words only, behind the rows that are learnt with the networks', () => {
    const vectors = readVectors(folder);
    expect(vectors.rows).toBe(LEARNT_WORDS.length + 3);
    expect(LEARNT_WORDS.map(vectors.rowOf)).toEqual(LEARNT_WORDS.map((_, row) => row));
    expect(vectors.rowOf('signed')).toBe(LEARNT_WORDS.length);
  });

  it.each([
    ["delay's", 'delay'],
    ['delays', 'delay'],
    ['co-produced', 'produced'],
    ['zorblax', '@unknown'],
    [';', '@sign'],
  ])('stand for %s by that of %s', (word, other) => {
    const { rowOf } = readVectors(folder);
    expect(rowOf(word)).toBe(rowOf(other));
  });

  it('are refused where the two files do not fit', () => {
    const cut = mkdtempSync(join(folder, 'cut-'));
    writeVectors(cut, { words: Object.keys(VECTORS), vectors: VECTORS });
    writeFileSync(join(cut, 'vectors.bin'), readFileSync(join(cut, 'vectors.bin')).subarray(0, 300));
    expect(() => readVectors(cut)).toThrow('vectors.bin holds 300 bytes where vectors.txt asks for 312');
  });
});
