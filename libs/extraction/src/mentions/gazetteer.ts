import agents from '../../lexicon/agents.json';
import blocs from '../../lexicon/blocs.json';
import cities from '../../lexicon/cities.json';
import classes from '../../lexicon/classes.json';
import companies from '../../lexicon/companies.json';
import institutions from '../../lexicon/institutions.json';
import officials from '../../lexicon/officials.json';
import states from '../../lexicon/states.json';
import systems from '../../lexicon/systems.json';
import { fold } from '../text/fold';
import { tokenize } from '../text/tokenize';
import { TokenTrie } from './token-trie';
import type { StateForm } from './types';

/** What a name of the gazetteer stands for. */
export type GazetteerEntry =
  | {
      readonly kind: 'state';
      readonly code: string;
      readonly form: StateForm;
      readonly agent: string | null;
      readonly named: string | null;
    }
  | { readonly kind: 'bloc'; readonly name: string }
  | { readonly kind: 'company'; readonly name: string; readonly code: string }
  | {
      readonly kind: 'system';
      readonly name: string;
      readonly systemClass: string;
      readonly suppliers: readonly string[];
    }
  | { readonly kind: 'class'; readonly systemClass: string; readonly noun: string };

interface StateRow {
  readonly code: string;
  readonly names: readonly string[];
  readonly demonyms?: readonly string[];
  readonly capitals?: readonly string[];
  readonly metonyms?: readonly string[];
  readonly abbreviations?: readonly string[];
}
interface NamedRow {
  readonly name: string;
  readonly aliases?: readonly string[];
}

interface SystemRow extends NamedRow {
  readonly class: string;
  readonly suppliers: readonly string[];
  readonly variants?: readonly string[];
  readonly riskyAliases?: readonly string[];
  /** False where the name alone is a place or a plain word, and only its aliases count. */
  readonly bareName?: boolean;
  /** Whether it is a common word that counts beside a weapon noun, a number or a maker only. */
  readonly needsContext?: boolean;
}

/** Names that are also common words or people's names: they count only as part of a longer name. */
const TOO_COMMON = new Set(['us', 'it', 'no', 'march', 'may', 'will', 'georgia tech']);

/** Nouns that hardly tell which goods bear a name. */
const VAGUE = new Set(['boats', 'warship', 'warships']);
/** Names of places: their frigates are rather those that lie there than those of a class. */
const PLACES = new Set(
  [
    ...(states as StateRow[]).flatMap((row) => [...row.names, ...(row.demonyms ?? []), ...(row.capitals ?? [])]),
    ...(cities as NamedRow[]).flatMap((row) => [row.name, ...(row.aliases ?? [])]),
  ].map(fold),
);

/** All names of states, blocs, institutions, companies, office-holders, systems and classes in one trie. */
export const NAMES: TokenTrie<GazetteerEntry> = build();
/** Words that go with a state's name to make one actor: offices and bodies. */
export const AGENTS: TokenTrie<'office' | 'body'> = buildAgents();

function build(): TokenTrie<GazetteerEntry> {
  const trie = new TokenTrie<GazetteerEntry>();
  for (const row of systems as SystemRow[]) addSystem(trie, row);
  for (const row of states as StateRow[]) addState(trie, row);
  for (const row of blocs as NamedRow[])
    addAll(trie, [row.name, ...(row.aliases ?? [])], { kind: 'bloc', name: row.name });
  for (const row of institutions as (NamedRow & { state: string; kind: string })[]) {
    const entry: GazetteerEntry = { kind: 'state', code: row.state, form: 'metonym', agent: row.kind, named: row.name };
    addAll(trie, [row.name, ...(row.aliases ?? [])], entry);
  }
  for (const row of companies as (NamedRow & { state: string })[]) {
    addAll(trie, [row.name, ...(row.aliases ?? [])], { kind: 'company', name: row.name, code: row.state });
  }
  for (const row of officials as (NamedRow & { state: string; role?: string })[]) {
    const entry: GazetteerEntry = {
      kind: 'state',
      code: row.state,
      form: 'name',
      agent: row.role ?? 'official',
      named: row.name,
    };
    addAll(trie, [row.name, ...(row.aliases ?? [])], entry);
  }
  for (const row of cities as (NamedRow & { state: string })[]) {
    const entry: GazetteerEntry = { kind: 'state', code: row.state, form: 'city', agent: null, named: null };
    addAll(trie, [row.name, ...(row.aliases ?? [])], entry);
  }
  for (const row of classes) {
    for (const head of row.heads) trie.add(tokenize(head, 0), { kind: 'class', systemClass: row.class, noun: head });
  }
  return trie;
}

function addSystem(trie: TokenTrie<GazetteerEntry>, row: SystemRow): void {
  const entry: GazetteerEntry = { kind: 'system', name: row.name, systemClass: row.class, suppliers: row.suppliers };
  const own = row.bareName === false ? [] : [row.name];
  const names = [...own, ...(row.aliases ?? []), ...(row.variants ?? []), ...(row.riskyAliases ?? [])];
  addAll(trie, names, entry, true);
  if (own.length === 0 || row.needsContext) return;
  const ships = names.flatMap((name) => shipsOf(name, row.class));
  addAll(trie, ships, entry);
}

/** Who says `Perry-class` also says "Perry frigates": the name of a class of ships with each noun of its kind. */
function shipsOf(name: string, systemClass: string): string[] {
  const ship = /^(.+)-class$/.exec(name)?.[1];
  if (ship === undefined || PLACES.has(fold(ship))) return [];
  const nouns = classes.find((row) => row.class === systemClass)?.heads ?? [];
  return nouns.filter((noun) => !VAGUE.has(noun)).map((noun) => `${ship} ${noun}`);
}

function addState(trie: TokenTrie<GazetteerEntry>, row: StateRow): void {
  const add = (names: readonly string[] | undefined, form: StateForm) =>
    addAll(trie, names ?? [], { kind: 'state', code: row.code, form, agent: null, named: null });
  add([...row.names, ...(row.abbreviations ?? [])], 'name');
  add(row.demonyms, 'demonym');
  add(row.capitals, 'capital');
  add(row.metonyms, 'metonym');
}

function addAll(
  trie: TokenTrie<GazetteerEntry>,
  names: readonly string[],
  entry: GazetteerEntry,
  plural = false,
): void {
  for (const name of names) {
    if (TOO_COMMON.has(name)) continue;
    const tokens = tokenize(name, 0);
    trie.add(tokens, entry);
    if (plural && /\p{L}$/u.test(name) && !name.endsWith('s')) trie.add(tokenize(`${name}s`, 0), entry);
  }
}

function buildAgents(): TokenTrie<'office' | 'body'> {
  const trie = new TokenTrie<'office' | 'body'>();
  for (const office of agents.offices) trie.add(tokenize(office, 0), 'office');
  for (const body of agents.bodies) trie.add(tokenize(body, 0), 'body');
  return trie;
}
