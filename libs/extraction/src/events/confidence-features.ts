import type { DealKey } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { listedPart } from '../deals/listed';
import type { SystemCandidate } from '../deals/scene';
import { groupOf } from '../deals/slots';
import { type Features, named, step } from '../model/features';
import type { ClaimGroup } from './merge-claims';
import type { ReadClaim } from './read-claims';
import type { Reading } from './walk';

/** Log-odds in half steps, for one feature a step: "at least this sure". */
const STEPS = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4];

const logit = (probability: number): number => Math.log((probability + 1e-6) / (1 - probability + 1e-6));

const steps = new Map<string, readonly string[]>();

function atLeast(name: string, probability: number): readonly string[] {
  let all = steps.get(name);
  if (all === undefined) {
    all = STEPS.map((step) => `${name}>=${step}`);
    steps.set(name, all);
  }
  const odds = logit(probability);
  const above = STEPS.findIndex((step) => odds < step);
  return above < 0 ? all : all.slice(0, above);
}

/**
 * What speaks for and against an event, seen beside all others of its article: how sure type and deal are, what else the
 * sentence and the article are taken to say, and whether the article speaks of deals at all.
 */
export function confidenceFeatures(reading: Reading, groups: readonly ClaimGroup[], index: number): Features {
  const claims = groups.map(({ lead }) => lead);
  const { lead: one, members } = groups[index] as ClaimGroup;
  const { claim, answer, polarity, news, occurred } = one.decided;
  const { type } = claim;
  const group = groupOf(type);
  const rule = claim.ruled === null ? 'none' : claim.ruled.fires ? 'fires' : 'idle';
  const features: Features = [
    'bias',
    named`type:${type}`,
    named`rule:${rule}`,
    named`type:${type}|${rule}`,
    named`polarity:${polarity}`,
    named`type:${type}|${polarity}`,
    news ? 'news' : 'background',
    named`date:${occurred.from.startsWith('“') ? 'own' : occurred.from}`,
    ...atLeast('p', one.typeProbability),
    ...atLeast(named`p|${rule}`, one.typeProbability),
    ...atLeast(named`p|${group}`, one.typeProbability),
    ...atLeast(reading.article.analysed[0]?.sentence.role === 'title' ? 'title' : 'untitled', one.titleProbability),
    ...atLeast('deal', answer.probability),
    ...atLeast(named`deal|${group}`, answer.probability),
    named`told:${Math.min(members.length, 4)}`,
    ...atLeast('any', 1 - members.reduce((none, { typeProbability }) => none * (1 - typeProbability), 1)),
    named`nth:${Math.min(answer.nth, 2)}`,
    named`nth:${Math.min(answer.nth, 2)}|${step(answer.share * 10)}`,
    ...atLeast(named`deal|nth${Math.min(answer.nth, 1)}`, answer.probability),
    ...atLeast('both', one.typeProbability * answer.probability),
    ...secondFeatures(reading, one),
    ...sentenceFeatures(claims, index),
    ...splitFeatures(claims, index),
    ...articleFeatures(reading, claims, index),
    ...dealFeatures(reading, one),
  ];
  return features;
}

/** How a second deal of one claim stands to the first. */
function secondFeatures({ scene }: Reading, { decided }: ReadClaim): Features {
  const { claim, answer } = decided;
  const first = answer.ranked[0];
  if (answer.nth === 0 || first === undefined) return [];
  const part = listedPart(scene, claim.sentence, first.deal, answer.deal) ?? 'apart';
  const sold = first.deal.supplier === answer.deal.supplier ? 'one-seller' : 'two-sellers';
  const share = step(answer.share * 10);
  return [
    named`second:${part}`,
    named`second:${part}|${sold}`,
    named`second:${part}|${claim.type}`,
    named`second:${part}|${share}`,
    named`second:${part}|${groupOf(claim.type)}`,
  ];
}

/** The other types of the sentence, and whether they are surer. */
function sentenceFeatures(claims: readonly ReadClaim[], index: number): Features {
  const one = claims[index] as ReadClaim;
  const { sentence, type } = one.decided.claim;
  const features: Features = [];
  let surer = 0;
  for (const [at, other] of claims.entries()) {
    if (at === index || other.decided.claim.sentence !== sentence || other.decided.claim.type === type) continue;
    const more = other.typeProbability > one.typeProbability;
    if (more) surer += 1;
    if (other.typeProbability >= 0.3)
      features.push(
        named`with:${other.decided.claim.type}|${type}|${more ? 'surer' : 'weaker'}`,
        named`with-any|${more ? 'surer' : 'weaker'}`,
      );
  }
  features.push(named`surer:${Math.min(surer, 3)}`);
  return features;
}

/**
 * Whether the event is told again with another date, and whether its date is rather that of another event of its sentence: "handed
 * over on May 16 the tanks ordered by Warsaw" dates no order.
 */
function splitFeatures(claims: readonly ReadClaim[], index: number): Features {
  const one = claims[index] as ReadClaim;
  const { claim, occurred, polarity } = one.decided;
  let apart = 'once';
  let shared = 'own';
  for (const [at, other] of claims.entries()) {
    if (at === index) continue;
    const surer = other.typeProbability >= one.typeProbability ? 'surer' : 'weaker';
    const { decided } = other;
    if (decided.claim.type === claim.type && decided.polarity === polarity && isSameDeal(other, one)) {
      if (apart !== 'surer') apart = surer;
    } else if (
      decided.claim.sentence === claim.sentence &&
      decided.occurred.from === occurred.from &&
      decided.occurred.value === occurred.value &&
      occurred.from.startsWith('“') &&
      shared !== 'surer'
    )
      shared = surer;
  }
  return [
    named`again:${apart}`,
    named`date-shared:${shared}`,
    named`again:${apart}|date-shared:${shared}`,
    named`again:${apart}|${claim.type}`,
  ];
}

