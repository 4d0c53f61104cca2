import words from '../../lexicon/language-words.json';

/** Function words of the languages that are told apart by their words; those of other scripts go by their letters. */
const WORDS = new Map(
  Object.entries(words as Record<string, string>).map(([code, list]) => [code, new Set(list.split(' '))]),
);
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/[پچژگ]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
];
const READ = 4000;
const FEWEST_WORDS = 12;

/**
 * The language of a text as ISO 639-1, by its script or by its most frequent function words. Short texts, and texts whose
 * words fit no listed language better than English, are taken for English (`en`).
 */
export function detectLanguage(text: string): string {
  const head = text.slice(0, READ);
  const letters = head.match(/\p{L}/gu) ?? [];
  const foreign = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter));
  if (letters.length > 0 && foreign.length > letters.length / 2) return byScript(foreign.join(''));
  return byWords(head);
}

function byScript(letters: string): string {
  return SCRIPTS.find(([pattern]) => pattern.test(letters))?.[1] ?? 'en';
}

function byWords(text: string): string {
  const tokens = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (tokens.length < FEWEST_WORDS) return 'en';
  let best = { code: 'en', hits: 0 };
  for (const [code, list] of WORDS) {
    const hits = tokens.filter((token) => list.has(token)).length;
    if (hits > best.hits) best = { code, hits };
  }
  return best.code;
}
