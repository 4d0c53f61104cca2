import type { AnalysedSentence } from '../analysis';
import type { Item } from '../mentions/types';
import { type Features, named, step, stepOf } from '../model/features';
import { prepositionBefore } from './roles';
import { type PartyCandidate, type Scene } from './scene';
import {
  asNumber,
  backwards,
  groupOf,
  inSentence,
  type Question,
  type Slot,
  type Traits,
  type View,
  wordOf,
} from './slots';

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

export function isBest(votes: ReadonlyMap<string, number>, code: string): boolean {
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
