import { DealRanker, type RankedDeal } from '../deals/rank-deals';
import type { Scene } from '../deals/scene';
import type { Features } from '../model/features';
import type { Models } from '../model/models';
import { argmax, type RankModel, sigmoid, softmax } from '../model/rank-model';
import type { DealAnswer, Decider } from './walk';

/** A second deal of one claim must come so near to the first. */
const TOGETHER = 0.4;

/** Decides by the trained heads. */
export function modelDecider(scene: Scene, { heads }: Models): Decider {
  const ranker = new DealRanker(scene, heads.deals);
  return {
    deals: (_claim, question) => together(ranker.rank(question)),
    polarity: (_claim, features) => (heads.polarity.score(features) > 0 ? 'denied' : 'affirmed'),
    tranche: (_claim, choices) => pick(heads.tranche, choices),
    occurred: (_claim, choices) => pick(heads.occurred, choices),
    expected: (_claim, choices) => pick(heads.expected, choices),
    salient: (_claim, features) => sigmoid(heads.salience.score(features)) >= 0.5,
  };
}

/** The most probable deal, and those that differ from it in one part and are nearly as probable: "Greece and Cyprus". */
function together(ranked: readonly RankedDeal[]): DealAnswer[] {
  const first = ranked[0];
  if (!first) return [];
  const others = ranked
    .slice(1)
    .filter((one) => one.probability >= TOGETHER * first.probability && isBeside(one, first));
  return [first, ...others].map(({ deal, probability }) => ({ deal, probability, reasons: [] }));
}

function isBeside({ deal }: RankedDeal, first: RankedDeal): boolean {
  const same = (['supplier', 'recipient', 'system'] as const).filter((part) => deal[part] === first.deal[part]);
  return same.length === 2 && deal.supplier === first.deal.supplier;
}

function pick<T extends { readonly features: Features }>(model: RankModel, choices: readonly T[]): T {
  const odds = softmax(choices.map(({ features }) => model.score(features)));
  return choices[argmax(odds)] as T;
}
