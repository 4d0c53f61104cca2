import type { Item } from '../mentions/types';
import type { Frame } from '../triggers/frames';
import type { Trigger } from '../triggers/types';
import type { Modality } from './modality';

export type HeadForm = 'verb' | 'noun' | 'gerund' | 'infinitive';

/** Words that are noun and verb in one form. */
const EITHER = new Set(
  (
    'purchase purchases order orders buy offer offers supply supplies export exports transfer transfers delay delays halt ban block veto ' +
    'bid request requests pick launch test tests freeze hold pause suspension approach approaches bids ship ships pitch award awards plan plans ' +
    'sanction sanctions deploy market markets demand demands cut cuts drop review share shares'
  ).split(' '),
);
const BEFORE_A_NOUN =
  /^(?:the|a|an|its|their|his|her|our|this|that|these|those|any|no|another|'s|'|of|over|about|for|on|in|from|with|by|new|first|second|planned|possible|proposed|potential|own|such|recent|arms|missile|defence|defense|military|initial|large|big|major|more|future|follow|tender|weapons|further|additional|prospective|joint|earlier|and)$/;

/** How the head of a trigger is used: "ordered 20", "the order", "buying them", "to buy". */
export function headFormOf(items: readonly Item[], trigger: Trigger): HeadForm {
  const word = (items[trigger.head] as Item).lower;
  if (readsAsNoun(items, trigger.head)) return 'noun';
  const at = beforeAdverbs(items, trigger.head);
  const before = items[at];
  if (trigger.matched.some((index) => index < trigger.head && items[index]?.kind === 'word')) return 'verb';
  if (word.endsWith('ing'))
    return /^(?:is|are|was|were|be|been|am|'s|'re|keep|keeps|kept|started|begun|began|starts)$/.test(
      before?.lower ?? '',
    )
      ? 'verb'
      : 'gerund';
  return before?.lower === 'to' && !trigger.matched.includes(at) ? 'infinitive' : 'verb';
}

/** Whether a word that can be noun and verb stands where only a noun can ("the purchase", "its export", "American sanctions"). */
export function readsAsNoun(items: readonly Item[], index: number): boolean {
  if (!EITHER.has(items[index]?.lower ?? '')) return false;
  const before = items[beforeAdverbs(items, index)];
  return before !== undefined && (before.kind === 'word' ? BEFORE_A_NOUN.test(before.lower) : isModifier(before));
}

function beforeAdverbs(items: readonly Item[], index: number): number {
  let at = index - 1;
  while (/(?:ly|also|not|never|now|already|then)$/.test(items[at]?.lower ?? '')) at -= 1;
  return at;
}

function isModifier(item: Item): boolean {
  return (
    item.kind === 'system' ||
    item.kind === 'class' ||
    item.kind === 'money' ||
    item.kind === 'number' ||
    item.kind === 'date' ||
    (item.kind === 'state' && item.form === 'demonym')
  );
}

/** Frames whose trigger has to be a verb that states something; a noun or bare gerund of theirs only names the thing. */
export const STATED: ReadonlySet<Frame> = new Set([
  'buy',
  'sell',
  'sign',
  'select',
  'decide',
  'cancel',
  'suspend',
  'approve',
  'block',
  'ordered',
  'deliver',
  'produce',
]);
/** Of these, what may state its step by a noun too ("after approval", "the signing of the contract"). */
export const BY_NOUN: ReadonlySet<Frame> = new Set([
  'sign',
  'select',
  'decide',
  'cancel',
  'suspend',
  'approve',
  'block',
  'ordered',
  'produce',
]);

/** Whether a trigger claims its step at all, or only names it ("Turkey's purchase", "buying the jets would …"). */
export function claimsAStep(trigger: Trigger, form: HeadForm, modality: Modality): boolean {
  if (!STATED.has(trigger.frame)) return true;
  if (form === 'noun') return BY_NOUN.has(trigger.frame);
  const bare = form === 'gerund' || form === 'infinitive';
  return !(bare && modality.mood === 'fact' && !(trigger.frame === 'sign' && form === 'gerund'));
}
