const MOST_ELEMENTS = 5_000;
const DEEPEST = 200;
const MOST_ATTRIBUTES_OF_ONE = 64;
const MOST_ATTRIBUTES = 20_000;
/** Elements that hold nothing, or that a parser closes by itself: they cannot pile up. */
const SHALLOW = new Set(
  'area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr'.split(' '),
);

/** A lone `<` too: the parser makes a node of it. */
const TAG = /<(\/?)([a-z][^\s/>]*)?/gi;
const ATTRIBUTE = /[\s/]*[^\s/>=][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/y;
const END_OF_TAG = /[\s=]*(\/?)>/y;
const CODE_END = { script: /<\/script/gi, style: /<\/style/gi };

/**
 * Why a page cannot be read in fair time, or null. Reading grows with the square of the nesting and of the attributes of
 * one element, and with the number of elements; real pages stay far below: some thousands of elements, some dozens deep,
 * a few attributes each.
 */
export function htmlProblem(html: string): string | null {
  let [elements, depth, attributes] = [0, 0, 0];
  for (const { name, closes, attributes: own } of tagsOf(html)) {
    if (name !== '' && !SHALLOW.has(name)) depth = Math.max(0, depth + (closes ? -1 : 1));
    if (!closes) elements += 1;
    attributes += own;
    const problem = excess(elements, depth, own, attributes);
    if (problem !== null) return `${problem}; send the article's text instead`;
  }
  return null;
}

function excess(elements: number, depth: number, own: number, attributes: number): string | null {
  if (elements > MOST_ELEMENTS) return `has more than ${MOST_ELEMENTS} elements`;
  if (depth > DEEPEST) return `is nested more than ${DEEPEST} deep`;
  if (own > MOST_ATTRIBUTES_OF_ONE) return `has an element with more than ${MOST_ATTRIBUTES_OF_ONE} attributes`;
  return attributes > MOST_ATTRIBUTES ? `has more than ${MOST_ATTRIBUTES} attributes` : null;
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: number;
}

/** The tags of a page. Scripts and styles are passed over; in comments, tags count: rather one too many than one too few. */
function* tagsOf(html: string): Generator<Tag> {
  for (let from = 0; ; ) {
    TAG.lastIndex = from;
    const found = TAG.exec(html);
    if (found === null) return;
    const [opening, slash, name = ''] = found;
    const start = found.index + opening.length;
    const tag = name === '' ? { attributes: 0, end: start, open: false } : restOfTag(html, start);
    yield { name: name.toLowerCase(), closes: slash === '/', attributes: tag.attributes };
    from = slash !== '/' && tag.open ? endOfCode(html, name.toLowerCase(), tag.end) : tag.end;
  }
}

/** Attributes up to the end of the tag; counting stops behind the first that is one too many. */
function restOfTag(html: string, start: number) {
  let [attributes, end] = [0, start];
  for (; attributes <= MOST_ATTRIBUTES_OF_ONE; attributes += 1) {
    END_OF_TAG.lastIndex = end;
    const closing = END_OF_TAG.exec(html);
    if (closing) return { attributes, end: END_OF_TAG.lastIndex, open: closing[1] !== '/' };
    ATTRIBUTE.lastIndex = end;
    if (!ATTRIBUTE.test(html)) break;
    end = ATTRIBUTE.lastIndex;
  }
  return { attributes, end, open: false };
}

/** Where the code inside a script or style ends; at once for every other element. */
function endOfCode(html: string, name: string, start: number): number {
  if (name !== 'script' && name !== 'style') return start;
  const pattern = CODE_END[name];
  pattern.lastIndex = start;
  return pattern.exec(html)?.index ?? html.length;
}
