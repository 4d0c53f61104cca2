import type { Token } from '../text/types';

interface Node<Entry> {
  readonly next: Map<string, Node<Entry>>;
  found: { readonly entry: Entry; readonly alias: readonly Token[] }[];
}

export interface TrieHit<Entry> {
  readonly entry: Entry;
  /** Index of the token after the last. */
  readonly to: number;
}

/** Longest match of many names over folded tokens; a capital in an alias asks for a capital in the text. */
export class TokenTrie<Entry> {
  private readonly root: Node<Entry> = { next: new Map(), found: [] };

  /** Adds a name, given as its tokens. Of two entries with the same name the first wins. */
  add(alias: readonly Token[], entry: Entry): void {
    if (alias.length === 0) return;
    let node = this.root;
    for (const token of alias) {
      let next = node.next.get(token.lower);
      if (next === undefined) {
        next = { next: new Map(), found: [] };
        node.next.set(token.lower, next);
      }
      node = next;
    }
    node.found.push({ entry, alias });
  }

  /** Whether a name begins with a word. */
  begins(lower: string): boolean {
    return this.root.next.has(lower);
  }

  /** The longest name that starts at a token, or null. */
  longest(tokens: readonly Token[], from: number): TrieHit<Entry> | null {
    let node: Node<Entry> | undefined = this.root;
    let best: TrieHit<Entry> | null = null;
    for (let at = from; at < tokens.length; at += 1) {
      node = node.next.get((tokens[at] as Token).lower);
      if (node === undefined) break;
      for (const { entry, alias } of node.found) {
        if (!sameCase(alias, tokens, from)) continue;
        best = { entry, to: at + 1 };
        break;
      }
    }
    return best;
  }
}

/** Longer names in capitals (`HIMARS`) are also written as words (`Himars`). */
const LONGEST_ABBREVIATION = 4;
/** Several of what an abbreviation means: "HAWKs" are no hawks. */
const PLURAL = /^\p{Lu}{2,}s$/u;

function sameCase(alias: readonly Token[], tokens: readonly Token[], from: number): boolean {
  return alias.every((token, index) => {
    const seen = (tokens[from + index] as Token).text;
    const plural = token.text.endsWith('s') && PLURAL.test(token.text);
    const [asked, found] = plural ? [token.text.slice(0, -1), seen.slice(0, -1)] : [token.text, seen];
    if (isAllCapitals(asked) && asked.length <= LONGEST_ABBREVIATION)
      return asked.length < 2 || found.toUpperCase() === found;
    return !startsWithCapital(asked) || startsWithCapital(found);
  });
}

function startsWithCapital(text: string): boolean {
  const first = text.charAt(0);
  return first !== first.toLowerCase();
}

function isAllCapitals(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
