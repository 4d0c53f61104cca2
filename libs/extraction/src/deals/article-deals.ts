import type { DealKey } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import type { Item, SystemMention } from '../mentions/types';
import { isImplausible } from './implausible';
import { prepositionBefore, type RoleVote } from './roles';

export type Votes = ReadonlyMap<string, number>;

/** What an article says about one system: how often, and who buys and sells it. */
export interface SystemFacts {
  readonly name: string;
  readonly systemClass: string;
  readonly suppliers: readonly string[];
  readonly prominence: number;
  readonly buyers: Votes;
  readonly sellers: Votes;
}

/** The deals that an article can be about. */
export interface ArticleDeals {
  readonly systems: ReadonlyMap<string, SystemFacts>;
  readonly buyers: Votes;
  readonly sellers: Votes;
  /** The deal that the article is mostly about; null where no system has both parties. */
  readonly main: DealKey | null;
}

interface Draft {
  readonly mention: SystemMention;
  prominence: number;
  readonly buyers: Map<string, number>;
  readonly sellers: Map<string, number>;
}

/** Tallies the votes of all sentences; the title counts three times, the first paragraph one and a half times. */
export function articleDeals(analysed: readonly AnalysedSentence[]): ArticleDeals {
  const drafts = new Map<string, Draft>();
  const buyers = new Map<string, number>();
  const sellers = new Map<string, number>();
  let focus: Draft[] = [];
  for (const sentence of analysed) {
    const factor = sentence.sentence.role === 'title' ? 3 : sentence.sentence.paragraph === 0 ? 1.5 : 1;
    const here = draftsOf(sentence.items, drafts, factor);
    if (here.length > 0) focus = here.map(({ draft }) => draft);
    const near = here.length > 0 ? here.map(({ draft }) => draft) : focus;
    for (const code of bystanders(sentence)) {
      add(buyers, code, MERE_MENTION * factor);
      for (const draft of near) add(draft.buyers, code, MERE_MENTION * factor * (here.length > 0 ? 1 : 0.5));
    }
    for (const code of capitalsAsPlaces(sentence))
      for (const draft of near) add(draft.buyers, code, PLACE_MENTION * factor);
    for (const vote of sentence.roles) {
      if (vote.role === 'objector') continue;
      const share = vote.weight * factor;
      add(vote.role === 'buyer' ? buyers : sellers, vote.party, share);
      for (const { draft, part } of targets(vote, here, focus, sentence.clauses)) {
        add(vote.role === 'buyer' ? draft.buyers : draft.sellers, vote.party, share * part);
      }
    }
  }
  const systems = new Map([...drafts].map(([name, draft]) => [name, factsOf(draft)]));
  return { systems, buyers, sellers, main: mainDeal(systems, buyers, sellers) };
}

/** Systems of which votes are kept, in the order of the text; no report names so many, and each trigger may ask for all of them. */
const MOST_SYSTEMS = 100;
/** Votes that a partner of a consortium needs before it counts as a buyer. */
const PARTNER_BUYS = 6;
/** A state that is only mentioned beside a system may be its buyer, where nobody else is. */
const MERE_MENTION = 0.25;
/** A capital that says where something was done is the last straw. */
const PLACE_MENTION = 0.08;

function bystanders({ items, roles }: AnalysedSentence): string[] {
  const excluded = new Set(roles.filter(({ role }) => role !== 'buyer').map(({ party }) => party));
  const codes = flat(items, (item, index) => (item.kind === 'state' && !isPlaceOnly(items, index) ? [item.code] : []));
  return [...new Set(codes)].filter((code) => !excluded.has(code));
}

function capitalsAsPlaces({ items }: AnalysedSentence): string[] {
  return flat(items, (item, index) =>
    item.kind === 'state' && item.form === 'capital' && isPlaceOnly(items, index) ? [item.code] : [],
  );
}

/** A capital or town after `in` or `at` says where, not who. */
function isPlaceOnly(items: readonly Item[], index: number): boolean {
  const item = items[index];
  if (item?.kind !== 'state' || (item.form !== 'capital' && item.form !== 'city')) return false;
  if (item.form === 'city') return true;
  return /^(?:in|at|near|from|outside|of)$/.test(prepositionBefore(items, index) ?? '');
}

