import type { DealKey, EventType } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import type { Trigger } from '../triggers/types';
import { type ArticleDeals, best, canBuy, recipientOf, type SystemFacts, supplierOf } from './article-deals';
import type { SystemReference } from './reference';
import type { RoleVote } from './roles';

/** A deal with what in the text named each of its parts. */
export interface ResolvedDeal {
  readonly deal: DealKey;
  readonly systemFrom: string;
  readonly supplierFrom: string;
  readonly recipientFrom: string;
  /** 0 to 1: how firmly the text ties the event to this deal. */
  readonly certainty: number;
}

interface Context {
  readonly sentence: AnalysedSentence;
  readonly trigger: Trigger;
  readonly deals: ArticleDeals;
  /** Recipient of the deal last spoken of. */
  readonly focusRecipient: string | null;
}

/** Votes that a state has from a capital named as a place alone. */
const MERE_PLACE = 0.15;
const SECOND_HAND = /^(?:used|secondhand|surplus|refurbished|retired|stocks|stockpiles|donated|donate|donation)$/;

/** The deals of a trigger: one for each system, or for each of several buyers that one sentence names together. */
export function resolveDeals(reference: SystemReference, context: Context): ResolvedDeal[] {
  return flat(reference.names, (name) => {
    const facts = context.deals.systems.get(name) ?? generalFacts(name, reference.noun);
    const supplier = pickSupplier(facts, context);
    if (supplier === null) return [];
    return pickRecipients(facts, supplier.party, context)
      .filter(({ party }) => party !== supplier.party)
      .map(({ party, why, certainty }) => ({
        deal: { supplier: supplier.party, recipient: party, system: name },
        systemFrom: reference.source,
        supplierFrom: supplier.why,
        recipientFrom: why,
        certainty: certainty * (reference.source === 'named' ? 1 : reference.source === 'noun' ? 0.9 : 0.8),
      }));
  });
}

function generalFacts(name: string, noun: string | null): SystemFacts {
  return { name, systemClass: noun ?? 'other', suppliers: [], prominence: 0, buyers: new Map(), sellers: new Map() };
}

function pickSupplier(facts: SystemFacts, context: Context): { party: string; why: string } | null {
  const { sentence, trigger, deals } = context;
  const local = localVotes(sentence, trigger, 'seller').filter(([code]) => code.length === 2);
  const resale = resellerOf(facts, sentence, trigger, local);
  if (resale !== null) return { party: resale, why: 'resale' };
  const listed = best(local.filter(([code]) => facts.suppliers.includes(code)));
  if (listed !== null) return { party: listed, why: 'sentence' };
  if (facts.suppliers.length === 0) {
    const here = best(local);
    if (here !== null) return { party: here, why: 'sentence' };
  }
  const usual = supplierOf(facts, deals.sellers);
  return usual === null ? null : { party: usual, why: facts.suppliers.length > 0 ? 'system table' : 'article' };
}

/** Words of a former owner, "from" a state that does not make the goods, or its adjective before them where another state buys. */
function resellerOf(
  facts: SystemFacts,
  sentence: AnalysedSentence,
  trigger: Trigger,
  local: readonly [string, number][],
): string | null {
  if (facts.suppliers.length === 0 || local.some(([code]) => facts.suppliers.includes(code))) return null;
  const buyers = localVotes(sentence, trigger, 'buyer');
  const buys = (code: string) => buyers.some(([buyer, weight]) => buyer === code && weight >= 1.5);
  const others = local.filter(([code]) => !buys(code));
  const used = sentence.items.some((item) => SECOND_HAND.test(item.lower));
  const strong = others.filter(
    ([code, weight]) =>
      used ||
      weight >= 6 ||
      (ownsGoods(sentence, code) &&
        mentionedStates(sentence).some((state) => state !== code && !facts.suppliers.includes(state))),
  );
  return best(strong);
}

