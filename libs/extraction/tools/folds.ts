import type { Labelled } from './labelled-articles';

/** Whether a text is a whole article, with events or without, rather than a passage. */
export function isWhole({ kind, text }: Labelled): boolean {
  return kind !== 'passages' && text.length >= 600;
}

/** The fold that a text belongs to, by its id alone. */
export function foldOf(id: string, folds: number): number {
  let hash = 7;
  for (const sign of id) hash = (Math.imul(hash, 31) + sign.charCodeAt(0)) >>> 0;
  return (hash % 997) % folds;
}
