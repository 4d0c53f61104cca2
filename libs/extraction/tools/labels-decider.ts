import type { EventType } from '@dealwatch/domain';
import { allFeatures } from '../src/dates/choices';
import { jointFeatures, pairFeatures } from '../src/deals/pair-features';
import { partyFeatures } from '../src/deals/party-features';
import type { Scene } from '../src/deals/scene';
import { type Question } from '../src/deals/slots';
import { systemFeatures } from '../src/deals/system-features';
import { type Triple, triplesOf } from '../src/deals/triples';
import type { Claim } from '../src/events/claim';
import { claimOf } from '../src/events/claim';
import { type Decider, type Reading, walk } from '../src/events/walk';
import type { TypeModel } from '../src/types/type-model';
import type { Labelled } from './labelled-articles';
import { canonical, sameSystem, sentenceOf } from './labels';
import { type Choice, FeatureIndex } from './ranker';

type Label = Labelled['events'][number];

/** The choices of one head, with the text and writer that each comes from. */
export interface HeadChoice extends Choice {
  readonly text: number;
}

export const HEADS = ['deals', 'polarity', 'tranche', 'occurred', 'expected', 'salience'] as const;
export type Head = (typeof HEADS)[number];

/** Collects, for every labelled event, what each head is asked and what is right; the walk goes on with the labels. */
export class Collector {
  readonly index: Record<Head, FeatureIndex>;
  readonly choices: Record<Head, HeadChoice[]>;
  unreachable = 0;

  /** @param types finds the words of a claim that no rule sees, as it does when a text is read */
  constructor(private readonly types: TypeModel | null = null) {
    const each = <T>(make: () => T) => Object.fromEntries(HEADS.map((head) => [head, make()])) as Record<Head, T>;
    this.index = each(() => new FeatureIndex());
    this.choices = each(() => []);
  }

