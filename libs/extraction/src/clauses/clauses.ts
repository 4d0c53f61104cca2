import type { Item } from '../mentions/types';

/** Signs that end a clause wherever they stand. */
const HARD = new Set([';', ':', '—', '–', '-', '--', '(', ')', '…']);
/** Words that open a clause wherever they stand. */
const OPENERS = new Set(
  'but while although though whereas which who whose whom because unless until when where whether after before since if as'.split(
    ' ',
  ),
);
/** Words that open a clause only after a comma. */
const AFTER_COMMA = new Set(
  'and or so with including making leaving triggering saying adding having despite following'.split(' '),
);
const REPORTING = new Set(
  'said says say told announced announces confirmed reported reports stated declared added noted explained stressed claimed revealed disclosed insisted warned acknowledged denied wrote indicated believe believes hopes hoped meaning news'.split(
    ' ',
  ),
);

/** For each item the number of the clause that it belongs to; numbers rise along the sentence. */
export function clausesOf(items: readonly Item[]): number[] {
  const clauses: number[] = [];
  let clause = 0;
  items.forEach((item, index) => {
    if (index > 0 && opensClause(items, index)) clause += 1;
    clauses.push(clause);
    if (item.kind === 'sign' && HARD.has(item.lower)) clause += 1;
  });
  return clauses;
}

function opensClause(items: readonly Item[], index: number): boolean {
  const item = items[index] as Item;
  if (item.kind !== 'word') return false;
  const before = items[index - 1] as Item;
  const next = items[index + 1];
  switch (item.lower) {
    case 'that':
      return before.kind === 'word' && REPORTING.has(before.lower);
    case 'as':
    case 'after':
    case 'before':
    case 'since':
    case 'until':
      return next?.kind !== 'number' && next?.kind !== 'date' && !(item.lower === 'as' && !isComma(before));
    default:
      return OPENERS.has(item.lower) || (AFTER_COMMA.has(item.lower) && isComma(before) && !joinsNames(items, index));
  }
}

function isComma(item: Item): boolean {
  return item.lower === ',';
}

/** Whether `, and` stands in a list of names rather than between clauses. */
function joinsNames(items: readonly Item[], index: number): boolean {
  const after = items[index + 1];
  const before = items[index - 2];
  return (
    after !== undefined &&
    before !== undefined &&
    after.kind !== 'word' &&
    before.kind === after.kind &&
    items[index + 2]?.kind === 'sign'
  );
}

/** Whether two items stand in one clause. */
export function sameClause(clauses: readonly number[], a: number, b: number): boolean {
  return clauses[a] === clauses[b];
}
