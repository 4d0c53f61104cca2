import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import type { Item } from '../mentions/types';
import type { Trigger } from '../triggers/types';
import type { ArticleDeals } from './article-deals';
import { covers, leadsAPackage } from './class-family';
import { relativeHead } from './relative-head';
import { singular } from './scene';

/** Which system a trigger speaks of, and what in the text says so. */
export interface SystemReference {
  readonly names: readonly string[];
  readonly source: 'named' | 'noun' | 'focus' | 'general noun';
  /** Class of a general noun where no designation is meant. */
  readonly noun: string | null;
}

/** What was last spoken of when a sentence is reached. */
export interface Focus {
  /** Systems in the order in which they were last named, the latest last. */
  readonly recent: readonly string[];
  readonly system: string | null;
}

const VAGUE = new Set([
  'generic',
  'aircraft',
  'ship',
  'missile',
  'launcher',
  'vehicle',
  'engine',
  'radar',
  'ammunition',
  'small-arms',
  'air-to-air-missile',
  'air-to-ground-munition',
]);

/**
 * Resolves the system of a trigger: the noun of its relative clause, named in the clause, by a noun of its class, named in the
 * sentence, or the one in focus. Null where no system can be meant.
 */
export function referOf(
  sentence: AnalysedSentence,
  trigger: Trigger,
  deals: ArticleDeals,
  focus: Focus,
): SystemReference | null {
  const head = relativeHead(sentence, trigger);
  if (head !== null) return referOfHead(head, sentence, deals, focus);
  const named = namedSystems(sentence, trigger);
  const noun = nounNear(sentence, trigger);
  if (noun !== null && !(named?.inClause && covers(noun.systemClass, named.systemClass))) {
    const byNoun = systemOfClass(noun.systemClass, deals, focus, sellersIn(sentence));
    if (byNoun !== null && noun.systemClass !== 'generic') return { names: [byNoun], source: 'noun', noun: null };
    if (byNoun === null && !VAGUE.has(noun.systemClass))
      return { names: [singular(noun.noun)], source: 'general noun', noun: noun.systemClass };
  }
  if (named) return { names: named.names, source: 'named', noun: null };
  const system = focus.system ?? deals.main?.system ?? null;
  return system === null ? null : { names: [system], source: 'focus', noun: null };
}

/** What the noun of a relative clause names; a noun of other goods, or of none, speaks of no deal that the text has named. */
function referOfHead(
  at: number,
  sentence: AnalysedSentence,
  deals: ArticleDeals,
  focus: Focus,
): SystemReference | null {
  const head = sentence.items[at];
  if (head?.kind === 'system')
    return head.programme ? null : { names: listedWith(sentence.items, at), source: 'named', noun: null };
  if (head?.kind !== 'class') return null;
  const byNoun = systemOfClass(head.systemClass, deals, focus, sellersIn(sentence));
  if (byNoun !== null) return { names: [byNoun], source: 'noun', noun: null };
  if (VAGUE.has(head.systemClass)) return null;
  return { names: [singular(head.noun)], source: 'general noun', noun: head.systemClass };
}

interface Named {
  readonly names: readonly string[];
  readonly inClause: boolean;
  readonly systemClass: string;
}

function namedSystems(sentence: AnalysedSentence, trigger: Trigger): Named | null {
  const { items, clauses } = sentence;
  const places = flat(items, (item, index) => (item.kind === 'system' && !item.programme ? [index] : []));
  if (places.length === 0) return null;
  const inClause = places.filter((index) => clauses[index] === clauses[trigger.head]);
  const pool = inClause.length > 0 ? inClause : places;
  const chosen = pool.reduce((best, index) => (distance(index, trigger) < distance(best, trigger) ? index : best));
  const first = items[chosen] as Item & { kind: 'system' };
  const joined = pool.filter((index) => index !== chosen && areListed(items, chosen, index));
  const names = [first.name, ...joined.map((index) => (items[index] as Item & { kind: 'system' }).name)];
  return { names: [...new Set(names)], inClause: inClause.length > 0, systemClass: first.systemClass };
}

/** Distance to the trigger; what stands after it is nearer than what stands before. */
function distance(index: number, trigger: Trigger): number {
  if (trigger.matched.includes(index)) return 0;
  return index > trigger.head ? index - trigger.head : (trigger.head - index) * 1.5 + 2;
}

/** The names of a system and of those that stand in one list with it. */
function listedWith(items: readonly Item[], at: number): string[] {
  const names = flat(items, (item, index) =>
    item.kind === 'system' && !item.programme && (index === at || areListed(items, at, index)) ? [item.name] : [],
  );
  return [...new Set(names)];
}

/** Whether two systems stand in one list as goods of equal rank ("Su-35s and S-400s"), not one as part of the other. */
function areListed(items: readonly Item[], a: number, b: number): boolean {
  const [from, to] = a < b ? [a, b] : [b, a];
  const between = items.slice(from + 1, to);
  const classes = [items[a], items[b]].map((item) => (item?.kind === 'system' ? item.systemClass : ''));
  if (!classes.every(leadsAPackage) || to - from > 9) return false;
  if (
    between.some((item) =>
      /^(?:with|including|plus|carrying|armed|alongside|instead|than|over|for|after|if|not)$/.test(item.lower),
    )
  )
    return false;
  return (
    between.some((item) => /^(?:and|or)$/.test(item.lower)) &&
    between.every((item) => item.kind !== 'word' || isListWord(item.lower))
  );
}

function isListWord(word: string): boolean {
  return /^(?:and|or|of|the|a|an|its|on|some|up|to|several|new|as|well|both|initial|first|batch|more|additional|for)$/.test(
    word,
  );
}

function nounNear(sentence: AnalysedSentence, trigger: Trigger): { systemClass: string; noun: string } | null {
  const { items, clauses } = sentence;
  const spanned = trigger.matched.map((index) => items[index]).find((item) => item?.kind === 'class');
  if (spanned?.kind === 'class') return spanned;
  const after = items
    .slice(trigger.head, trigger.head + 8)
    .find((item, offset) => item.kind === 'class' && clauses[trigger.head + offset] === clauses[trigger.head]);
  if (after?.kind === 'class') return after;
  const before = items
    .slice(0, trigger.head)
    .filter((item, index) => item.kind === 'class' && clauses[index] === clauses[trigger.head]);
  const last = before.at(-1);
  return last?.kind === 'class' ? last : null;
}

/** The system last named whose class a noun covers, one that a state named here sells before others; null where there is none. */
function systemOfClass(noun: string, deals: ArticleDeals, focus: Focus, sellers: readonly string[]): string | null {
  const fits = (name: string) => covers(noun, deals.systems.get(name)?.systemClass ?? '');
  const soldHere = (name: string) => deals.systems.get(name)?.suppliers.some((code) => sellers.includes(code)) ?? false;
  const order = [
    ...(focus.system === null ? [] : [focus.system]),
    ...[...focus.recent].reverse(),
    ...deals.systems.keys(),
  ].filter(fits);
  return order.find(soldHere) ?? order[0] ?? null;
}

function sellersIn(sentence: AnalysedSentence): string[] {
  return sentence.roles.filter(({ role }) => role === 'seller').map(({ party }) => party);
}
