import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import { type Item, isActor } from '../mentions/types';
import type { Trigger } from '../triggers/types';
import { type ArticleDeals, best, supplierOf } from './article-deals';
import type { SystemReference } from './reference';
import { prepositionBefore } from './roles';

/** States and organisations that object, threaten or punish in a sentence. */
export function objectorsOf(sentence: AnalysedSentence): string[] {
  const votes = new Map<string, number>();
  for (const vote of sentence.roles)
    if (vote.role === 'objector') votes.set(vote.party, (votes.get(vote.party) ?? 0) + vote.weight);
  return [...votes.keys()];
}

/**
 * Turns a reference to the deal that is objected to: who objects does not sell the goods, and the programme that someone is
 * thrown out of is not the cause. A system that the sentence names comes first, then the main deal, then the most prominent.
 */
export function objectedTo(
  sentence: AnalysedSentence,
  trigger: Trigger,
  reference: SystemReference,
  deals: ArticleDeals,
): SystemReference {
  const against = new Set([...objectorsOf(sentence), ...subjectOf(sentence, trigger)]);
  const programme = trigger.frame === 'oust' ? systemsIn(sentence, trigger) : [];
  const foreign = (name: string) => {
    const facts = deals.systems.get(name);
    return facts !== undefined && !programme.includes(name) && !against.has(supplierOf(facts, deals.sellers) ?? '');
  };
  const fits = reference.names.filter((name) => foreign(name) || !deals.systems.has(name));
  if (fits.length > 0 && (reference.source === 'named' || against.size > 0)) return { ...reference, names: fits };
  const named = flat(sentence.items, (item) =>
    item.kind === 'system' && !item.programme && foreign(item.name) ? [item.name] : [],
  );
  const main = deals.main !== null && foreign(deals.main.system) ? deals.main.system : null;
  const other = best(
    [...deals.systems.values()]
      .filter(({ name }) => foreign(name))
      .map((facts) => [facts.name, facts.prominence] as const),
  );
  const name = named[0] ?? main ?? other;
  return name === null ? reference : { names: [name], source: named.length > 0 ? 'named' : 'focus', noun: null };
}

/** The nearest state before a trigger that no preposition governs: whoever speaks or acts. */
function subjectOf({ items, clauses }: AnalysedSentence, trigger: Trigger): string[] {
  for (let index = trigger.head - 1; index >= 0; index -= 1) {
    const item = items[index] as Item;
    if (clauses[index] !== clauses[trigger.head]) return [];
    if (
      item.kind === 'state' &&
      (item.form !== 'demonym' || item.agent !== null) &&
      prepositionBefore(items, index) === null &&
      items[index + 1]?.lower !== "'s"
    ) {
      return [item.code];
    }
  }
  return [];
}

function systemsIn({ items }: AnalysedSentence, trigger: Trigger): string[] {
  return flat(items, (item, index) =>
    item.kind === 'system' && index >= trigger.from - 1 && index <= trigger.to ? [item.name] : [],
  );
}

/** A named objector is needed for an objection: a state, an organisation, "allies", "the West", senators. */
export function namesAnObjector(sentence: AnalysedSentence): boolean {
  return sentence.items.some((item) => isActor(item) || isGroup(item));
}

function isGroup(item: Item): boolean {
  return (
    item.kind === 'word' &&
    /^(?:west|allies|neighbours|neighbors|alliance|rights|activists|campaigners|groups|it|they|lawmakers|senators|congressmen|legislators|administration)$/.test(
      item.lower,
    )
  );
}