function ownsGoods(sentence: AnalysedSentence, code: string): boolean {
  return sentence.roles.some(
    (vote) => vote.role === 'seller' && vote.party === code && vote.pattern === 'seller:@demonym @arms',
  );
}

function pickRecipients(
  facts: SystemFacts,
  supplier: string,
  context: Context,
): { party: string; why: string; certainty: number }[] {
  const { sentence, trigger, deals, focusRecipient } = context;
  const local = localVotes(sentence, trigger, 'buyer').filter(([code]) => canBuy(code, supplier, facts));
  const sellers = new Map(localVotes(sentence, trigger, 'seller'));
  const scored = local
    .map(([code, weight]) => [code, weight - 0.7 * (sellers.get(code) ?? 0)] as const)
    .filter(([, weight]) => weight > 0.5);
  const winner = best(scored);
  if (winner !== null) {
    const together = scored
      .filter(([code]) => code === winner || joinedInList(sentence, trigger, winner, code))
      .map(([code]) => code);
    return together.map((party) => ({ party, why: 'sentence', certainty: 0.95 }));
  }
  const mentioned = mentionedStates(sentence).filter(
    (code) =>
      canBuy(code, supplier, facts) && (facts.buyers.get(code) ?? 0) > MERE_PLACE && !isObjector(sentence, code),
  );
  const named = best(mentioned.map((code) => [code, facts.buyers.get(code) ?? 0] as const));
  if (named !== null) return [{ party: named, why: 'mention', certainty: 0.9 }];
  const byArticle = recipientOf(facts, supplier, new Map());
  const main = deals.main?.recipient;
  if (byArticle === null && main !== undefined && canBuy(main, supplier, facts))
    return [{ party: main, why: 'article', certainty: 0.75 }];
  const inFocus =
    focusRecipient !== null &&
    canBuy(focusRecipient, supplier, facts) &&
    (byArticle === null || (facts.buyers.get(focusRecipient) ?? 0) > 0);
  if (inFocus && focusRecipient !== null) return [{ party: focusRecipient, why: 'focus', certainty: 0.8 }];
  const party = byArticle ?? recipientOf(facts, supplier, deals.buyers);
  return party === null ? [] : [{ party, why: 'article', certainty: 0.7 }];
}

/** Votes near a trigger: in full in its clause, by half elsewhere in the sentence. */
function localVotes(sentence: AnalysedSentence, trigger: Trigger, role: RoleVote['role']): [string, number][] {
  const votes = new Map<string, number>();
  for (const vote of sentence.roles) {
    if (vote.role !== role) continue;
    const near = sentence.clauses[vote.item] === sentence.clauses[trigger.head] ? 1 : 0.5;
    votes.set(vote.party, (votes.get(vote.party) ?? 0) + vote.weight * near);
  }
  return [...votes];
}

function joinedInList(sentence: AnalysedSentence, trigger: Trigger, a: string, b: string): boolean {
  const spans = sentence.roles.filter(
    (vote) => vote.role === 'buyer' && sentence.clauses[vote.item] === sentence.clauses[trigger.head],
  );
  return spans.some(
    (vote) =>
      vote.party === a &&
      spans.some((other) => other.party === b && other.pattern === vote.pattern && other.from === vote.from),
  );
}

function mentionedStates(sentence: AnalysedSentence): string[] {
  return flat(sentence.items, (item) => (item.kind === 'state' ? [item.code] : []));
}

function isObjector(sentence: AnalysedSentence, code: string): boolean {
  return sentence.roles.some((vote) => vote.role === 'objector' && vote.party === code);
}

const PRESSURE: ReadonlySet<EventType> = new Set([
  'SanctionsThreatened',
  'SanctionsAdvanced',
  'SanctionsImposed',
  'SanctionsLifted',
  'ObjectionRaised',
  'ParticipationSuspended',
]);

/** Whether a type speaks against a deal, so that who acts is neither its supplier nor its recipient. */
export function isPressure(type: EventType): boolean {
  return PRESSURE.has(type);
}
