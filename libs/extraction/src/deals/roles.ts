import rows from '../../lexicon/roles.json';
import { type Actor, type Item, isActor } from '../mentions/types';
import { readsAsNoun } from '../modality/head-form';
import { compile } from '../patterns/compile';
import { kindOf } from '../patterns/kind-of';
import { PatternIndex } from '../patterns/pattern-index';

export type Role = 'buyer' | 'seller' | 'objector';

/** Evidence that an actor plays a role, with the words that say so. */
export interface RoleVote {
  readonly role: Role;
  /** ISO code of the state (of a company: its state), or the name of a bloc. */
  readonly party: string;
  readonly item: number;
  readonly weight: number;
  readonly pattern: string;
  /** The items that the pattern spans. */
  readonly from: number;
  readonly to: number;
}

const ROLES = new PatternIndex<{ readonly weight: number }>(
  rows.flatMap((row) => row.patterns.map((source) => compile(source, { weight: row.weight }))),
);
const LABELS: readonly Role[] = ['buyer', 'seller', 'objector'];
const PREPOSITIONS = new Set(
  'to for from with by of in against over between toward towards at on despite under into about'.split(' '),
);
const BETWEEN = new Set([
  'the',
  'a',
  'an',
  'its',
  'both',
  'neighbouring',
  'neighboring',
  'fellow',
  'ally',
  'member',
  'then',
  '"',
  '“',
  'president',
  'nearby',
  'countries',
  'like',
]);

/** The votes of one sentence; coordinated actors ("India and Qatar") share the vote of the one that is named in it. */
export function findRoles(items: readonly Item[], clauses: readonly number[]): RoleVote[] {
  const votes: RoleVote[] = [];
  for (const match of ROLES.find(items)) {
    if (clauses[match.from] !== clauses[match.to - 1]) continue;
    for (const role of LABELS) {
      const at = match.labels.get(role);
      if (at === undefined) continue;
      const verb = match.matched.at(-1) as number;
      if (readsAsNoun(items, verb) && isSubject(items, at, match)) continue;
      if (isSubject(items, at, match) && !canBeSubject(items, at, match.head)) continue;
      const passive = isSubject(items, at, match) && isPassive(items, match.head);
      if (passive && role === 'objector') continue;
      for (const item of [at, ...coordinated(items, at)]) {
        const { from, to } = match;
        votes.push({
          role: (passive || isOrderFrom(items, match.head)) && role === 'seller' ? 'buyer' : role,
          party: partyOf(items[item] as Item),
          item,
          weight: match.pattern.meaning.weight,
          pattern: match.pattern.source,
          from,
          to,
        });
      }
    }
  }
  return votes;
}

/** ISO code of a state or of a company's state; the name of a bloc. */
export function partyOf(item: Item): string {
  if (item.kind === 'state' || item.kind === 'company') return item.code;
  return item.kind === 'bloc' ? item.name : '';
}

/** The preposition that governs an actor, through determiners and the names before it in a list; null for none. */
export function prepositionBefore(items: readonly Item[], at: number): string | null {
  // "with A and B, C is to buy": after a comma a name goes on with a list only where the list goes on after it
  if (items[at - 1]?.lower === ',' && !/^(?:and|or|,)$/.test(items[at + 1]?.lower ?? '')) return null;
  for (let index = at - 1; index >= 0 && index >= at - 6; index -= 1) {
    const item = items[index] as Item;
    if (item.kind === 'word' && PREPOSITIONS.has(item.lower)) return item.lower;
    const skipped =
      isActor(item) ||
      item.lower === 'and' ||
      item.lower === ',' ||
      (item.kind === 'word' && (BETWEEN.has(item.lower) || item.capital));
    if (!skipped) return null;
  }
  return null;
}

/** "Won an order from Peru": who an order comes from buys; "ordered from Sweden" names the seller. */
function isOrderFrom(items: readonly Item[], head: number): boolean {
  return /^(?:orders?|requests?)$/.test(items[head]?.lower ?? '') && readsAsNoun(items, head);
}

/** Whether the labelled actor stands before the verb of its pattern rather than as a modifier of goods. */
function isSubject(items: readonly Item[], at: number, match: { from: number; head: number }): boolean {
  return (
    at === match.from && kindOf(items[at] as Item) !== 'demonym' && items[at + 1]?.lower !== "'s" && match.head > at
  );
}

/** "Turkey was expelled", "Egypt was offered": who stands before the verb undergoes it. */
function isPassive(items: readonly Item[], verb: number): boolean {
  const before = items.slice(Math.max(0, verb - 3), verb).map(({ lower }) => lower);
  return !items[verb]?.lower.endsWith('ing') && before.some((word) => /^(?:was|were|been|being|be|is|are)$/.test(word));
}

function canBeSubject(items: readonly Item[], at: number, head: number): boolean {
  const preposition = prepositionBefore(items, at);
  if (preposition !== null && items[at + 1]?.lower !== "'s") return false;
  for (let index = at + 1; index < head; index += 1) {
    const item = items[index] as Item;
    if (item.kind === 'state' && item.form !== 'demonym' && prepositionBefore(items, index) === null) return false;
  }
  return true;
}

/** Actors joined to one by commas and `and`, before and after it. */
export function coordinated(items: readonly Item[], at: number): number[] {
  return [...joined(items, at, 1), ...joined(items, at, -1)];
}

function joined(items: readonly Item[], at: number, step: 1 | -1): number[] {
  const found: number[] = [];
  let index = at + step;
  while (index >= 0 && index < items.length) {
    const joins = items[index] as Item;
    if (!/^(?:and|or|,|as|well)$/.test(joins.lower)) break;
    let next = index + step;
    while (/^(?:and|or|,|the)$/.test(items[next]?.lower ?? '')) next += step;
    const actor = items[next];
    if (!isActor(actor) || sameKind(actor, items[at] as Item) === false) break;
    found.push(next);
    index = next + step;
  }
  return found;
}

function sameKind(a: Actor, b: Item): boolean {
  return (
    a.kind === b.kind && (a.kind !== 'state' || b.kind !== 'state' || (a.form === 'demonym') === (b.form === 'demonym'))
  );
}
