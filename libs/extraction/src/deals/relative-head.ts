import type { AnalysedSentence } from '../analysis';
import { type Item, isActor } from '../mentions/types';
import type { Frame } from '../triggers/frames';
import type { Trigger } from '../triggers/types';

/** Steps that are done to goods: in a relative clause their goods are the noun that the clause belongs to. */
const DONE_TO_GOODS: ReadonlySet<Frame> = new Set(['buy', 'ordered', 'sell', 'deliver']);
const PARTICIPLE =
  /^(?:bought|ordered|purchased|acquired|procured|sold|supplied|delivered|imported|exported|commissioned|leased|shipped)$/;
const BE = /^(?:is|are|was|were|been|being|be)$/;
const AUXILIARY = /^(?:has|have|had|will|would|to|did|may|might|could|should|must)$/;
const ADVERB = /(?:ly|also|already|just|since|once|now|then|first|later|never|not)$/;
const PRONOUN = /^(?:it|they|he|she|we|you|i)$/;
/** What an active verb's own object begins with; actors, goods and numbers apart. */
const OBJECT = /^(?:the|a|an|its|their|his|more|another|some|several|them|it)$/;
const AFTER_A_PARTICIPLE = /^(?:by|from)$/;
/** Plain words that stand for goods named elsewhere, so that they tell nothing about which goods are meant. */
const STAND_INS = new Set(
  (
    'those these that ones one them it all some any both most many others rest batch batches regiment regiments battery batteries ' +
    'squadron squadrons battalion battalions division divisions lot lots tranche tranches unit units shipment shipments consignment ' +
    'consignments set sets package packages example examples model models version versions variant variants equipment hardware arms ' +
    'goods kit weaponry armament armaments materiel fleet type types order orders deal contract'
  ).split(' '),
);
const PEOPLE =
  /(?:ers|ors|ists|ials|forces|authorities|allies|states|countries|nations|companies|firms|governments|armies|navies|troops|services)$/;

/**
 * Index of the noun that a trigger's relative clause belongs to, where the step is done to what that noun names ("machines that were
 * bought", "jets which Peru ordered", "tanks bought from Seoul"); null for every other trigger, and for nouns that only stand in
 * for goods named elsewhere ("the batch that was delivered"). Of parts of a system ("Patriot spares") it is the system.
 */
export function relativeHead({ items, clauses }: AnalysedSentence, trigger: Trigger): number | null {
  const verb = trigger.head;
  if (!DONE_TO_GOODS.has(trigger.frame) || !PARTICIPLE.test(items[verb]?.lower ?? '')) return null;
  const at = beforeRelative(items, clauses, verb) ?? reducedHead(items, verb);
  if (at === null) return null;
  const noun = beforeSource(items, at);
  const head = items[noun]?.kind === 'word' && items[noun - 1]?.kind === 'system' ? noun - 1 : noun;
  return namesGoods(items[head]) ? head : null;
}

/** Steps back over a comma and over where goods come from ("machines from Sweden, which were …"). */
function beforeSource(items: readonly Item[], from: number): number {
  const at = items[from]?.lower === ',' ? from - 1 : from;
  const comesFrom = isActor(items[at]) && /^(?:from|by)$/.test(items[at - 1]?.lower ?? '');
  return comesFrom ? at - 2 : at;
}

/** Index before `that` or `which`, where the verb's object is missing because the pronoun stands for it. */
function beforeRelative(items: readonly Item[], clauses: readonly number[], verb: number): number | null {
  let at = skipBack(items, verb - 1, ADVERB);
  const passive = BE.test(items[at]?.lower ?? '');
  at = skipVerbs(items, at);
  if (!passive) {
    const subject = items[at];
    if (subject === undefined || hasObject(items[verb + 1])) return null;
    if (!isActor(subject) && !PRONOUN.test(subject.lower)) return null;
    at -= 1;
  }
  const pronoun = items[at]?.lower;
  // "said that it bought …": such a `that` opens a clause of its own and stands for no noun
  const relative = pronoun === 'which' || (pronoun === 'that' && clauses[at] === clauses[at - 1]);
  return relative && at > 0 ? at - 1 : null;
}

function skipVerbs(items: readonly Item[], from: number): number {
  let at = from;
  while (at >= 0 && [BE, AUXILIARY, ADVERB].some((words) => words.test((items[at] as Item).lower))) at -= 1;
  return at;
}

function skipBack(items: readonly Item[], from: number, words: RegExp): number {
  let at = from;
  while (at >= 0 && words.test((items[at] as Item).lower)) at -= 1;
  return at;
}

function hasObject(after: Item | undefined): boolean {
  if (after === undefined) return false;
  return (
    isActor(after) ||
    after.kind === 'system' ||
    after.kind === 'class' ||
    after.kind === 'number' ||
    OBJECT.test(after.lower)
  );
}

/** Index of a noun right before a bare participle with its agent or source ("jets bought from Russia"). */
function reducedHead(items: readonly Item[], verb: number): number | null {
  const noun = items[verb - 1];
  const next = items[verb + 1]?.lower ?? '';
  if (noun === undefined || !AFTER_A_PARTICIPLE.test(next)) return null;
  if (noun.kind === 'system' || noun.kind === 'class') return verb - 1;
  const plural = noun.kind === 'word' && noun.lower.length > 3 && noun.lower.endsWith('s') && !PEOPLE.test(noun.lower);
  return plural ? verb - 1 : null;
}

/** Whether a noun tells what goods are meant: a mention of goods, or a plain word that stands for nothing else. */
function namesGoods(head: Item | undefined): boolean {
  if (head === undefined) return false;
  if (head.kind === 'system') return true;
  if (head.kind === 'class') return head.systemClass !== 'generic';
  // "established that …": what ends so is a verb with a clause of its own, not a noun
  return (
    head.kind === 'word' &&
    !head.capital &&
    /^\p{L}{3,}$/u.test(head.lower) &&
    !head.lower.endsWith('ed') &&
    !STAND_INS.has(head.lower)
  );
}