interface Place {
  readonly draft: Draft;
  readonly item: number;
}

function draftsOf(items: readonly Item[], drafts: Map<string, Draft>, factor: number): Place[] {
  const places: Place[] = [];
  items.forEach((item, index) => {
    if (item.kind !== 'system' || item.programme) return;
    if (drafts.size >= MOST_SYSTEMS && !drafts.has(item.name)) return;
    const draft = drafts.get(item.name) ?? { mention: item, prominence: 0, buyers: new Map(), sellers: new Map() };
    draft.prominence += factor;
    drafts.set(item.name, draft);
    places.push({ draft, item: index });
  });
  return places;
}

/** The systems that a vote speaks of: those it spans, else those of its clause, its sentence, or the last sentence that named one. */
function targets(vote: RoleVote, here: readonly Place[], focus: readonly Draft[], clauses: readonly number[]) {
  const spanned = here.filter(({ item }) => item >= vote.from && item < vote.to);
  if (spanned.length > 0) return spanned.map(({ draft }) => ({ draft, part: 1 }));
  const near = here.filter(({ item }) => clauses[item] === clauses[vote.item]);
  if (near.length > 0) return near.map(({ draft }) => ({ draft, part: 0.8 }));
  if (here.length > 0) return here.map(({ draft }) => ({ draft, part: 0.4 }));
  return focus.map((draft) => ({ draft, part: 0.4 }));
}

function add(votes: Map<string, number>, party: string, weight: number): void {
  votes.set(party, (votes.get(party) ?? 0) + weight);
}

function factsOf(draft: Draft): SystemFacts {
  const { name, systemClass, suppliers } = draft.mention;
  return { name, systemClass, suppliers, prominence: draft.prominence, buyers: draft.buyers, sellers: draft.sellers };
}

/** The usual seller of a system, unless the article names another of its sellers more; of an unlisted one, whom it names most. */
export function supplierOf(facts: SystemFacts, sellers: Votes): string | null {
  const usual = facts.suppliers[0];
  if (usual !== undefined)
    return (
      best(facts.suppliers.map((code, index) => [code, (facts.sellers.get(code) ?? 0) - index * 0.1] as const)) ?? usual
    );
  return best([...facts.sellers]) ?? best([...sellers]);
}

/** Who buys a system by the article's votes; the United States and whoever buys other goods need stronger ones. */
export function recipientOf(facts: SystemFacts, supplier: string | null, buyers: Votes): string | null {
  const codes = new Set([...facts.buyers.keys(), ...buyers.keys()].filter((code) => canBuy(code, supplier, facts)));
  const scored = [...codes].map((code) => {
    const own = facts.buyers.get(code) ?? 0;
    const score = own + 0.3 * (buyers.get(code) ?? 0) - 0.5 * (facts.sellers.get(code) ?? 0);
    return [code, code === 'US' ? score * 0.4 : score] as const;
  });
  return best(scored.filter(([, score]) => score > 0));
}

/** Makers of a consortium hardly buy its goods from each other; rivals do not trade. */
export function canBuy(code: string, supplier: string | null, facts: SystemFacts): boolean {
  const partner = facts.suppliers.includes(code) && (facts.buyers.get(code) ?? 0) < PARTNER_BUYS;
  return code !== supplier && !partner && /^[A-Z]{2}$/.test(code) && !isImplausible(supplier, code);
}

/** The party with the highest vote; of equal ones the first in the alphabet, so that the answer never depends on order. */
export function best(votes: readonly (readonly [string, number])[]): string | null {
  let winner: readonly [string, number] | null = null;
  for (const vote of votes) {
    if (winner === null || vote[1] > winner[1] || (vote[1] === winner[1] && vote[0] < winner[0])) winner = vote;
  }
  return winner?.[0] ?? null;
}

function mainDeal(systems: ReadonlyMap<string, SystemFacts>, buyers: Votes, sellers: Votes): DealKey | null {
  const ranked = [...systems.values()].sort((a, b) => b.prominence - a.prominence || (a.name < b.name ? -1 : 1));
  for (const facts of ranked) {
    const supplier = supplierOf(facts, sellers);
    const recipient = recipientOf(facts, supplier, buyers);
    if (supplier !== null && recipient !== null) return { supplier, recipient, system: facts.name };
  }
  return null;
}
