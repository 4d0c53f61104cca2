import { type Day, type DealKey, isForwardType, type Polarity } from '@dealwatch/domain';
import type { AnalysedArticle, AnalysedSentence } from '../analysis';
import { type CalendarDay, parseDay } from '../dates/calendar';
import { ageOf, type DateChoice, type DateContext, expectedChoices, occurredChoices } from '../dates/choices';
import { advanceFocus, type FocusState, moveFocus, startFocus } from '../deals/focus';
import type { RankedDeal } from '../deals/rank-deals';
import type { Scene } from '../deals/scene';
import { type DealMemory, EMPTY_MEMORY, type Question } from '../deals/slots';
import type { Triple } from '../deals/triples';
import { flat } from '../lists';
import { type Features, named } from '../model/features';
import type { RuledTrigger } from '../types/rule-features';
import type { Claim } from './claim';
import { polarityFeatures } from './polarity-features';
import type { RuledEvent } from './read-events';
import { salienceFeatures } from './salience-features';
import { standing, surroundings } from './surroundings';
import { type TrancheChoice, trancheChoices } from './tranche-choices';

/** An article with all that its claims are read from. */
export interface Reading {
  readonly article: AnalysedArticle;
  readonly published: Day;
  readonly scene: Scene;
  readonly ruled: readonly (readonly RuledTrigger[])[];
  /** Events as the rules alone read them. */
  readonly rules: readonly RuledEvent[];
}

/** A second deal of one claim comes so near to the first, unless a list puts it beside it. */
export const TOGETHER = 0.45;

/** A deal found for a claim. */
export interface DealAnswer {
  readonly deal: DealKey;
  readonly probability: number;
  /** 0 for the most probable deal of the claim, 1 for a second one beside it …, and its probability as a share of the first's. */
  readonly nth: number;
  readonly share: number;
  /** Its places in the lists of the scene; null where a label gave it. */
  readonly triple: Triple | null;
  /** All deals that came near, this one among them. */
  readonly ranked: readonly RankedDeal[];
}

/** Answers the questions that a walk through an article asks: the models, or the labels while they are trained. */
export interface Decider {
  deals(claim: Claim, question: Question): readonly DealAnswer[];
  polarity(claim: Claim, features: Features): Polarity;
  tranche(claim: Claim, choices: readonly TrancheChoice[]): TrancheChoice;
  occurred(claim: Claim, choices: readonly DateChoice[]): DateChoice;
  expected(claim: Claim, choices: readonly DateChoice[]): DateChoice;
  salient(claim: Claim, features: Features): boolean;
}

/** A claim with everything that was decided of it. */
export interface Decided {
  readonly claim: Claim;
  readonly question: Question;
  readonly answer: DealAnswer;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  readonly occurred: DateChoice;
  readonly expected: DateChoice | null;
  readonly news: boolean;
}

interface Memory {
  readonly deals: DealMemory;
  readonly focus: FocusState;
  readonly tranche: { readonly value: number; readonly sentence: number } | null;
}

/** Goes through an article's claims in the order of the text, each with what the claims before it left in mind. */
export function walk(reading: Reading, claims: readonly Claim[], decider: Decider): Decided[] {
  const { article, scene } = reading;
  const published = parseDay(reading.published);
  const bySentence = new Map<number, Claim[]>();
  for (const claim of claims) {
    const here = bySentence.get(claim.sentence);
    if (here) here.push(claim);
    else bySentence.set(claim.sentence, [claim]);
  }
  const decided: Decided[] = [];
  let memory: Memory = { deals: EMPTY_MEMORY, focus: startFocus(scene.deals), tranche: null };
  let nth = -1;
  article.analysed.forEach((sentence, index) => {
    if (sentence.sentence.role === 'body') nth += 1;
    memory = { deals: memory.deals, focus: advanceFocus(memory.focus, sentence, published), tranche: memory.tranche };
    const here = bySentence.get(index) ?? [];
    for (const claim of here) {
      for (const one of decide(reading, claim, { published, nth, memory, rivals: rivalsOf(claim, here) }, decider)) {
        decided.push(one);
        // what only a list adds is too doubtful to be what the next sentence goes on about
        if (one.answer.share >= TOGETHER) memory = remember(memory, one);
      }
    }
  });
  return decided;
}

interface Position {
  readonly published: CalendarDay;
  readonly nth: number;
  readonly memory: Memory;
  readonly rivals: readonly number[];
}

/** Where the other claims of a sentence have their words, each place once. */
function rivalsOf({ anchor, type }: Claim, here: readonly Claim[]): number[] {
  const others = here.filter((claim) => claim.likely && claim.type !== type && claim.anchor !== anchor);
  return [...new Set(flat(others, (claim) => (claim.anchor === null ? [] : [claim.anchor])))];
}

