import type { DealKey } from '@dealwatch/domain';
import type { Features } from '../model/features';
import { addTo, type HiddenModel, type Sum } from '../model/hidden-model';
import { softmax } from '../model/rank-model';
import { type ListedPart, listedPart } from './listed';
import { jointFeatures, jointMemory, jointView, pairFeatures, pairMemory, pairTraits } from './pair-features';
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

/** Sums of the parts of deals that do not depend on what was read before. */
interface ViewSums {
  readonly systems: readonly Sum[];
  readonly sup: readonly Sum[];
  readonly rec: readonly Sum[];
}

/** What the whole article says for systems and parties, and for the parties of each system. */
interface SceneTraits {
  readonly systems: readonly Traits[];
  readonly sup: readonly Traits[];
  readonly rec: readonly Traits[];
  readonly soldBy: readonly (readonly Traits[])[];
  readonly boughtBy: readonly (readonly Traits[])[];
}

type PairSums = Readonly<Record<Slot, readonly (readonly Sum[])[]>>;

const MOST_RANKED = 8;
/** What is so far behind the first is not handed on, not even as a member of a list. */
const LEAST_SHARE = 0.03;

/** Ranks the deals of one article for its events. What many events ask for alike is reckoned once. */
export class DealRanker {
  readonly #triples: readonly Triple[];
  /** What all three parts together say; null where nothing. */
  readonly #joint: readonly (Sum | null)[];
  #traits: SceneTraits | null = null;
  readonly #fixed = new Map<string, ViewSums>();
  readonly #views = new Map<string, ViewSums>();
  readonly #pairs = new Map<string, PairSums>();

  constructor(
    private readonly scene: Scene,
    private readonly model: HiddenModel,
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
    const ofSystem = systems.map((system, at) =>
      this.#plus(view.systems[at] as Sum, this.#weigh(systemMemory(question, system))),
    );
    const of = (slot: Slot) =>
      parties.map((party, at) => this.#plus(view[slot][at] as Sum, this.#weigh(partyMemory(question, party, slot))));
    const [sells, buys] = [of('sup'), of('rec')];
    const remembered = systems.map((system) => this.#remembered(memory, system));
    const last = memory.last === null ? -1 : systems.findIndex(({ name }) => name === memory.last?.system);
    // a system with its supplier, and with its recipient, are added up once for all triples that they stand in
    const sold = table(systems.length, parties.length, (system, supplier) =>
      this.#together(
        ofSystem[system] as Sum,
        sells[supplier] as Sum,
        pairs.sup[system]?.[supplier],
        remembered[system]?.sup[supplier],
      ),
    );
    const bought = table(systems.length, parties.length, (system, recipient) =>
      this.#together(buys[recipient] as Sum, pairs.rec[system]?.[recipient], remembered[system]?.rec[recipient]),
    );
    const scores = this.#triples.map((triple, at) => {
      const { system, supplier, recipient } = triple;
      const other = this.#plus(bought(system, recipient), this.#joint[at] ?? null);
      const told = system === last ? this.#weigh(jointMemory(question, ...this.#parts(triple))) : null;
      return this.model.scoreTogether(sold(system, supplier), this.#plus(other, told));
    });
    return this.#best(softmax(scores));
  }

  /** The part in which two deals differ where one list of a sentence names both; null where none does. */
  listed(sentence: number, a: DealKey, b: DealKey): ListedPart | null {
    return listedPart(this.scene, sentence, a, b);
  }

  /** What the last event about a system says for each party; null where there was none. */
  #remembered(memory: DealMemory, system: SystemCandidate): Record<Slot, readonly (Sum | null)[]> | null {
    if (memory.last === null || !memory.bySystem.has(system.name)) return null;
    const of = (slot: Slot) => this.scene.parties.map((party) => this.#weigh(pairMemory(memory, system, party, slot)));
    return { sup: of('sup'), rec: of('rec') };
  }

  /** The features that speak most for each part of a deal. */
  reasons(question: Question, triple: Triple, most: number): Record<'system' | 'supplier' | 'recipient', string[]> {
    const [system, supplier, recipient] = this.#parts(triple);
    const { scene, model } = this;
    const ofParty = (who: PartyCandidate, slot: Slot) => [
      ...partyFeatures(scene, question, who, slot),
      ...pairFeatures(system, who, slot, question),
    ];
    const parts = {
      system: systemFeatures(scene, question, system),
      supplier: ofParty(supplier, 'sup'),
      recipient: ofParty(recipient, 'rec'),
    };
    const joint = jointFeatures(question, system, supplier, recipient);
    const sum = model.sumOf([...parts.system, ...parts.supplier, ...parts.recipient, ...joint]);
    const speaking = (features: Features) => model.speaking(features, sum, most).map(({ feature }) => feature);
    return {
      system: speaking(parts.system),
      supplier: speaking(parts.supplier),
      recipient: speaking(parts.recipient),
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

  #viewOf(question: Question): ViewSums {
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
        return this.#plus(fixed[slot][at] as Sum, seen);
      });
    const view: ViewSums = {
      systems: scene.systems.map((system, at) =>
        this.#plus(fixed.systems[at] as Sum, this.#weigh(systemView(scene, question, system))),
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

  #fixedOf(group: string): ViewSums {
    const known = this.#fixed.get(group);
    if (known) return known;
    const { systems, sup, rec } = this.#traitsOf();
    const sumsOf = (traits: readonly Traits[]) => traits.map((one) => this.#known(one, group));
    const fixed = { systems: sumsOf(systems), sup: sumsOf(sup), rec: sumsOf(rec) };
    this.#fixed.set(group, fixed);
    return fixed;
  }

  #pairsOf(group: string): PairSums {
    const known = this.#pairs.get(group);
    if (known) return known;
    const { soldBy, boughtBy } = this.#traitsOf();
    const sumsOf = (traits: readonly (readonly Traits[])[]) =>
      traits.map((ofSystem) => ofSystem.map((one) => this.#known(one, group)));
    const pairs = { sup: sumsOf(soldBy), rec: sumsOf(boughtBy) };
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

  #known({ number, features }: Traits, group: string): Sum {
    return this.model.sumOfTraits(number * GROUPS.length + GROUPS.indexOf(group), () => features(group));
  }

  #weigh(features: Features): Sum | null {
    return features.length === 0 ? null : this.model.sumOf(features);
  }

  /** All together, in an array of their own. */
  #together(first: Sum, ...others: readonly (Sum | null | undefined)[]): Sum {
    const sum = first.slice();
    for (const other of others) if (other) addTo(sum, other);
    return sum;
  }

  /** Both together, in an array of their own where there are two. */
  #plus(one: Sum, other: Sum | null): Sum {
    if (other === null) return one;
    const sum = one.slice();
    addTo(sum, other);
    return sum;
  }
}

/** What a pair of places gives, reckoned when it is first asked for. */
function table(
  rows: number,
  columns: number,
  reckon: (row: number, column: number) => Sum,
): (row: number, column: number) => Sum {
  const known = new Array<Sum | undefined>(rows * columns);
  return (row, column) => {
    const at = row * columns + column;
    const sum = known[at] ?? reckon(row, column);
    known[at] = sum;
    return sum;
  };
}
