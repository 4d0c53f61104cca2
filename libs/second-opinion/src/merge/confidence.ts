/**
 * What one voice is worth beside the other. None of these figures is measured: they order what both read before what one
 * reads, and keep what only the model reads below the 0.8 from which an event counts as sure.
 */

/** Below this the rules are unsure of a report, and `doubts` asks about its sentence. */
export const UNSURE_BELOW = 0.6;
/** What only the model reads, in a whole article. */
export const MODEL_ALONE = 0.6;
/** What only the model reads, in a sentence that it was asked about. */
export const MODEL_SETTLES = 0.7;
/** What only the model reads, of a system that neither text nor title names. */
export const SYSTEM_UNNAMED = 0.4;

/** Both read it: what was missing to certainty shrinks to two fifths. */
export function raised(confidence: number): number {
  return hundredths(1 - 0.4 * (1 - confidence));
}

/** The model read the article and not this. */
export function lowered(confidence: number): number {
  return hundredths(0.6 * confidence);
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