function decide(
  reading: Reading,
  claim: Claim,
  { published, nth, memory, rivals }: Position,
  decider: Decider,
): Decided[] {
  const { article, scene } = reading;
  const sentence = article.analysed[claim.sentence] as AnalysedSentence;
  const paragraphs = (article.sentences.at(-1)?.paragraph ?? 0) + 1;
  const place = standing(sentence, nth, paragraphs);
  const at = place[0] as string;
  const situation = [...place, ...surroundings(sentence, claim)];
  const question: Question = {
    sentence: claim.sentence,
    type: claim.type,
    anchor: claim.anchor,
    memory: memory.deals,
    rule: ruleOf(reading, claim),
  };
  const answers = decider.deals(claim, question);
  if (answers.length === 0) return [];
  const polarity = decider.polarity(claim, polarityFeatures(sentence, claim, situation));
  const first = answers[0] as DealAnswer;
  const deal = isMain(scene, first.deal) ? 'main' : 'side';
  const titled = titleTypes(reading);
  const inTitle = titled.includes(claim.type) ? 'title-type' : 'other-type';
  const about = [
    deal,
    named`${deal}|${claim.tense}`,
    inTitle,
    named`${inTitle}|${deal}`,
    named`${at}|${deal}`,
    named`${at}|${claim.tense}`,
    named`${at}|${deal}|${claim.tense}`,
  ];
  const context = contextOf(article, claim, published, memory.focus, rivals, [
    ...situation,
    ...about,
    claim.sure ? 'sure' : 'unsure',
    named`${polarity}|${claim.tense}`,
    named`${polarity}|${at}`,
  ]);
  const last = memory.tranche !== null && claim.sentence - memory.tranche.sentence <= 1 ? memory.tranche.value : null;
  const tranche = decider.tranche(claim, trancheChoices(sentence, claim, last));
  const occurred = decider.occurred(claim, occurredChoices(sentence, claim, context));
  // what is denied points to no date
  const expected =
    isForwardType(claim.type) && polarity === 'affirmed'
      ? decider.expected(claim, expectedChoices(sentence, claim, context))
      : null;
  return answers.map((answer) => ({
    claim,
    question,
    answer,
    polarity,
    tranche: tranche.value,
    occurred,
    expected,
    news: decider.salient(
      claim,
      salienceFeatures({
        sentence,
        claim,
        situation,
        age: ageOf(occurred.value, published),
        mainDeal: isMain(scene, answer.deal),
        titleDeal: isInTitle(scene, answer.deal),
        titleTypes: titled,
      }),
    ),
  }));
}

function contextOf(
  article: AnalysedArticle,
  claim: Claim,
  published: CalendarDay,
  focus: FocusState,
  rivals: readonly number[],
  situation: Features,
): DateContext {
  const before = article.analysed[claim.sentence - 1];
  return {
    published,
    narrated: focus.narrated,
    speech: focus.speech,
    speechAge: focus.speechAge,
    before: before?.sentence.role === 'body' ? before : null,
    rivals,
    situation,
  };
}

function remember(memory: Memory, { claim, answer, tranche, occurred }: Decided): Memory {
  const { deal } = answer;
  const { supplier, recipient, system } = deal;
  return {
    deals: {
      last: { supplier, recipient, system, sentence: claim.sentence },
      bySystem: new Map(memory.deals.bySystem).set(system, { supplier, recipient }),
    },
    focus: moveFocus(memory.focus, recipient, occurred.value),
    tranche: tranche === null ? memory.tranche : { value: tranche, sentence: claim.sentence },
  };
}

/** What the rules resolved for a claim: a candidate of its sentence and type, else the first of its sentence. */
function ruleOf({ article, rules }: Reading, { sentence, type }: Claim): Question['rule'] {
  const start = article.analysed[sentence]?.sentence.start;
  const here = rules.filter(({ reading }) => reading.sentence.sentence.start === start);
  const same = here.filter((event) => event.type === type);
  const pool = same.length > 0 ? same : here;
  const first = pool[0];
  if (!first) return null;
  return {
    systems: pool.map(({ resolved }) => resolved.deal.system),
    source: `${same.length > 0 ? '' : '~'}${first.resolved.systemFrom}`,
    supplier: first.resolved.deal.supplier,
    recipient: first.resolved.deal.recipient,
  };
}

function isMain({ systems, deals }: Scene, { system, recipient }: DealKey): boolean {
  const main = systems[0]?.name;
  return system === main && (deals.main === null || deals.main.system !== main || deals.main.recipient === recipient);
}

function isInTitle({ sentences, systems }: Scene, { system }: DealKey): boolean {
  if (sentences[0]?.sentence.role !== 'title') return false;
  return systems.some(({ name, places }) => name === system && places.some(({ sentence }) => sentence === 0));
}

function titleTypes({ article, ruled }: Reading): string[] {
  if (article.analysed[0]?.sentence.role !== 'title') return [];
  return flat(ruled[0] ?? [], ({ decision }) => (decision ? [decision.type] : []));
}
