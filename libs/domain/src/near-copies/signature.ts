import { isBoilerplate } from './boilerplate';
import { hashOfRun, mixed, wordHash } from './hashes';

const { imul } = Math;

/** Name and version of the rules by which signatures are made. Signatures of two versions are never compared. */
export const SIGNATURE_VERSION = 'minhash@1';

/** MinHash values of a signature: 42 bands of three (`index-keys.ts`). */
export const MINHASH_SIZE = 126;

/** A text of fewer words says too little to tell a copy from another report of the same news; only equal texts are copies then. */
export const FEWEST_WORDS = 50;

const SHINGLE = 3;
const FEWEST_WORDS_OF_A_SENTENCE = 6;
/** Of a text with more sentences, so many of the smallest hashes are kept. */
export const MOST_SENTENCES = 128;

/** What is kept of a text to find its near copies. The text cannot be restored from it. */
export interface Signature {
  /** The smallest value of its three-word shingles under each of the fixed permutations, 32 bits each. */
  readonly minhash: Uint32Array;
  /** Hashes of its sentences, ascending, each once: all of them, or the smallest 128. */
  readonly sentences: Uint32Array;
}

/**
 * The signature of a normalised text; null where it has fewer than 50 words. The same text gives the same signature on
 * every machine. Case, punctuation and line breaks do not count.
 *
 * MinHash over sets of word shingles after A. Z. Broder, "On the resemblance and containment of documents" (Compression and
 * Complexity of Sequences, 1997): two texts agree in a value with the probability of their resemblance, the Jaccard index of
 * their shingle sets. A permutation is `a·x + b` modulo 2³² with an odd `a`, of a shingle's mixed hash x.
 *
 * Sentences of fewer than six words and those that many articles share word for word (`boilerplate.ts`) are left out. Of a
 * text with more than 128 sentences the smallest hashes are kept, so that two texts keep the same ones of those they share.
 */
export function signatureOf(text: string): Signature | null {
  const { words, sentenceEnds } = wordsOf(text);
  if (words.length < FEWEST_WORDS) return null;
  return { minhash: minhashOf(words), sentences: sentencesOf(words, sentenceEnds) };
}

/** Words, or what ends a sentence: a stop with its closing quotes before a blank, or a line break. */
const TOKEN = /[\p{L}\p{N}]+|[.!?…]["'”’»)\]]*(?=\s|$)|\n/gu;
const WORD = /^[\p{L}\p{N}]/u;

function wordsOf(text: string): { words: number[]; sentenceEnds: number[] } {
  const words: number[] = [];
  const sentenceEnds: number[] = [];
  for (const token of text.toLowerCase().match(TOKEN) ?? []) {
    if (WORD.test(token)) words.push(wordHash(token));
    else sentenceEnds.push(words.length);
  }
  return { words, sentenceEnds: [...sentenceEnds, words.length] };
}

function minhashOf(words: readonly number[]): Uint32Array {
  const smallest = new Uint32Array(MINHASH_SIZE).fill(0xffff_ffff);
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    const shingle = hashOfRun(words, at, at + SHINGLE);
    for (let n = 0; n < MINHASH_SIZE; n += 1) {
      const value = (imul(shingle, FACTORS[n] as number) + (SUMMANDS[n] as number)) >>> 0;
      if (value < (smallest[n] as number)) smallest[n] = value;
    }
  }
  return smallest;
}

function sentencesOf(words: readonly number[], ends: readonly number[]): Uint32Array {
  const hashes = new Set<number>();
  let from = 0;
  for (const end of ends) {
    if (end - from >= FEWEST_WORDS_OF_A_SENTENCE && !isBoilerplate(words, from))
      hashes.add(hashOfRun(words, from, end));
    from = end;
  }
  return Uint32Array.from(hashes).sort().slice(0, MOST_SENTENCES);
}

/** The fixed permutations: the version above stands for them too. */
const FACTORS = Uint32Array.from({ length: MINHASH_SIZE }, (_, n) => mixed(2 * n + 1) | 1);
const SUMMANDS = Uint32Array.from({ length: MINHASH_SIZE }, (_, n) => mixed(2 * n + 2));
