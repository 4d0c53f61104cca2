import irregular from '../../lexicon/irregular-verbs.json';
import type { Item } from '../mentions/types';

export type Tense = 'past' | 'perfect' | 'pluperfect' | 'present' | 'future' | 'nominal';

const PAST_FORMS = new Set(Object.values(irregular as Record<string, string[]>).flatMap((forms) => forms.slice(1, -1)));
const AUXILIARIES: ReadonlyMap<string, Tense> = new Map([
  ['had', 'pluperfect'],
  ['has', 'perfect'],
  ['have', 'perfect'],
  ['is', 'present'],
  ['are', 'present'],
  ['am', 'present'],
  ['was', 'past'],
  ['were', 'past'],
  ['did', 'past'],
  ['will', 'future'],
  ["'ll", 'future'],
  ['shall', 'future'],
  ['may', 'present'],
  ['might', 'present'],
  ['could', 'present'],
  ['can', 'present'],
  ['would', 'present'],
  ['to', 'present'],
]);
const PASSING =
  /^(?:been|being|be|not|'t|also|already|now|just|recently|long|since|officially|formally|finally|repeatedly|still|once|twice|yet|never|reportedly|successfully|it|they|both|so|again|further)$/;

/** The tense in which a trigger's head stands, as far as its auxiliaries and its own form tell. */
export function tenseOf(items: readonly Item[], clauses: readonly number[], head: number): Tense {
  for (let index = head - 1; index >= Math.max(0, head - 5) && clauses[index] === clauses[head]; index -= 1) {
    const word = items[index] as Item;
    const tense = word.kind === 'word' ? AUXILIARIES.get(word.lower) : undefined;
    if (tense !== undefined) return tense;
    if (!PASSING.test(word.lower)) break;
  }
  const own = (items[head] as Item).lower;
  if (isPastForm(own)) return 'past';
  return nominalTense(items, clauses, head);
}

/** A noun takes the tense of the first finite word of its clause. */
function nominalTense(items: readonly Item[], clauses: readonly number[], head: number): Tense {
  const clause = items.filter((item, index) => clauses[index] === clauses[head] && item.kind === 'word');
  for (const item of clause) {
    const tense = AUXILIARIES.get(item.lower);
    if (tense !== undefined && item.lower !== 'to') return tense;
    if (isPastForm(item.lower)) return 'past';
  }
  return clause.some((item) => /(?:[^s]s)$/.test(item.lower)) ? 'present' : 'nominal';
}

function isPastForm(word: string): boolean {
  return PAST_FORMS.has(word) || (word.length > 4 && word.endsWith('ed') && !word.endsWith('eed'));
}
