import irregular from '../../lexicon/irregular-verbs.json';
import type { Item } from '../mentions/types';
import type { Trigger } from '../triggers/types';

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
  ["'ve", 'perfect'],
  ["'re", 'present'],
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

const OUTER = /^(?:said|warned|threatened|stated|announced|declared|urged|insisted|hinted|suggested|promised|told)$/;
const REPORTING =
  /^(?:said|says|told|announced|confirmed|reported|stated|declared|added|noted|explained|wrote|claimed)$/;

/** The tense in which a trigger claims its step: by the auxiliaries and form of its verb, else by the verb of its clause. */
export function tenseOf(
  items: readonly Item[],
  clauses: readonly number[],
  trigger: Pick<Trigger, 'head' | 'matched'>,
): Tense {
  const tense = ownTense(items, clauses, trigger) ?? nominalTense(items, clauses, trigger.head);
  const outer = outerTense(items, clauses, trigger.head);
  if (outer !== null && (tense === 'present' || tense === 'future')) return outer;
  // "said that they had signed" is the past form of "have signed"
  const reported =
    tense === 'pluperfect' &&
    items.some((item, at) => REPORTING.test(item.lower) && clauses[at] !== clauses[trigger.head]);
  return reported ? 'perfect' : tense;
}

/** "Had warned that it would …": what stands under such a verb is as far back as the verb. */
function outerTense(items: readonly Item[], clauses: readonly number[], head: number): Tense | null {
  for (let index = head - 1; index > 0; index -= 1) {
    if (clauses[index] === clauses[head] || !OUTER.test((items[index] as Item).lower)) continue;
    const auxiliary =
      AUXILIARIES.get((items[index - 1] as Item).lower) ?? AUXILIARIES.get(items[index - 2]?.lower ?? '');
    return auxiliary === 'pluperfect' || auxiliary === 'perfect' ? auxiliary : null;
  }
  return null;
}

/** The head's tense, or where the head is a noun that of the first verb among the trigger's words. */
function ownTense(
  items: readonly Item[],
  clauses: readonly number[],
  trigger: Pick<Trigger, 'head' | 'matched'>,
): Tense | null {
  for (const index of [trigger.head, ...trigger.matched]) {
    const tense = verbTense(items, clauses, index);
    if (tense !== null) return tense;
  }
  return null;
}

function verbTense(items: readonly Item[], clauses: readonly number[], verb: number): Tense | null {
  for (let index = verb - 1; index >= Math.max(0, verb - 5) && clauses[index] === clauses[verb]; index -= 1) {
    const word = items[index] as Item;
    const tense = word.kind === 'word' ? AUXILIARIES.get(word.lower) : undefined;
    if (tense !== undefined) return tense;
    if (!PASSING.test(word.lower)) break;
  }
  return isPastForm((items[verb] as Item).lower) ? 'past' : null;
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
