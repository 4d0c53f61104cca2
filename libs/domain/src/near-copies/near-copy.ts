import { daysBetween } from '../day';
import type { Day } from '../ids';
import { MINHASH_SIZE, MOST_SENTENCES, type Signature } from './signature';

/** How alike two texts are. */
export interface Likeness {
  /** Estimated resemblance (Jaccard index of the three-word shingles), 0 to 1, in steps of 1/126. */
  readonly similarity: number;
  /** Share of the sentences of the text with fewer of them that the other holds word for word, 0 to 1. */
  readonly containment: number;
}

/** Texts published further apart are compared no more: agencies' texts are reprinted within days, rarely within weeks. */
export const NEAR_COPY_DAYS = 30;

const LEAST_SIMILARITY = 0.2;
const LEAST_CONTAINMENT = 0.5;
/** One sentence in common may be a quotation that two newsrooms took from the same speech. */
const FEWEST_SHARED_SENTENCES = 2;

/**
 * How alike two texts are, if they are near copies: resemblance of at least 0.2, or half of the shorter one's sentences (and
 * two at least) in the other; null otherwise. It is the same either way round. Measured in docs/decisions/0023-near-copies.md.
 */
export function likenessOf(a: Signature, b: Signature): Likeness | null {
  const similarity = similarityOf(a.minhash, b.minhash);
  const { shared, containment } = containmentOf(a.sentences, b.sentences);
  const contained = shared >= FEWEST_SHARED_SENTENCES && containment >= LEAST_CONTAINMENT;
  return similarity >= LEAST_SIMILARITY || contained ? { similarity, containment } : null;
}

/** Whether two days are near enough for a text of one to be a near copy of a text of the other. */
export function withinCopyWindow(a: Day, b: Day): boolean {
  return Math.abs(daysBetween(a, b)) <= NEAR_COPY_DAYS;
}

function similarityOf(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let n = 0; n < MINHASH_SIZE; n += 1) if (a[n] === b[n]) equal += 1;
  return round(equal / MINHASH_SIZE);
}

/**
 * Where a text had too many sentences, only its smallest hashes are known: then the hashes up to the largest known of it are
 * compared, which is a fair sample of both texts.
 */
function containmentOf(a: Uint32Array, b: Uint32Array): { shared: number; containment: number } {
  const last = Math.min(lastKnown(a), lastKnown(b));
  const other = new Set(b.filter((hash) => hash <= last));
  const own = a.filter((hash) => hash <= last);
  const shared = own.filter((hash) => other.has(hash)).length;
  return { shared, containment: shared === 0 ? 0 : round(shared / Math.min(own.length, other.size)) };
}

function lastKnown(sentences: Uint32Array): number {
  return (sentences.length === MOST_SENTENCES ? sentences.at(-1) : undefined) ?? 0xffff_ffff;
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
