import type { DealKey } from '@dealwatch/domain';
import type { Features } from '../model/features';
import { type RankModel, softmax } from '../model/rank-model';
import type { PartyCandidate, Scene, SystemCandidate } from './scene';
import {
  groupOf,
  jointMemory,
  jointView,
  pairFeatures,
  pairMemory,
  pairTraits,
  partyFeatures,
  partyMemory,
  partyTraits,
  partyView,
  type Question,
  type Slot,
  systemFeatures,
  systemMemory,
  systemTraits,
  systemView,
  type Traits,
} from './slots';
import { type Triple, triplesOf } from './triples';

/** A deal with the probability that an event is about it. */
export interface RankedDeal {
  readonly deal: DealKey;
  readonly triple: Triple;
  readonly probability: number;
}

/** Scores of the parts of deals that do not depend on what was read before. */
interface ViewScores {
  readonly systems: readonly number[];
  readonly sup: readonly number[];
  readonly rec: readonly number[];
}

type PairScores = Readonly<Record<Slot, readonly (readonly number[])[]>>;

const MOST_RANKED = 6;
/** What is so far behind the first is not handed on. */
const LEAST_SHARE = 0.1;

/** Ranks the deals of one article for its events. What many events ask for alike is reckoned once. */
export class DealRanker {
  readonly #triples: readonly Triple[];
  readonly #joint: readonly number[];
  readonly #fixed = new Map<string, ViewScores>();
  readonly #views = new Map<string, ViewScores>();
  readonly #pairs = new Map<string, PairScores>();

  constructor(
    private readonly scene: Scene,
    private readonly model: RankModel,
  ) {
    this.#triples = triplesOf(scene);
    this.#joint = this.#triples.map((triple) => this.#weigh(jointView(...this.#parts(triple))));
  }

  /** The deals that an event can be about, the most probable first; only those that come near it. */
  rank(question: Question): RankedDeal[] {
    if (this.#triples.length === 0) return [];
    const { systems, parties } = this.scene;
    const view = this.#viewOf(question);
    const pairs = this.#pairsOf(groupOf(question.type));
    const { memory } = question;
    const ofSystem = systems.map(
      (system, at) => (view.systems[at] as number) + this.#weigh(systemMemory(question, system)),
    );
    const of = (slot: Slot) =>
      parties.map((party, at) => (view[slot][at] as number) + this.#weigh(partyMemory(question, party, slot)));
    const [sells, buys] = [of('sup'), of('rec')];
    const scores = this.#triples.map((triple, at) => {
      const { system, supplier, recipient } = triple;
      let score =
        (ofSystem[system] as number) +
        (sells[supplier] as number) +
        (buys[recipient] as number) +
        (pairs.sup[system]?.[supplier] as number) +
        (pairs.rec[system]?.[recipient] as number) +
        (this.#joint[at] as number);
      if (memory.last !== null) {
        const [s, a, b] = this.#parts(triple);
        if (memory.bySystem.has(s.name))
          score += this.#weigh(pairMemory(memory, s, a, 'sup')) + this.#weigh(pairMemory(memory, s, b, 'rec'));
        if (memory.last.system === s.name) score += this.#weigh(jointMemory(question, s, a, b));
      }
      return score;
    });
    return this.#best(softmax(scores));
  }

  /** The features that speak most for each part of a deal. */
  reasons(question: Question, triple: Triple, most: number): Record<'system' | 'supplier' | 'recipient', string[]> {
    const [system, supplier, recipient] = this.#parts(triple);
    const leading = (features: Features) =>
      this.model
        .leading(features, 12)
        .filter(({ weight }) => weight > 0)
        .slice(0, most)
        .map(({ feature }) => feature);
    const party = (who: PartyCandidate, slot: Slot) =>
      leading([...partyFeatures(this.scene, question, who, slot), ...pairFeatures(system, who, slot, question)]);
    return {
      system: leading(systemFeatures(this.scene, question, system)),
      supplier: party(supplier, 'sup'),
      recipient: party(recipient, 'rec'),
    };
  }

  #best(odds: readonly number[]): RankedDeal[] {
    const top = Math.max(...odds);
    const near: RankedDeal[] = [];
    odds.forEach((probability, at) => {
      if (probability < top * LEAST_SHARE) return;
      const triple = this.#triples[at] as Triple;
      const [system, supplier, recipient] = this.#parts(triple);
      near.push({
        triple,
        probability,
        deal: { supplier: supplier.code, recipient: recipient.code, system: system.name },
      });
    });
    return near
      .sort((a, b) => b.probability - a.probability || (a.deal.system < b.deal.system ? -1 : 1))
      .slice(0, MOST_RANKED);
  }

  #viewOf(question: Question): ViewScores {
    const { sentence, anchor, type, rule } = question;
    const key = `${sentence} ${anchor} ${groupOf(type)} ${rule ? `${rule.source} ${rule.systems.join()} ${rule.supplier} ${rule.recipient}` : ''}`;
    const known = this.#views.get(key);
    if (known) return known;
    const { scene } = this;
    const fixed = this.#fixedOf(groupOf(type));
    const of = (slot: Slot) =>
      scene.parties.map(
        (party, at) => (fixed[slot][at] as number) + this.#weigh(partyView(scene, question, party, slot)),
      );
    const view: ViewScores = {
      systems: scene.systems.map(
        (system, at) => (fixed.systems[at] as number) + this.#weigh(systemView(scene, question, system)),
      ),
      sup: of('sup'),
      rec: of('rec'),
    };
    this.#views.set(key, view);
    return view;
  }

  #fixedOf(group: string): ViewScores {
    const known = this.#fixed.get(group);
    if (known) return known;
    const { scene } = this;
    const of = (slot: Slot) => scene.parties.map((party) => this.#known(partyTraits(scene, party, slot, group)));
    const fixed = {
      systems: scene.systems.map((system) => this.#known(systemTraits(scene, system, group))),
      sup: of('sup'),
      rec: of('rec'),
    };
    this.#fixed.set(group, fixed);
    return fixed;
  }

  #pairsOf(group: string): PairScores {
    const known = this.#pairs.get(group);
    if (known) return known;
    const { systems, parties } = this.scene;
    const of = (slot: Slot) =>
      systems.map((system) => parties.map((party) => this.#known(pairTraits(system, party, slot, group))));
    const pairs = { sup: of('sup'), rec: of('rec') };
    this.#pairs.set(group, pairs);
    return pairs;
  }

  #parts({ system, supplier, recipient }: Triple): [SystemCandidate, PartyCandidate, PartyCandidate] {
    const { systems, parties } = this.scene;
    return [
      systems[system] as SystemCandidate,
      parties[supplier] as PartyCandidate,
      parties[recipient] as PartyCandidate,
    ];
  }

  #known({ number, features }: Traits): number {
    return this.model.scoreOf(number, features);
  }

  #weigh(features: Features): number {
    return features.length === 0 ? 0 : this.model.score(features);
  }
}
