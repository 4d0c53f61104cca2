import lexicon from '../../lexicon/outlets.json';
import { fold } from '../text/fold';

const NAMES = new Map(
  lexicon.outlets.flatMap(({ name, aliases = [] }: { name: string; aliases?: string[] }) =>
    [name, ...aliases].map((form) => [plain(form), fold(name)] as const),
  ),
);
const OUTLET = alternatives(
  lexicon.outlets.flatMap(({ name, aliases = [] }: { name: string; aliases?: string[] }) => [name, ...aliases]),
);
const KIND = alternatives(lexicon.kinds);
const PRINTED = alternatives(lexicon.kinds.filter((kind) => /daily|weekly|newspaper|magazine|news/.test(kind)));
/** An outlet that the list does not hold, by its capitals; days and months are none. */
const UNLISTED = String.raw`(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2}`;
const NAMED = String.raw`(?:(?:the\s+)?(?:[\p{L}'’-]+\s+){0,3}?(${OUTLET})|(?:[\p{L}'’-]+\s+){0,3}?${PRINTED}\s+(${UNLISTED}))`;

/** What a sentence must hold one of for a pattern to be tried: most name no outlet, and the patterns are long. */
const HINTS = new Set(
  [...NAMES.keys(), ...lexicon.kinds].map((form) => /[\p{L}\p{N}]+/u.exec(form.replace(/^The /, ''))?.[0]),
);
const WORDS = /[\p{L}\p{N}]+/gu;

const PATTERNS = [
  String.raw`\b${alternatives(lexicon.naming.flatMap(anyStart))}\s+${NAMED}(?![\p{L}\p{N}])`,
  String.raw`(?<![\p{L}\p{N}])(?:(${OUTLET})(?:['’]s)?(?:\s+${KIND})?|${PRINTED}\s+(${UNLISTED}))\s+${alternatives(lexicon.saying)}\b`,
  String.raw`[(/](${OUTLET})(?:\s*[,/;]\s*(?:${OUTLET}))*[)/]`,
].map((source) => new RegExp(source, 'u'));

/**
 * Whom a sentence names as its source, as the outlet's plain lower-case name: "TASS reported", "told the daily Hürriyet",
 * "according to Reuters", "ANKARA (AFP) -". Null where it speaks for itself. What outlets there are, and by which words they
 * are quoted, stands in lexicon/outlets.json.
 */
export function originOf(sentence: string): string | null {
  // the events of one sentence ask one after the other
  if (last.sentence !== sentence) last = { sentence, origin: foundIn(sentence) };
  return last.origin;
}

let last: { readonly sentence: string; readonly origin: string | null } = { sentence: '', origin: null };

function foundIn(sentence: string): string | null {
  if (!sentence.match(WORDS)?.some((word) => HINTS.has(word))) return null;
  for (const pattern of PATTERNS) {
    const name = pattern
      .exec(sentence)
      ?.slice(1)
      .find((group) => group !== undefined);
    if (name !== undefined) return NAMES.get(plain(name)) ?? fold(name);
  }
  return null;
}

/** As it stands inside a sentence and at its start. */
function anyStart(words: string): string[] {
  return [words, words.charAt(0).toUpperCase() + words.slice(1)];
}

function plain(name: string): string {
  return name.replace(/’/g, "'").replace(/\s+/g, ' ');
}

/** The longest first, so that none hides a longer one. */
function alternatives(forms: readonly string[]): string {
  const escaped = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return `(?:${escaped.map((form) => form.replace(/ /g, String.raw`\s+`).replace(/['’]/g, "['’]")).join('|')})`;
}