/** How much of the article speaks of deals, of this type and of this deal. */
function articleFeatures({ article }: Reading, claims: readonly ReadClaim[], index: number): Features {
  const one = claims[index] as ReadClaim;
  const { claim, answer } = one.decided;
  let [top, sum, ofDeal, sameType, sureOnes] = [0, 0, 0, 0, 0];
  for (const [at, other] of claims.entries()) {
    top = Math.max(top, other.typeProbability);
    sum += other.typeProbability;
    if (other.typeProbability >= 0.5) sureOnes += 1;
    if (at === index) continue;
    if (isSameDeal(other, one)) ofDeal += other.typeProbability;
    if (other.decided.claim.type === claim.type && isSameDeal(other, one))
      sameType = Math.max(sameType, other.typeProbability);
  }
  const body = article.analysed.filter(({ sentence }) => sentence.role === 'body').length;
  const short = body <= 4 ? 'short' : 'long';
  return [
    short,
    ...atLeast(named`top|${short}`, top),
    named`mass|${short}:${Math.min(12, Math.round(sum))}`,
    named`density|${short}:${Math.min(10, Math.round((10 * sum) / Math.max(1, body)))}`,
    named`sure-ones|${short}:${Math.min(8, sureOnes)}`,
    named`of-deal:${Math.min(8, Math.round(ofDeal))}`,
    ...(sameType > one.typeProbability ? atLeast('repeats', sameType) : []),
    named`alone:${ofDeal < 0.2}`,
    named`deal-share:${Math.round((5 * ofDeal) / Math.max(0.5, sum))}`,
    ...(answer.probability < 0.3 ? ['doubtful-deal'] : []),
  ];
}

function isSameDeal(a: ReadClaim, b: ReadClaim): boolean {
  const [x, y] = [a.decided.answer.deal, b.decided.answer.deal];
  return x.supplier === y.supplier && x.recipient === y.recipient && x.system === y.system;
}

function dealFeatures({ scene }: Reading, { decided }: ReadClaim): Features {
  const { deal } = decided.answer;
  const { sentence, anchor, sure } = decided.claim;
  const system = scene.systems.find(({ name }) => name === deal.system);
  const at = (code: string) =>
    scene.parties.find((party) => party.code === code)?.places.some((place) => place.sentence === sentence) ?? false;
  const kind =
    system === undefined || system.general ? 'general' : system.suppliers.length === 0 ? 'unlisted' : 'listed';
  const here = system?.places.some((place) => place.sentence === sentence) ? 'here' : 'elsewhere';
  const maker = system?.suppliers.includes(deal.supplier) ? 'maker' : 'not-maker';
  const parties = named`${at(deal.supplier) ? 'S' : 's'}${at(deal.recipient) ? 'R' : 'r'}`;
  return [
    named`system:${kind}`,
    named`system:${kind}|${here}`,
    named`system:${kind}|${maker}`,
    named`rank:${Math.min(system?.rank ?? 9, 5)}`,
    named`named:${parties}`,
    named`named:${parties}|${here}`,
    named`anchor:${anchor === null ? 'none' : sure ? 'sure' : 'near'}`,
    named`class:${system?.systemClass ?? '-'}`,
    ...buyerFeatures(scene, sentence, deal, system),
  ];
}

/** How far a buyer is named before without being out of mind. */
const NEAR = 2;

/**
 * How an article names the buyer, and whether its seller rather buys for itself: programmes at home have a maker's state, and any other
 * state that the article names in passing would be their buyer.
 */
function buyerFeatures(
  { sentences, parties }: Reading['scene'],
  sentence: number,
  { supplier, recipient }: DealKey,
  system: SystemCandidate | undefined,
): Features {
  const placesOf = (code: string) => parties.find((party) => party.code === code)?.places ?? [];
  const buyer = placesOf(recipient);
  const place = buyer.some((one) => one.sentence === sentence)
    ? 'here'
    : buyer.some((one) => one.sentence < sentence && one.sentence >= sentence - NEAR)
      ? 'near'
      : 'far';
  const leads = (places: typeof buyer) =>
    places.some((one) => {
      const { role, paragraph } = (sentences[one.sentence] as AnalysedSentence).sentence;
      return role === 'title' || paragraph === 0;
    });
  const lead = leads(buyer) ? 'lead' : 'late';
  const told = Math.min(3, new Set(buyer.map((one) => one.sentence)).size);
  const rank = Math.min(4, parties.find(({ code }) => code === recipient)?.rank ?? 4);
  const selfish = step(system?.facts.buyers.get(supplier) ?? 0);
  const bought = step(system?.facts.buyers.get(recipient) ?? 0);
  return [
    named`buyer:${place}|${lead}|${told}`,
    named`buyer:${place}|rank${rank}`,
    named`buyer:${lead}|seller-${leads(placesOf(supplier)) ? 'lead' : 'late'}`,
    named`buys:${bought}|seller-${selfish}`,
    named`buys:${bought}|seller-${selfish}|${place}`,
  ];
}
