import type { AnalysedSentence } from '../analysis';
import { type Item, isActor } from '../mentions/types';
import { type ArticleDeals, best, type SystemFacts, supplierOf } from './article-deals';
import type { SystemReference } from './reference';
import { partyOf } from './roles';

/** States and organisations that object, threaten or punish in a sentence. */
export function objectorsOf(sentence: AnalysedSentence): string[] {
  const votes = new Map<string, number>();
  for (const vote of sentence.roles)
    if (vote.role === 'objector') votes.set(vote.party, (votes.get(vote.party) ?? 0) + vote.weight);
  return [...votes.keys()];
}

/**
 * Turns a reference to the deal that is objected to: who objects does not sell the goods. A system that the sentence names
 * and the objector does not sell comes first, then the article's main deal, then the most prominent other one.
 */
export function objectedTo(
  sentence: AnalysedSentence,
  reference: SystemReference,
  deals: ArticleDeals,
): SystemReference {
  const objectors = objectorsOf(sentence);
  const foreign = (facts: SystemFacts | undefined) =>
    facts !== undefined && !objectors.includes(supplierOf(facts, deals.sellers) ?? '');
  const fits = reference.names.filter((name) => foreign(deals.systems.get(name)) || !deals.systems.has(name));
  if (fits.length > 0 && (reference.source === 'named' || objectors.length > 0)) return { ...reference, names: fits };
  const named = sentence.items.flatMap((item) =>
    item.kind === 'system' && !item.programme && foreign(deals.systems.get(item.name)) ? [item.name] : [],
  );
  const main = deals.main !== null && foreign(deals.systems.get(deals.main.system)) ? deals.main.system : null;
  const other = best(
    [...deals.systems.values()].filter(foreign).map((facts) => [facts.name, facts.prominence] as const),
  );
  const name = named[0] ?? main ?? other;
  return name === null ? reference : { names: [name], source: named.length > 0 ? 'named' : 'focus', noun: null };
}

/** A named objector is needed for an objection: a state, an organisation, "allies", "the West", senators. */
export function namesAnObjector(sentence: AnalysedSentence): boolean {
  return sentence.items.some((item) => isActor(item) || isGroup(item));
}

function isGroup(item: Item): boolean {
  return (
    item.kind === 'word' &&
    /^(?:west|allies|neighbours|neighbors|alliance|rights|activists|campaigners|groups)$/.test(item.lower)
  );
}

export { partyOf };
