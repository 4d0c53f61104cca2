import type { DealKey } from '@dealwatch/domain';
import type { Features } from '../model/features';
import { type RankModel, softmax } from '../model/rank-model';
import type { Scene } from './scene';
import { jointFeatures, pairFeatures, partyFeatures, type Question, systemFeatures } from './slots';
import { type Triple, triplesOf } from './triples';

/** A deal with the probability that an event is about it. */
export interface RankedDeal {
  readonly deal: DealKey;
  readonly triple: Triple;
  readonly probability: number;
}

/** Ranks the deals of one article for its events. What is asked again for each event is kept. */
export class DealRanker {
  readonly #triples: readonly Triple[];

  constructor(
    private readonly scene: Scene,
    private readonly model: RankModel,
  ) {
    this.#triples = triplesOf(scene);
  }

  /** The deals that an event can be about, the most probable first; only those that come near it. */
  rank(question: Question): RankedDeal[] {
    const { systems, parties } = this.scene;
    if (this.#triples.length === 0) return [];
    const weigh = (features: Features) => this.model.score(features);
    const ofSystem = systems.map((system) => weigh(systemFeatures(this.scene, question, system)));
    const sells = parties.map((party) => weigh(partyFeatures(this.scene, question, party, 'sup')));
    const buys = parties.map((party) => weigh(partyFeatures(this.scene, question, party, 'rec')));
    const pairs = (role: 'sup' | 'rec') =>
      systems.map((system) => parties.map((party) => weigh(pairFeatures(system, party, role, question))));
    const [sold, bought] = [pairs('sup'), pairs('rec')];
    const scores = this.#triples.map(({ system, supplier, recipient }) => {
      const [s, a, b] = [systems[system], parties[supplier], parties[recipient]];
      const joint = s && a && b ? weigh(jointFeatures(question, s, a, b)) : 0;
      return (
        (ofSystem[system] ?? 0) +
        (sells[supplier] ?? 0) +
        (buys[recipient] ?? 0) +
        (sold[system]?.[supplier] ?? 0) +
        (bought[system]?.[recipient] ?? 0) +
        joint
      );
    });
    const odds = softmax(scores);
    const top = Math.max(...odds);
    return this.#triples
      .map((triple, index) => ({ triple, probability: odds[index] as number, deal: this.#keyOf(triple) }))
      .filter(({ probability }) => probability >= top * 0.1)
      .sort((a, b) => b.probability - a.probability || (a.deal.system < b.deal.system ? -1 : 1))
      .slice(0, 6);
  }

  /** The features that speak most for each part of a deal. */
  reasons(question: Question, { system, supplier, recipient }: Triple, most: number): Record<'system' | 'supplier' | 'recipient', string[]> {
    const [s, a, b] = [this.scene.systems[system], this.scene.parties[supplier], this.scene.parties[recipient]];
    if (!s || !a || !b) return { system: [], supplier: [], recipient: [] };
    const leading = (features: Features) =>
      this.model
        .leading(features, 12)
        .filter(({ weight }) => weight > 0)
        .slice(0, most)
        .map(({ feature }) => feature);
    const party = (who: typeof a, role: 'sup' | 'rec') =>
      leading([...partyFeatures(this.scene, question, who, role), ...pairFeatures(s, who, role, question)]);
    return { system: leading(systemFeatures(this.scene, question, s)), supplier: party(a, 'sup'), recipient: party(b, 'rec') };
  }

  #keyOf({ system, supplier, recipient }: Triple): DealKey {
    const { systems, parties } = this.scene;
    return {
      supplier: parties[supplier]?.code ?? '',
      recipient: parties[recipient]?.code ?? '',
      system: systems[system]?.name ?? '',
    };
  }
}
