import type { Day, EventType } from '@dealwatch/domain';
import { type AnalysedArticle, analyse } from '../src/analysis';
import { type Scene, sceneOf } from '../src/deals/scene';
import {
  type DealMemory,
  EMPTY_MEMORY,
  jointFeatures,
  pairFeatures,
  partyFeatures,
  type Question,
  systemFeatures,
} from '../src/deals/slots';
import { flat } from '../src/evaluation/match';
import { readEvents } from '../src/events/read-events';
import type { Candidate } from '../src/events/types';
import { NAMES } from '../src/mentions/gazetteer';
import { claimsAStep, headFormOf } from '../src/modality/head-form';
import { modalityOf } from '../src/modality/modality';
import { typeOf } from '../src/modality/type-table';
import { tokenize } from '../src/text/tokenize';
import type { Labelled } from './labelled-articles';
import type { Choice, FeatureIndex } from './ranker';

const GENERAL =
  /\b(class|type|submarines?|frigates?|corvettes?|ships?|fighters?|jets?|aircraft|helicopters?|drones?|missiles?|launchers?|tanks?|systems?|air defen[cs]e)\b/g;
const letters = (name: string) => name.replace(/[^a-z0-9]/g, '');
export const designation = (system: string) => letters(flat(system).replace(GENERAL, '')) || letters(flat(system));

/** A label's system as the lexicon names it, so that `KC-390` and `C-390` are one. */
export function canonical(system: string): string {
  const tokens = tokenize(system, 0);
  const hit = NAMES.longest(tokens, 0);
  return hit !== null && hit.entry.kind === 'system' && hit.to === tokens.length ? hit.entry.name : system;
}

/** Whether a label and a name mean one system. */
export const sameSystem = (label: string, name: string): boolean =>
  designation(label) === designation(name) || designation(canonical(label)) === designation(name);

export interface Triple {
  readonly system: number;
  readonly supplier: number;
  readonly recipient: number;
}

/** Everything about one article that choices are made from. */
export interface Prepared {
  readonly labelled: Labelled;
  readonly article: AnalysedArticle;
  readonly scene: Scene;
  readonly rules: readonly Candidate[];
}

export function prepare(labelled: Labelled): Prepared {
  const article = analyse(labelled.text, labelled.title);
  return {
    labelled,
    article,
    scene: sceneOf(article),
    rules: article.analysed.length > 0 ? readEvents(article, labelled.publishedOn as Day) : [],
  };
}

/** Index of the sentence that a quote stands in: of several, the one that holds most of it. */
export function sentenceOf({ labelled, article }: Pick<Prepared, 'labelled' | 'article'>, quote: string): number {
  const start = labelled.text.indexOf(quote);
  const end = start + quote.length;
  let best = -1;
  let most = 0;
  article.analysed.forEach(({ sentence }, index) => {
    if (sentence.role === 'title') return;
    const shared = Math.min(end, sentence.end) - Math.max(start, sentence.start);
    if (shared > most) {
      most = shared;
      best = index;
    }
  });
  return best;
}

export function anchorOf({ article }: Prepared, sentence: number, type: EventType): number | null {
  const here = article.analysed[sentence];
  if (!here) return null;
  const rated = here.triggers.map((trigger) => {
    const modality = modalityOf(trigger, here.cues, here.clauses);
    const decision = typeOf(trigger.frame, modality);
    const claims = claimsAStep(trigger, headFormOf(here.items, trigger), modality);
    return { head: trigger.head, score: (decision?.type === type ? 4 : 0) + (claims ? 1 : 0) };
  });
  const best = rated.sort((a, b) => b.score - a.score || a.head - b.head)[0];
  return best === undefined || best.score < 4 ? null : best.head;
}

export function ruleOf({ article, rules }: Prepared, sentence: number, type: EventType): Question['rule'] {
  const start = article.analysed[sentence]?.sentence.start;
  const here = rules.filter((candidate) => candidate.start === start);
  const same = here.filter((candidate) => candidate.type === type);
  const pool = same.length > 0 ? same : here;
  const first = pool[0];
  if (!first) return null;
  return {
    systems: pool.map(({ deal }) => deal.system),
    source: `${same.length > 0 ? '' : '~'}${first.explanation.systemFrom}`,
    supplier: first.deal.supplier,
    recipient: first.deal.recipient,
  };
}

/** All plausible triples of a scene. */
export function triplesOf({ systems, parties }: Scene): Triple[] {
  const triples: Triple[] = [];
  systems.forEach((system, s) => {
    parties.forEach((supplier, a) => {
      if (supplier.places.length === 0 && !system.suppliers.slice(0, 3).includes(supplier.code)) return;
      parties.forEach((recipient, b) => {
        if (a !== b && recipient.places.length > 0) triples.push({ system: s, supplier: a, recipient: b });
      });
    });
  });
  return triples;
}

export interface Asked {
  readonly question: Question;
  readonly triples: readonly Triple[];
  readonly features: readonly Int32Array[];
}

/** The features of every triple for one event. */
export function ask(scene: Scene, question: Question, triples: readonly Triple[], index: FeatureIndex): Asked {
  const ids = (names: readonly string[]) => names.map((name) => index.id(name));
  const systems = scene.systems.map((system) => ids(systemFeatures(scene, question, system)));
  const roles = (['sup', 'rec'] as const).map((role) =>
    scene.parties.map((party) => ids(partyFeatures(scene, question, party, role))),
  );
  const pairs = (['sup', 'rec'] as const).map((role) =>
    scene.systems.map((system) => scene.parties.map((party) => ids(pairFeatures(system, party, role, question)))),
  );
  const features = triples.map(({ system, supplier, recipient }) => {
    const joint = ids(
      jointFeatures(question, scene.systems[system]!, scene.parties[supplier]!, scene.parties[recipient]!),
    );
    return Int32Array.from([
      ...systems[system]!,
      ...roles[0]![supplier]!,
      ...roles[1]![recipient]!,
      ...pairs[0]![system]![supplier]!,
      ...pairs[1]![system]![recipient]!,
      ...joint,
    ]);
  });
  return { question, triples, features };
}

export interface GoldDeal {
  readonly supplier: string;
  readonly recipient: string;
  readonly system: string;
}

export const isRight = (scene: Scene, { system, supplier, recipient }: Triple, gold: GoldDeal): boolean =>
  scene.parties[supplier]!.code === gold.supplier &&
  scene.parties[recipient]!.code === gold.recipient &&
  sameSystem(gold.system, scene.systems[system]!.name);

export const remember = (memory: DealMemory, deal: GoldDeal, sentence: number): DealMemory => ({
  last: { ...deal, system: canonical(deal.system), sentence },
  bySystem: new Map([
    ...memory.bySystem,
    [canonical(deal.system), { supplier: deal.supplier, recipient: deal.recipient }],
  ]),
});

export { type Choice, EMPTY_MEMORY };
