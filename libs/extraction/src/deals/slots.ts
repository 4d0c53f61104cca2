import { EVENT_TYPES, type EventType, trackOf } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import type { Item } from '../mentions/types';
import { type Features, named, step, stepOf } from '../model/features';
import { isImplausible } from './implausible';
import { prepositionBefore } from './roles';
import { nounCovers, type PartyCandidate, type Place, type Scene, type SystemCandidate } from './scene';

/** The side of a deal that a party is asked about. */
export type Slot = 'sup' | 'rec';

/** The event of which the deal is looked for. */
export interface Question {
  /** Index of its sentence in the scene. */
  readonly sentence: number;
  readonly type: EventType;
  /** The item that claims it; null where only the whole sentence does. */
  readonly anchor: number | null;
  /** The deal of the event before, and the last recipient of each system; the memory that reading leaves. */
  readonly memory: DealMemory;
  /** What the rules resolved. */
  readonly rule: {
    readonly systems: readonly string[];
    readonly source: string;
    readonly supplier: string | null;
    readonly recipient: string | null;
  } | null;
}

/** A question without what was read before: the same for all events of one sentence, anchor and group of types. */
export type View = Omit<Question, 'memory'>;

export interface DealMemory {
  readonly last: {
    readonly supplier: string;
    readonly recipient: string;
    readonly system: string;
    readonly sentence: number;
  } | null;
  readonly bySystem: ReadonlyMap<string, { readonly supplier: string; readonly recipient: string }>;
}

export const EMPTY_MEMORY: DealMemory = { last: null, bySystem: new Map() };

/** The kinds of events that tie their words to parties in ways of their own. */
export function groupOf(type: EventType): string {
  switch (type) {
    case 'OfferMade':
    case 'ExportApproved':
    case 'ExportBlocked':
      return 'sell';
    case 'InterestExpressed':
    case 'SystemSelected':
    case 'PaymentMade':
      return 'buy';
    case 'ParticipationSuspended':
      return 'oust';
    default:
      return trackOf(type);
  }
}

/** Features that follow from a few traits, and a number that tells those traits apart from all others. */
export interface Traits {
  readonly number: number;
  readonly features: (group: string) => Features;
}

/** All groups of types, as `groupOf` names them. */
export const GROUPS: readonly string[] = [...new Set(EVENT_TYPES.map(groupOf))];
const KINDS_OF_TRAITS = 4;

/** One number of several, each with how many values it can have; `kind` tells apart what is numbered. */
function asNumber(kind: number, ...parts: (readonly [value: number, values: number])[]): number {
  return KINDS_OF_TRAITS * parts.reduce((sum, [value, values]) => sum * values + value, 0) + kind;
}

const inSentence = <P extends Place>(places: readonly P[], sentence: number): P[] =>
  places.filter((place) => place.sentence === sentence);

/** How far a candidate's last mention before a sentence lies back. */
function backwards(places: readonly Place[], sentence: number, first: number): string {
  let last = -1;
  for (const place of places) if (place.sentence < sentence && place.sentence >= first) last = place.sentence;
  if (last < 0) return places.some((place) => place.sentence < first) ? 'title' : places.length > 0 ? 'ahead' : 'never';
  const back = sentence - last;
  return back > 4 ? 'far' : String(back);
}

/** Features of a system as that of an event. */
export function systemFeatures(scene: Scene, question: Question, system: SystemCandidate): Features {
  return [
    ...systemFixed(scene, system, groupOf(question.type)),
    ...systemView(scene, question, system),
    ...systemMemory(question, system),
  ];
}

/** What the event before says for a system. */
export function systemMemory({ memory, type, sentence: here }: Question, system: SystemCandidate): Features {
  if (memory.last === null || memory.last.system !== system.name) return [];
  const { sentence } = memory.last;
  const near = sentence === here ? 's' : here - sentence === 1 ? '1' : 'n';
  const kind = system.general ? 'G' : 'S';
  return [named`${kind}memory-${near}`, named`${kind}${groupOf(type)}.memory-${near}`];
}

