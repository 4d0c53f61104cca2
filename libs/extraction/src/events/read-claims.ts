import { type Day, EVENT_TYPES, type EventType, isForwardType, type PartialDate } from '@dealwatch/domain';
import { type AnalysedArticle, type AnalysedSentence, analyse } from '../analysis';
import { DealRanker } from '../deals/rank-deals';
import { sceneOf } from '../deals/scene';
import { spelledIn } from '../deals/spelling';
import { flat } from '../lists';
import type { Models } from '../model/models';
import { ruledTriggers } from '../types/rule-features';
import { likelyTypes, type TypeModel, type TypeOdds } from '../types/type-model';
import { actorsFor } from './actors';
import { quantityOf, sumOf } from './amounts';
import { type Claim, claimOf, triggerOf } from './claim';
import type { Grounds } from './explain';
import { modelDecider } from './model-decider';
import { originOf } from './origin';
import { ruleEvents } from './read-events';
import type { Candidate } from './types';
import { type Decided, type Reading, walk } from './walk';

/** A claim below this probability is not looked at any further. */
export const LEAST_PROBABILITY = 0.15;
/** From this probability on a claim can have a date of the sentence for itself. */
const LIKELY = 0.4;
/** No report tells so many events; a text made of triggers must end somewhere. */
const MOST_CLAIMS = 400;

/** Everything that is known of an article before its claims are decided. */
export function readingOf(article: AnalysedArticle, published: Day): Reading {
  const scene = sceneOf(article);
  const ruled = article.analysed.map(ruledTriggers);
  return {
    article,
    published,
    scene,
    ruled,
    rules: article.analysed.length > 0 ? ruleEvents(article, published, scene.deals, ruled) : [],
  };
}

/** An event as decided, with how probable its type was. */
export interface ReadClaim {
  readonly decided: Decided;
  readonly typeProbability: number;
  /** How probable the type is in the title; 0 where there is none. */
  readonly titleProbability: number;
  readonly candidate: Omit<Candidate, 'explanation'>;
}

/** The claims of an article before they are weighed, with what they were read from. */
export interface ReadClaims extends Grounds {
  readonly claims: readonly ReadClaim[];
}

/** Reads all claims of an article that reach a small probability; what becomes of them is decided by their confidence. */
export function readClaims(text: string, title: string | null, published: Day, models: Models): ReadClaims {
  const reading = readingOf(analyse(text, title), published);
  const odds = models.types.read(reading.article, reading.ruled);
  const ranker = new DealRanker(reading.scene, models.heads.deals);
  const decided = walk(
    reading,
    claimsOf(reading, odds, models.types).slice(0, MOST_CLAIMS),
    modelDecider(ranker, models),
  );
  const headline = reading.article.analysed.findIndex(({ sentence }) => sentence.role === 'title');
  const probable = (sentence: number, type: EventType) => odds[sentence]?.types[EVENT_TYPES.indexOf(type)] ?? 0;
  const claims = decided.map((one) => ({
    decided: one,
    typeProbability: probable(one.claim.sentence, one.claim.type),
    titleProbability: probable(headline, one.claim.type),
    candidate: candidateOf(reading, one),
  }));
  return { reading, models, ranker, odds, claims };
}

function claimsOf({ article, ruled }: Reading, odds: readonly (TypeOdds | null)[], model: TypeModel): Claim[] {
  return flat(article.analysed, (sentence, index) => {
    const here = odds[index];
    if (!here || sentence.sentence.role !== 'body') return [];
    const claims = likelyTypes(here, LEAST_PROBABILITY).map(({ type, probability }) =>
      claimOf(
        index,
        sentence,
        ruled[index] ?? [],
        type as EventType,
        () => model.strongestWord(sentence, here, type as EventType),
        probability >= LIKELY,
      ),
    );
    return claims.sort((a, b) => (a.anchor ?? 999) - (b.anchor ?? 999));
  });
}

function candidateOf({ article, scene }: Reading, decided: Decided): Omit<Candidate, 'explanation'> {
  const { claim, answer, polarity, tranche, occurred, expected, news } = decided;
  const sentence = article.analysed[claim.sentence] as AnalysedSentence;
  const { start, end, text } = sentence.sentence;
  const system = scene.systems.find(({ name }) => name === answer.deal.system);
  return {
    type: claim.type,
    polarity,
    deal: system === undefined ? answer.deal : { ...answer.deal, system: spelledIn(scene, system) },
    tranche,
    occurredOn: occurred.value as PartialDate | null,
    expectedOn: isForwardType(claim.type) ? ((expected?.value ?? null) as PartialDate | null) : null,
    actors: actorsFor(claim.type, answer.deal, sentence, claim.anchor),
    quantity: quantityOf(sentence, triggerOf(claim), answer.deal.system),
    value: sumOf(sentence, triggerOf(claim)),
    salience: news ? 'news' : 'background',
    confidence: 0,
    origin: originOf(text),
    start,
    end,
  };
}
