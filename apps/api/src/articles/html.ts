import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

export interface ReadableArticle {
  readonly title: string | null;
  readonly text: string;
}

/** Elements that begin and end a paragraph of the text. */
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN OL P PRE SECTION SUMMARY TABLE TR UL'.split(
    ' ',
  ),
);
/** Elements that hold no prose. */
const SILENT = new Set('BUTTON FORM IFRAME NAV NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE'.split(' '));
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

/** What this file needs of a DOM node; the compiler is not told of browsers. */
interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}

/**
 * The article inside a page of HTML: its title, and its prose with one blank line between paragraphs. Navigation,
 * advertisements and comments are left out by Mozilla's Readability; where it finds no article, all prose of the body counts.
 */
export function readHtml(html: string): ReadableArticle {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`);
  const body = paragraphs(document.body as unknown as DomNode);
  const parsed = new Readability<DomNode>(document as never, {
    serializer: (node) => node as unknown as DomNode,
  }).parse();
  const text = parsed?.content ? paragraphs(parsed.content) : '';
  return { title: cleanTitle(parsed?.title ?? document.title), text: text === '' ? body : text };
}

function cleanTitle(title: string | null | undefined): string | null {
  const clean = title?.replace(/\s+/g, ' ').trim();
  return clean ? clean : null;
}

function paragraphs(root: DomNode): string {
  const pieces: string[] = [];
  collect(root, pieces);
  return pieces
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n[\s]*/g, '\n\n')
    .trim();
}

/** Line feeds of the source are blanks; only the line feeds put around blocks mean anything. */
function collect(node: DomNode, pieces: string[]): void {
  if (node.nodeType === TEXT_NODE) pieces.push((node.textContent ?? '').replace(/\s+/g, ' '));
  if (node.nodeType !== ELEMENT_NODE) return;
  const name = node.nodeName.toUpperCase();
  if (SILENT.has(name)) return;
  const edge = BLOCKS.has(name) || name === 'BR' ? '\n' : '';
  pieces.push(edge);
  for (const child of node.childNodes) collect(child, pieces);
  pieces.push(edge);
}