/** What the sentence says for a system, whatever was read before. */
export function systemView(scene: Scene, question: View, system: SystemCandidate): Features {
  const { sentences, systems } = scene;
  const here = sentences[question.sentence] as AnalysedSentence;
  const first = sentences[0]?.sentence.role === 'title' ? 1 : 0;
  const group = groupOf(question.type);
  const places = inSentence(system.places, question.sentence);
  const designations = systems.filter(
    ({ places: all, general }) => !general && all.some((place) => place.sentence === question.sentence),
  );
  const kind = system.general ? 'G' : 'S';
  const features: Features = [];
  const add = (feature: string) => {
    features.push(named`${kind}${feature}`, named`${kind}${group}.${feature}`);
  };
  if (places.length > 0) {
    add('here');
    if (!system.general) features.push(designations.length === 1 ? 'Sonly' : 'Sone-of-several');
    positionFeatures(here, question.anchor, places, features, kind, group);
  } else {
    if (inSentence(system.programmes, question.sentence).length > 0) add('programme');
    add(named`back${backwards(system.places, question.sentence, first)}${designations.length > 0 ? '+' : ''}`);
    const nouns = here.items.filter((item) => item.kind === 'class' && item.systemClass !== 'generic');
    if (nouns.length > 0) {
      const covered = nouns.filter((item) => nounCovers(item, system));
      add(covered.length > 0 ? 'noun' : 'noun-clash');
      if (covered.length > 0 && isLastCovered(scene, question.sentence, covered[0] as Item, system)) add('noun-last');
    }
    if (isLastNamed(scene, question.sentence, system)) add('last-named');
  }
  if (question.rule) {
    if (question.rule.systems.includes(system.name)) add(named`rule-${question.rule.source}`);
    else features.push(named`${kind}not-rule-${question.rule.source}`);
  }
  return features;
}

/** What the whole article says for a system, whatever the sentence. */
export function systemFixed(scene: Scene, system: SystemCandidate, group: string): Features {
  return systemTraits(scene, system).features(group);
}

/** The same as the few traits that it follows from. */
export function systemTraits({ sentences }: Scene, system: SystemCandidate): Traits {
  const { general } = system;
  const titled = sentences[0]?.sentence.role === 'title' && system.places.some(({ sentence }) => sentence === 0);
  const rank = Math.min(system.rank, 4);
  const share = stepOf(system.places.length);
  const unlisted = !general && system.suppliers.length === 0;
  const number = asNumber(0, [+general, 2], [+titled, 2], [rank, 5], [share, 7], [+unlisted, 2]);
  return {
    number,
    features: (group) => {
      const kind = general ? 'G' : 'S';
      const features: Features = [kind];
      const add = (feature: string) => {
        features.push(named`${kind}${feature}`, named`${kind}${group}.${feature}`);
      };
      if (titled) add('title');
      add(named`rank${rank}`);
      features.push(named`${kind}share${step(system.places.length)}`);
      if (share === 0) add('programme-only');
      if (unlisted) features.push('Sunlisted');
      return features;
    },
  };
}

function positionFeatures(
  here: AnalysedSentence,
  anchor: number | null,
  places: readonly Place[],
  features: Features,
  kind: string,
  group: string,
): void {
  const { items, clauses } = here;
  for (const { item } of places) {
    const before = items[item - 1]?.lower ?? '^';
    features.push(
      named`${kind}p=${wordOf(items[item - 1])}`,
      named`${kind}n=${wordOf(items[item + 1])}`,
      named`${kind}pp=${wordOf(items[item - 2])}_${before}`,
    );
  }
  if (anchor === null) return;
  const nearest = Math.min(...places.map(({ item }) => Math.abs(item - anchor)));
  const others = flat(items, (item, index) =>
    item.kind === 'system' && !item.programme ? [Math.abs(index - anchor)] : [],
  );
  if (nearest <= Math.min(...others, 99)) features.push(named`${kind}nearest`, named`${kind}${group}.nearest`);
  if (places.some(({ item }) => clauses[item] === clauses[anchor]))
    features.push(named`${kind}clause`, named`${kind}${group}.clause`);
  features.push(
    named`${kind}${places.some(({ item }) => item > anchor) ? 'after' : 'before'}`,
    named`${kind}near${step(nearest / 2)}`,
  );
}

function isLastNamed({ systems }: Scene, sentence: number, system: SystemCandidate): boolean {
  return !system.general && system === lastNamed(systems, sentence, () => true);
}

