import type { TextSpan } from './types';

/**
 * Longest stretch that is read as one sentence, in UTF-16 units. Some stages compare the triggers, roles and mentions of a
 * sentence with each other: only because a sentence is bounded does the time for a text grow no faster than its length.
 */
export const LONGEST_SENTENCE = 1500;
/** How far back from that length a better place for the cut is looked for. */
const LOOK_BACK = 500;

const AFTER_A_MARK = /^[\s\S]*[;:,.!?…—–)”"](?=\s)/u;
const BEFORE_A_BLANK = /^[\s\S]*\S(?=\s)/u;
const SECOND_HALF_OF_A_PAIR = /^[\udc00-\udfff]/;

/** Cuts a stretch that is longer than any sentence: after the last mark of a clause within reach, else at a blank, else where it must. */
export function cutLong(text: string, { start, end }: TextSpan): TextSpan[] {
  const spans: TextSpan[] = [];
  let open = start;
  while (end - open > LONGEST_SENTENCE) {
    const cut = cutAfter(text, open);
    spans.push({ start: open, end: cut });
    open = cut;
  }
  spans.push({ start: open, end });
  return spans;
}

function cutAfter(text: string, open: number): number {
  const from = open + LONGEST_SENTENCE - LOOK_BACK;
  const reach = text.slice(from, open + LONGEST_SENTENCE);
  const kept = AFTER_A_MARK.exec(reach) ?? BEFORE_A_BLANK.exec(reach);
  if (kept) return from + kept[0].length;
  const must = open + LONGEST_SENTENCE;
  return SECOND_HALF_OF_A_PAIR.test(text.charAt(must)) ? must - 1 : must;
}