  collect(text: number, labelled: Labelled, reading: Reading): void {
    const labels = new Map<Claim, Label>();
    const odds = this.types?.read(reading.article, reading.ruled) ?? [];
    const claims = labelled.events.flatMap((label) => {
      const sentence = sentenceOf(labelled, reading.article, label.quote);
      const analysed = reading.article.analysed[sentence];
      if (!analysed) return [];
      const type = label.type as EventType;
      const here = odds[sentence];
      const strongest = () => (here ? (this.types?.strongestWord(analysed, here, type) ?? null) : null);
      const claim = claimOf(sentence, analysed, reading.ruled[sentence] ?? [], type, strongest);
      labels.set(claim, label);
      return [claim];
    });
    claims.sort((a, b) => a.sentence - b.sentence || (a.anchor ?? 999) - (b.anchor ?? 999));
    walk(reading, claims, this.#decider(text, labelled, reading, labels));
  }

  #decider(text: number, labelled: Labelled, reading: Reading, labels: ReadonlyMap<Claim, Label>): Decider {
    const triples = triplesOf(reading.scene);
    const labelOf = (claim: Claim) => labels.get(claim) as Label;
    const add = (head: Head, candidates: readonly (readonly string[])[], right: readonly number[]) => {
      if (right.length === 0 || candidates.length < 2) return;
      this.choices[head].push({
        candidates: candidates.map((names) => this.#ids(head, names)),
        right,
        weight: head === 'tranche' && !right.includes(0) ? 2 : 1,
        text,
      });
    };
    const two = (head: Head, features: readonly string[], yes: boolean) => add(head, [[], features], [yes ? 1 : 0]);
    return {
      deals: (claim, question) => {
        const label = labelOf(claim);
        const also = [...labels]
          .filter(([other, l]) => other.sentence === claim.sentence && l.type === label.type && l !== label)
          .map(([, l]) => l);
        const gold = triples.find((t) => isDeal(reading.scene, t, label));
        const keep = triples.filter(
          (t, i) =>
            isDeal(reading.scene, t, label) ||
            (!also.some((l) => isDeal(reading.scene, t, l)) &&
              (triples.length < 120 || isNear(t, gold) || (i * 7919 + claim.sentence * 31) % triples.length < 60)),
        );
        const right = keep.flatMap((t, i) => (isDeal(reading.scene, t, label) ? [i] : []));
        if (right.length === 0) this.unreachable += 1;
        else
          this.choices.deals.push({
            candidates: this.dealFeatures(reading.scene, question, keep),
            right,
            weight: 1,
            text,
          });
        const { supplier, recipient, system } = label.deal as { supplier: string; recipient: string; system: string };
        return [
          {
            deal: { supplier, recipient, system: canonical(system) },
            probability: 1,
            nth: 0,
            share: 1,
            triple: null,
            ranked: [],
          },
        ];
      },
      polarity: (claim, features) => {
        const { polarity } = labelOf(claim);
        two('polarity', features, polarity === 'denied');
        return polarity as 'affirmed' | 'denied';
      },
      tranche: (claim, choices) => {
        const { tranche } = labelOf(claim);
        add(
          'tranche',
          choices.map(({ features }) => features),
          choices.flatMap(({ value }, i) => (value === tranche ? [i] : [])),
        );
        return choices.find(({ value }) => value === tranche) ?? { value: tranche, features: [] };
      },
      occurred: (claim, choices) => {
        const { occurredOn } = labelOf(claim);
        // whether a bare past is the day's news or undated shows in a whole article only; writers of passages left it undated
        if (labelled.kind === 'articles')
          add(
            'occurred',
            choices.map(allFeatures),
            choices.flatMap(({ value }, i) => (value === occurredOn ? [i] : [])),
          );
        return { value: occurredOn as never, from: 'label', features: [] };
      },
      expected: (claim, choices) => {
        const { expectedOn } = labelOf(claim);
        add(
          'expected',
          choices.map(allFeatures),
          choices.flatMap(({ value }, i) => (value === expectedOn ? [i] : [])),
        );
        return { value: expectedOn as never, from: 'label', features: [] };
      },
      salient: (claim, features) => {
        const news = labelOf(claim).salience === 'news';
        if (labelled.kind === 'articles') two('salience', features, news);
        return news;
      },
    };
  }

  dealFeatures(scene: Scene, question: Question, triples: readonly Triple[]): Int32Array[] {
    const ids = (names: readonly string[]) => this.#ids('deals', names);
    const systems = scene.systems.map((system) => ids(systemFeatures(scene, question, system)));
    const sellers = scene.parties.map((party) => ids(partyFeatures(scene, question, party, 'sup')));
    const buyers = scene.parties.map((party) => ids(partyFeatures(scene, question, party, 'rec')));
    const pairs = (role: 'sup' | 'rec') =>
      scene.systems.map((system) => scene.parties.map((party) => ids(pairFeatures(system, party, role, question))));
    const [sold, bought] = [pairs('sup'), pairs('rec')];
    return triples.map(({ system, supplier, recipient }) => {
      const parts = [
        systems[system],
        sellers[supplier],
        buyers[recipient],
        sold[system]?.[supplier],
        bought[system]?.[recipient],
      ];
      const [s, a, b] = [scene.systems[system], scene.parties[supplier], scene.parties[recipient]];
      const joint = s && a && b ? ids(jointFeatures(question, s, a, b)) : new Int32Array(0);
      return Int32Array.from([...parts.flatMap((part) => [...(part ?? [])]), ...joint]);
    });
  }

  #ids(head: Head, names: readonly string[]): Int32Array {
    const index = this.index[head];
    return Int32Array.from(names, (name) => index.id(name));
  }
}

/** Whether two of three parts are the same, so that the third is what must be told apart. */
function isNear(triple: Triple, gold: Triple | undefined): boolean {
  if (gold === undefined) return false;
  return (['system', 'supplier', 'recipient'] as const).filter((part) => triple[part] === gold[part]).length === 2;
}

function isDeal(scene: Scene, { system, supplier, recipient }: Triple, { deal }: Label): boolean {
  return (
    scene.parties[supplier]?.code === deal?.supplier &&
    scene.parties[recipient]?.code === deal?.recipient &&
    sameSystem(deal?.system ?? '', scene.systems[system]?.name ?? '')
  );
}