function isLastCovered({ systems }: Scene, sentence: number, noun: Item, system: SystemCandidate): boolean {
  return system === lastNamed(systems, sentence, (one) => nounCovers(noun, one));
}

/** The designation named last before a sentence, of those that fit. */
function lastNamed(
  systems: readonly SystemCandidate[],
  sentence: number,
  fits: (system: SystemCandidate) => boolean,
): SystemCandidate | null {
  let winner: SystemCandidate | null = null;
  let at = -1;
  for (const system of systems) {
    if (system.general || !fits(system)) continue;
    for (const place of system.places) {
      const order = place.sentence * 10_000 + place.item;
      if (place.sentence < sentence && order > at) {
        at = order;
        winner = system;
      }
    }
  }
  return winner;
}

/** A word as a feature: mentions by their kind, words by themselves. */
export function wordOf(item: Item | undefined): string {
  if (item === undefined) return '^';
  if (item.kind === 'word' || item.kind === 'sign') return item.lower;
  if (item.kind === 'state') return item.form === 'demonym' ? '@dem' : '@state';
  return named`@${item.kind}`;
}

/** Features of a state in one role, without regard to the system: what its mentions say. */
export function partyFeatures(scene: Scene, question: Question, party: PartyCandidate, role: Slot): Features {
  return [
    ...partyFixed(scene, party, role, groupOf(question.type)),
    ...partyView(scene, question, party, role),
    ...partyMemory(question, party, role),
  ];
}

/** What the event before says for a party. */
export function partyMemory({ memory, type, sentence: here }: Question, party: PartyCandidate, role: Slot): Features {
  if (memory.last === null) return [];
  const { supplier, recipient, sentence } = memory.last;
  const near = sentence === here ? 's' : 'n';
  const group = groupOf(type);
  const [same, other] = role === 'sup' ? [supplier, recipient] : [recipient, supplier];
  if (same === party.code) return [named`${role}.memory-${near}`, named`${role}.${group}.memory-${near}`];
  return other === party.code
    ? [named`${role}.memory-other-${near}`, named`${role}.${group}.memory-other-${near}`]
    : [];
}

/** What the whole article says for a party, whatever the sentence. */
export function partyFixed(scene: Scene, party: PartyCandidate, role: Slot, group: string): Features {
  return partyTraits(scene, party, role).features(group);
}

/** The same as the few traits that it follows from. */
export function partyTraits({ sentences, deals }: Scene, party: PartyCandidate, role: Slot): Traits {
  const { code, places } = party;
  const rank = Math.min(party.rank, 5);
  const titled = sentences[0]?.sentence.role === 'title' && places.some(({ sentence }) => sentence === 0);
  const leads = places.some(({ sentence }) => sentences[sentence]?.sentence.paragraph === 0);
  const nameless = places.length > 0 && places.every(({ form }) => form === 'city' || form === 'company');
  const [overall, other] = role === 'sup' ? [deals.sellers, deals.buyers] : [deals.buyers, deals.sellers];
  const [votes, against] = [overall.get(code) ?? 0, other.get(code) ?? 0];
  const most = isBest(overall, code);
  const american = code === 'US';
  const number = asNumber(
    1,
    [role === 'sup' ? 0 : 1, 2],
    [rank, 6],
    [+titled, 2],
    [+leads, 2],
    [+nameless, 2],
    [stepOf(votes), 7],
    [stepOf(against), 7],
    [+most, 2],
    [+american, 2],
  );
  return {
    number,
    features: (group) => {
      const features: Features = [];
      const add = (feature: string) => {
        features.push(named`${role}.${feature}`, named`${role}.${group}.${feature}`);
      };
      add(named`rank${rank}`);
      if (titled) add('title');
      if (leads) add('lead');
      if (nameless) add('no-name');
      add(named`votes${step(votes)}`);
      features.push(named`${role}.against${step(against)}`);
      if (most) add('most-votes');
      if (american) add('US');
      return features;
    },
  };
}

const BACK = ['1', '2', '3', '4', 'far', 'title', 'ahead', 'never'];

