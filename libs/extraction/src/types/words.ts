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
