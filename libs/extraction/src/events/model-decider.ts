import type { DealKey } from '@dealwatch/domain';
import type { DateChoice } from '../dates/choices';
import type { DealRanker, RankedDeal } from '../deals/rank-deals';
import type { Features } from '../model/features';
import type { Models } from '../model/models';
import { argmax, type RankModel, sigmoid, softmax } from '../model/rank-model';
import { type DealAnswer, type Decider, TOGETHER } from './walk';

const MOST_TOGETHER = 4;

/** Decides by the trained heads. */
export function modelDecider(ranker: DealRanker, { heads }: Models): Decider {
  return {
    deals: (_claim, question) =>
      together(ranker.rank(question), (a, b) => ranker.listed(question.sentence, a, b) !== null),
    polarity: (_claim, features) => (heads.polarity.score(features) > 0 ? 'denied' : 'affirmed'),
    tranche: (_claim, choices) => pick(heads.tranche, choices),
    occurred: (_claim, choices) => pickDate(heads.occurred, choices),
    expected: (_claim, choices) => pickDate(heads.expected, choices),
    salient: (_claim, features) => sigmoid(heads.salience.score(features)) >= 0.5,
  };
}

/** The most probable deal, and others that a list puts beside it: "Greece and Cyprus", "Germany's Lynx and Sweden's CV90". */
function together(ranked: readonly RankedDeal[], listed: (a: DealKey, b: DealKey) => boolean): DealAnswer[] {
  const chosen: RankedDeal[] = ranked.slice(0, 1);
  const first = chosen[0];
  if (!first) return [];
  for (const one of ranked.slice(1)) {
    const share = one.probability / first.probability;
    if (chosen.length >= MOST_TOGETHER) break;
    if (!chosen.every((other) => isBeside(one, other) || isResoldBy(one, other, listed))) continue;
    if (share >= TOGETHER || chosen.some((other) => listed(one.deal, other.deal))) chosen.push(one);
  }
  return chosen.map(({ deal, probability, triple }, nth) => ({
    deal,
    probability,
    nth,
    share: probability / first.probability,
    triple,
    ranked,
  }));
}

/** Two deals of one claim have another system each for one buyer, or another buyer each of one system. */
function isBeside({ deal }: RankedDeal, other: RankedDeal): boolean {
  if (deal.recipient === other.deal.recipient) return deal.system !== other.deal.system;
  return deal.supplier === other.deal.supplier && deal.system === other.deal.system;
}

/** One system that one buyer has of two sellers, where a list names both: "used F-16s from Denmark and the Netherlands". */
function isResoldBy({ deal }: RankedDeal, other: RankedDeal, listed: (a: DealKey, b: DealKey) => boolean): boolean {
  const same = deal.system === other.deal.system && deal.recipient === other.deal.recipient;
  return same && listed(deal, other.deal);
}

function pick<T extends { readonly features: Features }>(model: RankModel, choices: readonly T[]): T {
  const odds = softmax(choices.map(({ features }) => model.score(features)));
  return choices[argmax(odds)] as T;
}

function pickDate(model: RankModel, choices: readonly DateChoice[]): DateChoice {
  const scores = choices.map(({ features }) => model.score(features));
  const given = choices.findIndex(({ situation }) => situation !== undefined);
  if (given >= 0) {
    const { situation } = choices[given] as DateChoice;
    // a date of the words' own has no part in the situation, nor has a beginning of this kind any weight
    const from = choices.map((choice) => (choice.situation === undefined ? '' : choice.from));
    model.addUnder(from, situation ?? [], scores);
  }
  return choices[argmax(softmax(scores))] as DateChoice;
}