/** The traits of a party that the sentence does not name; null where it does, so that `partyView` must say more of it. */
export function partyAway(
  { sentences }: Scene,
  question: View,
  { code, places }: PartyCandidate,
  role: Slot,
): Traits | null {
  const { sentence, rule } = question;
  if (places.some((place) => place.sentence === sentence)) return null;
  if (sentences[sentence]?.roles.some(({ party }) => party === code)) return null;
  const back = backwards(places, sentence, sentences[0]?.sentence.role === 'title' ? 1 : 0);
  const ruled = rule?.[role === 'sup' ? 'supplier' : 'recipient'] === code;
  return {
    number: asNumber(3, [role === 'sup' ? 0 : 1, 2], [BACK.indexOf(back), BACK.length], [+ruled, 2]),
    features: (group) => [
      named`${role}.back${back}`,
      named`${role}.${group}.back${back}`,
      ...(ruled ? [named`${role}.rule`, named`${role}.${group}.rule`] : []),
    ],
  };
}

/** What the sentence says for a party, whatever was read before. */
export function partyView(scene: Scene, question: View, party: PartyCandidate, role: Slot): Features {
  const away = partyAway(scene, question, party, role);
  if (away !== null) return away.features(groupOf(question.type));
  const { sentences } = scene;
  const here = sentences[question.sentence] as AnalysedSentence;
  const first = sentences[0]?.sentence.role === 'title' ? 1 : 0;
  const group = groupOf(question.type);
  const features: Features = [];
  const add = (feature: string) => {
    features.push(named`${role}.${feature}`, named`${role}.${group}.${feature}`);
  };
  const places = inSentence(party.places, question.sentence);
  if (places.length > 0) add('here');
  else add(named`back${backwards(party.places, question.sentence, first)}`);
  for (const { item, form } of places) mentionFeatures(here, question.anchor, item, form, role, group, features);
  if (places.length > 0 && isFirstActor(here, party.code)) add('first-actor');
  for (const vote of ['buyer', 'seller', 'objector'] as const) {
    let whole = 0;
    let near = 0;
    for (const one of here.roles) {
      if (one.role !== vote || one.party !== party.code) continue;
      whole += one.weight;
      if (question.anchor !== null && here.clauses[one.item] === here.clauses[question.anchor]) near += one.weight;
    }
    if (whole > 0) add(named`vote-${vote}${step(whole)}`);
    if (near > 0) add(named`clause-${vote}`);
  }
  if (question.rule && question.rule[role === 'sup' ? 'supplier' : 'recipient'] === party.code) add('rule');
  return features;
}

function isBest(votes: ReadonlyMap<string, number>, code: string): boolean {
  const own = votes.get(code) ?? 0;
  if (own <= 0) return false;
  for (const [other, weight] of votes) if (other !== code && weight > own) return false;
  return true;
}

function isFirstActor({ items }: AnalysedSentence, code: string): boolean {
  const first = items.find((item) => item.kind === 'state' || item.kind === 'company' || item.kind === 'bloc');
  return first !== undefined && (first.kind === 'state' || first.kind === 'company') && first.code === code;
}

function mentionFeatures(
  here: AnalysedSentence,
  anchor: number | null,
  item: number,
  form: string,
  role: string,
  group: string,
  features: Features,
): void {
  const { items, clauses } = here;
  const next = items[item + 1];
  const preposition = prepositionBefore(items, item) ?? '-';
  features.push(
    named`${role}.f=${form}`,
    named`${role}.p=${wordOf(items[item - 1])}`,
    named`${role}.n=${wordOf(next)}`,
    named`${role}.pre=${preposition}`,
    named`${role}.${group}.pre=${preposition}`,
    named`${role}.nn=${wordOf(next)}_${wordOf(items[item + 2])}`,
    named`${role}.v=${verbAfter(items, item)}`,
  );
  if (next?.lower === "'s" || next?.lower === "'")
    features.push(named`${role}.poss`, named`${role}.poss=${wordOf(items[item + 2])}`);
  for (let at = item + 1; at <= item + 3 && at < items.length; at += 1) {
    if (items[at]?.kind === 'system' || items[at]?.kind === 'class') {
      features.push(named`${role}.before-goods`, named`${role}.${form}.before-goods`);
      break;
    }
  }
  if (anchor === null) return;
  const same = clauses[item] === clauses[anchor] ? 'clause' : 'outside';
  const side = item < anchor ? 'left' : 'right';
  features.push(
    named`${role}.${same}-${side}`,
    named`${role}.${group}.${same}-${side}`,
    named`${role}.${group}.${side}-${preposition}`,
  );
}

