import type { Item } from '../mentions/types';

/** A sentence's items as the network reads them: words by themselves, names by their kind, so that no deal is learnt by heart. */
export function wordsOf(items: readonly Item[]): string[] {
  return items.map(wordOf);
}

function wordOf(item: Item): string {
  switch (item.kind) {
    case 'word':
    case 'sign':
      return item.lower;
    case 'state':
      if (item.agent !== null) return '@agent';
      return item.form === 'name'
        ? '@state'
        : item.form === 'demonym'
          ? '@demonym'
          : item.form === 'city'
            ? '@city'
            : '@capital';
    case 'system':
      return item.programme ? '@programme' : '@system';
    default:
      return `@${item.kind}`;
  }
}

/** Neighbouring and nearly neighbouring words, as features of their own. */
export function pairsOf(words: readonly string[]): string[] {
  const pairs = new Set<string>();
  for (let at = 0; at <= words.length; at += 1) {
    const word = words[at - 1] ?? '^';
    pairs.add(`${word} ${words[at] ?? '$'}`);
    for (const gap of [1, 2]) if (at > 0 && at + gap < words.length) pairs.add(`${word} ~ ${words[at + gap]}`);
  }
  return [...pairs];
}
