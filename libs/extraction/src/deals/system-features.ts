import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import type { Item } from '../mentions/types';
import { type Features, named, step, stepOf } from '../model/features';
import { nounCovers, type Place, type Scene, type SystemCandidate } from './scene';
import { asNumber, backwards, groupOf, inSentence, type Question, type Traits, type View, wordOf } from './slots';

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
