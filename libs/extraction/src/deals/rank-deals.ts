import type { DealKey } from '@dealwatch/domain';
import type { Features } from '../model/features';
import { type RankModel, softmax } from '../model/rank-model';
import { jointMemory, jointView, pairFeatures, pairMemory, pairTraits } from './pair-features';
import { partyAway, partyFeatures, partyMemory, partyTraits, partyView } from './party-features';
import type { PartyCandidate, Scene, SystemCandidate } from './scene';
import { type DealMemory, GROUPS, groupOf, type Question, type Slot, type Traits } from './slots';
import { systemFeatures, systemMemory, systemTraits, systemView } from './system-features';
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

/** What the whole article says for systems and parties, and for the parties of each system. */
interface SceneTraits {
  readonly systems: readonly Traits[];
  readonly sup: readonly Traits[];
  readonly rec: readonly Traits[];
  readonly soldBy: readonly (readonly Traits[])[];
  readonly boughtBy: readonly (readonly Traits[])[];
}

type PairScores = Readonly<Record<Slot, readonly (readonly number[])[]>>;

const MOST_RANKED = 6;
/** What is so far behind the first is not handed on. */
const LEAST_SHARE = 0.1;

/** Ranks the deals of one article for its events. What many events ask for alike is reckoned once. */
export class DealRanker {
  readonly #triples: readonly Triple[];
  readonly #joint: readonly number[];
  #traits: SceneTraits | null = null;
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
    const remembered = systems.map((system) => this.#remembered(memory, system));
    const last = memory.last === null ? -1 : systems.findIndex(({ name }) => name === memory.last?.system);
    const scores = this.#triples.map((triple, at) => {
      const { system, supplier, recipient } = triple;
      let score =
        (ofSystem[system] as number) +
        (sells[supplier] as number) +
        (buys[recipient] as number) +
        (pairs.sup[system]?.[supplier] as number) +
        (pairs.rec[system]?.[recipient] as number) +
        (this.#joint[at] as number);
      const before = remembered[system];
      if (before) score += (before.sup[supplier] as number) + (before.rec[recipient] as number);
      if (system === last) score += this.#weigh(jointMemory(question, ...this.#parts(triple)));
      return score;
    });
    return this.#best(softmax(scores));
  }

  /** What the last event about a system says for each party; null where there was none. */
  #remembered(memory: DealMemory, system: SystemCandidate): Record<Slot, readonly number[]> | null {
    if (memory.last === null || !memory.bySystem.has(system.name)) return null;
    const of = (slot: Slot) => this.scene.parties.map((party) => this.#weigh(pairMemory(memory, system, party, slot)));
    return { sup: of('sup'), rec: of('rec') };
  }

  /** The features that speak most for each part of a deal. */
  reasons(question: Question, triple: Triple, most: number): Record<'system' | 'supplier' | 'recipient', string[]> {
    const [system, supplier, recipient] = this.#parts(triple);
    const leading = (features: Features) => this.model.speaking(features, most).map(({ feature }) => feature);
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
    const group = groupOf(type);
    const fixed = this.#fixedOf(group);
    const of = (slot: Slot) =>
      scene.parties.map((party, at) => {
        const away = partyAway(scene, question, party, slot);
        const seen = away ? this.#known(away, group) : this.#weigh(partyView(scene, question, party, slot));
        return (fixed[slot][at] as number) + seen;
      });
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

  #traitsOf(): SceneTraits {
    const { scene } = this;
    const { systems, parties } = scene;
    const ofParties = (slot: Slot) => parties.map((party) => partyTraits(scene, party, slot));
    const ofPairs = (slot: Slot) => systems.map((system) => parties.map((party) => pairTraits(system, party, slot)));
    this.#traits ??= {
      systems: systems.map((system) => systemTraits(scene, system)),
      sup: ofParties('sup'),
      rec: ofParties('rec'),
      soldBy: ofPairs('sup'),
      boughtBy: ofPairs('rec'),
    };
    return this.#traits;
  }

  #fixedOf(group: string): ViewScores {
    const known = this.#fixed.get(group);
    if (known) return known;
    const { systems, sup, rec } = this.#traitsOf();
    const scoresOf = (traits: readonly Traits[]) => traits.map((one) => this.#known(one, group));
    const fixed = { systems: scoresOf(systems), sup: scoresOf(sup), rec: scoresOf(rec) };
    this.#fixed.set(group, fixed);
    return fixed;
  }

  #pairsOf(group: string): PairScores {
    const known = this.#pairs.get(group);
    if (known) return known;
    const { soldBy, boughtBy } = this.#traitsOf();
    const scoresOf = (traits: readonly (readonly Traits[])[]) =>
      traits.map((ofSystem) => ofSystem.map((one) => this.#known(one, group)));
    const pairs = { sup: scoresOf(soldBy), rec: scoresOf(boughtBy) };
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

  #known({ number, features }: Traits, group: string): number {
    return this.model.scoreOf(number * GROUPS.length + GROUPS.indexOf(group), () => features(group));
  }

  #weigh(features: Features): number {
    return features.length === 0 ? 0 : this.model.score(features);
  }
}
