import { addDays, dayNumber } from '../day';
import type { Day } from '../ids';
import { hashOfRun } from './hashes';
import { NEAR_COPY_DAYS } from './near-copy';
import { MINHASH_SIZE, type Signature } from './signature';

/**
 * Rows of a band. With 42 bands of three values two texts of resemblance s share a band with the probability
 * 1 − (1 − s³)⁴², an S-curve whose steep part lies about (1/42)^(1/3) = 0.29: 0.29 at 0.2, 0.68 at 0.3, 0.97 at 0.43, 0.995
 * at 0.5, and 0.005 at the 0.05 that two different articles reach at most (J. Leskovec, A. Rajaraman, J. D. Ullman, "Mining
 * of Massive Datasets", chapter 3.4).
 */
const BAND_ROWS = 3;
const BANDS = MINHASH_SIZE / BAND_ROWS;
/** The smallest hashes of its sentences: two texts that share half of theirs have one of these in common almost surely. */
const SENTENCE_KEYS = 10;
const PERIOD_DAYS = 64;
const SENTENCE_MARK = 0x5e47_e7ce;

/**
 * The keys under which a text is found again: its bands, and some of its sentences. Texts that share a key may be near
 * copies. A key bears the span of 64 days in which the text was published, so that an index over them is read and grows in
 * one place, and what lies outside the window of near copies is never looked at. Integers below 2⁵³.
 */
export function indexKeysOf(signature: Signature, publishedOn: Day): number[] {
  return keysIn(periodOf(publishedOn), hashesOf(signature));
}

/** The keys under which near copies of a text stand in the index: those of every span that its window reaches into. */
export function wantedKeysOf(signature: Signature, publishedOn: Day): number[] {
  const hashes = hashesOf(signature);
  const ends = [-NEAR_COPY_DAYS, NEAR_COPY_DAYS].map((days) => periodOf(addDays(publishedOn, days)));
  return [...new Set(ends)].flatMap((period) => keysIn(period, hashes));
}

function periodOf(day: Day): number {
  return Math.floor(dayNumber(day) / PERIOD_DAYS);
}

function keysIn(period: number, hashes: readonly number[]): number[] {
  return hashes.map((hash) => period * 2 ** 32 + hash);
}

/** Each once: a text of few words may repeat itself. */
function hashesOf({ minhash, sentences }: Signature): number[] {
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const rows = minhash.subarray(band * BAND_ROWS, (band + 1) * BAND_ROWS);
    return hashOfRun([band, ...rows], 0, BAND_ROWS + 1);
  });
  const ofSentences = Array.from(sentences.subarray(0, SENTENCE_KEYS), (hash) =>
    hashOfRun([SENTENCE_MARK, hash], 0, 2),
  );
  return [...new Set([...bands, ...ofSentences])];
}
