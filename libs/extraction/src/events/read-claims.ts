import { type Day, EVENT_TYPES, type EventType, isForwardType, type PartialDate } from '@dealwatch/domain';
import { type AnalysedArticle, type AnalysedSentence, analyse } from '../analysis';
import { sceneOf } from '../deals/scene';
import type { Models } from '../model/models';
import { ruledTriggers } from '../types/rule-features';
import { likelyTypes, type TypeOdds } from '../types/type-model';
import { actorsFor } from './actors';
import { quantityOf, sumOf } from './amounts';
import { type Claim, claimOf } from './claim';
import { modelDecider } from './model-decider';
import { originOf } from './origin';
import { readEvents } from './read-events';
import type { Candidate } from './types';
import { type Decided, type Reading, walk } from './walk';

/** A claim below this probability is not looked at any further. */
export const LEAST_PROBABILITY = 0.15;

/** Everything that is known of an article before its claims are decided. */
export function readingOf(article: AnalysedArticle, published: Day): Reading {
  return {
    article,
    published,
    scene: sceneOf(article),
    ruled: article.analysed.map(ruledTriggers),
    rules: article.analysed.length > 0 ? readEvents(article, published) : [],
  };
}

/** An event as decided, with how probable its type was. */
export interface ReadClaim {
  readonly decided: Decided;
  readonly typeProbability: number;
  readonly candidate: Candidate;
}

/** Reads all claims of an article that reach a small probability; what becomes of them is decided by their confidence. */
export function readClaims(
  text: string,
  title: string | null,
  published: Day,
  models: Models,
): { reading: Reading; claims: ReadClaim[] } {
  const reading = readingOf(analyse(text, title), published);
  const odds = models.types.read(reading.article, reading.ruled);
  const claims = claimsOf(reading, odds);
  const decided = walk(reading, claims, modelDecider(reading.scene, models));
  return {
    reading,
    claims: decided.map((one) => {
      const typeProbability = odds[one.claim.sentence]?.types[EVENT_TYPES.indexOf(one.claim.type)] ?? 0;
      return { decided: one, typeProbability, candidate: candidateOf(reading, one, typeProbability) };
    }),
  };
}

function claimsOf({ article, ruled }: Reading, odds: readonly (TypeOdds | null)[]): Claim[] {
  return article.analysed.flatMap((sentence, index) => {
    const here = odds[index];
    if (!here) return [];
    const types = likelyTypes(here, LEAST_PROBABILITY).map(({ type }) => type as EventType);
    const claims = types.map((type) => claimOf(index, sentence, ruled[index] ?? [], type));
    return claims.sort((a, b) => (a.anchor ?? 999) - (b.anchor ?? 999));
  });
}

function candidateOf({ article }: Reading, decided: Decided, typeProbability: number): Candidate {
  const { claim, answer, polarity, tranche, occurred, expected, news } = decided;
  const sentence = article.analysed[claim.sentence] as AnalysedSentence;
  const { start, end, text } = sentence.sentence;
  return {
    type: claim.type,
    polarity,
    deal: answer.deal,
    tranche,
    occurredOn: occurred.value as PartialDate | null,
    expectedOn: isForwardType(claim.type) ? ((expected?.value ?? null) as PartialDate | null) : null,
    actors: actorsFor(claim.type, answer.deal, sentence, claim.anchor),
    quantity: claim.ruled === null ? null : quantityOf(sentence, claim.ruled.trigger),
    value: claim.ruled === null ? null : sumOf(sentence, claim.ruled.trigger),
    salience: news ? 'news' : 'background',
    confidence: typeProbability * answer.probability,
    origin: originOf(text),
    start,
    end,
    explanation: {
      pattern: claim.ruled?.trigger.pattern ?? '',
      trigger: '',
      rule: claim.ruled?.decision?.rule ?? 'statistical layer',
      cues: [],
      tense: claim.tense,
      systemFrom: '',
      supplierFrom: '',
      recipientFrom: '',
      dateFrom: occurred.from,
      dateExpressions: [],
      salienceFrom: '',
    },
  };
}
