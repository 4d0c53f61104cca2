import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { remembered } from '../text/remembered';

/** Word vectors by row. The first rows are those of unknown words and of kinds of mention, which training fills. */
export interface Vectors {
  readonly size: number;
  readonly rows: number;
  rowOf(word: string): number;
  vectorOf(row: number): Float32Array;
}

/** Unknown words and the kinds of mention that stand in place of names. */
export const LEARNT_WORDS = [
  '@unknown',
  '@sign',
  '@agent',
  '@state',
  '@demonym',
  '@city',
  '@capital',
  '@company',
  '@bloc',
  '@system',
  '@programme',
  '@class',
  '@number',
  '@money',
  '@date',
  // the source has no vectors of these
  'a',
  "'s",
  "'t",
] as const;

/** Numbers of a word vector. */
export const SIZE = 100;

/** Reads the vectors that ship with the extractor (see tools/make-vectors.ts). Throws where the files do not fit. */
export function readVectors(folder: string): Vectors {
  const words = readFileSync(join(folder, 'vectors.txt'), 'utf8').trimEnd().split('\n');
  const file = readFileSync(join(folder, 'vectors.bin'));
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const asked = words.length * (4 + SIZE);
  if (bytes.byteLength !== asked)
    throw new Error(`vectors.bin holds ${bytes.byteLength} bytes where vectors.txt asks for ${asked}`);
  const scales = new Float32Array(bytes, 0, words.length);
  const values = new Int8Array(bytes, words.length * 4);
  const learnt = LEARNT_WORDS.length;
  const rows = new Map<string, number>(LEARNT_WORDS.map((word, row) => [word, row]));
  words.forEach((word, index) => {
    if (!rows.has(word)) rows.set(word, learnt + index);
  });
  const unknown = 0;
  const others = remembered<number>(5_000);
  return {
    size: SIZE,
    rows: learnt + words.length,
    rowOf(word) {
      const row = rows.get(word) ?? others.get(word);
      if (row !== undefined) return row;
      const bare = word.replace(/['’]/g, '');
      const other =
        rows.get(bare) ?? rows.get(bare.replace(/s$/, '')) ?? partOf(word, rows) ?? (/\p{L}/u.test(word) ? unknown : 1);
      others.set(word, other);
      return other;
    },
    vectorOf(row) {
      const vector = new Float32Array(SIZE);
      if (row < learnt) return vector;
      const index = row - learnt;
      const scale = scales[index] as number;
      for (let d = 0; d < SIZE; d += 1) vector[d] = (values[index * SIZE + d] as number) * scale;
      return vector;
    },
  };
}

/** The last part of a compound ("co-produced") that has a vector. */
function partOf(word: string, rows: ReadonlyMap<string, number>): number | undefined {
  const part = word.split(/[\s-]/).at(-1);
  return part === undefined || part === word ? undefined : rows.get(part);
}
