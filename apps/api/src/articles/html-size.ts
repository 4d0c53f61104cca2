const MOST_ELEMENTS = 20_000;
const DEEPEST = 200;
/** Elements that hold nothing, or that a parser closes by itself: they cannot pile up. */
const SHALLOW = new Set(
  'area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr'.split(' '),
);

/**
 * Why a page cannot be read in fair time, or null. Reading grows with the square of the nesting and with the number of
 * elements; real pages stay far below: some thousands of elements, some dozens deep.
 */
export function htmlProblem(html: string): string | null {
  let elements = 0;
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (SHALLOW.has(name.toLowerCase())) {
      elements += slash ? 0 : 1;
    } else if (slash) {
      depth = Math.max(0, depth - 1);
    } else {
      elements += 1;
      depth += 1;
    }
    if (elements > MOST_ELEMENTS) return `has more than ${MOST_ELEMENTS} elements; send the article's text instead`;
    if (depth > DEEPEST) return `is nested more than ${DEEPEST} deep; send the article's text instead`;
  }
  return null;
}