const VERB_LIKE = /(?:ed|s|ing|t|n|d|ve|w)$/;

/** The next word that could be a verb, as a cue of what a subject does. */
function verbAfter(items: readonly Item[], at: number): string {
  for (let index = at + 1; index < Math.min(items.length, at + 6); index += 1) {
    const item = items[index] as Item;
    if (item.kind === 'sign') return '-';
    if (item.kind === 'word' && item.lower.length > 3 && VERB_LIKE.test(item.lower)) return item.lower;
  }
  return '-';
}

/** Features of a party together with a system: what the table of makers and the votes about that system say. */
export function pairFeatures(system: SystemCandidate, party: PartyCandidate, role: Slot, question: Question): Features {
  return [
    ...pairView(system, party, role, groupOf(question.type)),
    ...pairMemory(question.memory, system, party, role),
  ];
}

/** What the last event about a system says for a party. */
export function pairMemory(memory: DealMemory, system: SystemCandidate, party: PartyCandidate, role: Slot): Features {
  const remembered = memory.bySystem.get(system.name);
  if (!remembered) return [];
  const same = (role === 'sup' ? remembered.supplier : remembered.recipient) === party.code;
  return [named`${role}*remembered-${same ? 'same' : 'other'}`];
}

const MAKERS = ['open', 'maker', 'co-maker', 'stranger'] as const;

/** What the lexicon and the whole article say for a party of a system, for a group of types. */
export function pairView(system: SystemCandidate, party: PartyCandidate, role: Slot, group: string): Features {
  return pairTraits(system, party, role).features(group);
}

/** The same as the few traits that it follows from. */
export function pairTraits(system: SystemCandidate, party: PartyCandidate, role: Slot): Traits {
  const { code } = party;
  const listed = system.suppliers.indexOf(code);
  const maker = system.suppliers.length === 0 ? 0 : listed === 0 ? 1 : listed > 0 ? 2 : 3;
  const { buyers, sellers } = system.facts;
  const [own, other] = role === 'sup' ? [sellers, buyers] : [buyers, sellers];
  const [votes, against] = [own.get(code) ?? 0, other.get(code) ?? 0];
  const best = isBest(own, code);
  const unnamed = party.places.length === 0;
  const number = asNumber(
    2,
    [role === 'sup' ? 0 : 1, 2],
    [maker, 4],
    [stepOf(votes), 7],
    [stepOf(against), 7],
    [+best, 2],
    [+unnamed, 2],
  );
  return {
    number,
    features: (group) => {
      const place = MAKERS[maker] as string;
      const features: Features = [
        named`${role}*${place}`,
        named`${role}*${group}.${place}`,
        named`${role}*votes${step(votes)}`,
        named`${role}*${place}-votes${step(votes)}`,
        named`${role}*against${step(against)}`,
      ];
      if (best) features.push(named`${role}*best`, named`${role}*${place}-best`);
      if (unnamed) features.push(named`${role}*unnamed-${place}`);
      return features;
    },
  };
}

/** Features of the whole triple. */
export function jointFeatures(
  question: Question,
  system: SystemCandidate,
  supplier: PartyCandidate,
  recipient: PartyCandidate,
): Features {
  return [...jointView(system, supplier, recipient), ...jointMemory(question, system, supplier, recipient)];
}

export function jointView(system: SystemCandidate, supplier: PartyCandidate, recipient: PartyCandidate): Features {
  const features: Features = [];
  if (isImplausible(supplier.code, recipient.code)) features.push('j.implausible');
  if (system.suppliers.includes(recipient.code) && system.suppliers.includes(supplier.code))
    features.push('j.partners');
  return features;
}

export function jointMemory(
  { memory, sentence }: Question,
  system: SystemCandidate,
  supplier: PartyCandidate,
  recipient: PartyCandidate,
): Features {
  const { last } = memory;
  if (last?.system !== system.name || last.supplier !== supplier.code || last.recipient !== recipient.code) return [];
  return [last.sentence === sentence ? 'j.same-s' : 'j.same'];
}
