import type { AnalysedSentence } from '../analysis';
import { groupOf } from '../deals/slots';
import { type Features, named } from '../model/features';
import type { Claim } from './claim';

/** What is known of a claim when it is asked whether it is the article's news. */
export interface SalienceSituation {
  readonly sentence: AnalysedSentence;
  readonly claim: Claim;
  /** Features of place and words, as the dates use them. */
  readonly situation: Features;
  /** How old the date of the claim is: `none`, `publication`, `week` …; from the date that it was given. */
  readonly age: string;
  /** Whether the deal is the article's main one, and whether the title names its system. */
  readonly mainDeal: boolean;
  readonly titleDeal: boolean;
  /** Types that the rules read in the title. */
  readonly titleTypes: readonly string[];
}

/** Features of whether an event is news or background. */
export function salienceFeatures({
  claim,
  situation,
  age,
  mainDeal,
  titleDeal,
  titleTypes,
}: SalienceSituation): Features {
  const at = situation.find((feature) => feature.startsWith('at:')) ?? 'at:';
  const deal = mainDeal ? 'main' : 'side';
  const inTitle = titleTypes.includes(claim.type) ? 'title-type' : 'no-title-type';
  return [
    'bias',
    named`age:${age}`,
    named`age:${age}|${deal}`,
    named`age:${age}|${claim.tense}`,
    deal,
    titleDeal ? 'title-deal' : 'no-title-deal',
    inTitle,
    named`${inTitle}|${deal}`,
    named`type:${claim.type}`,
    named`type:${claim.type}|${deal}`,
    named`tense:${claim.tense}`,
    named`tense:${claim.tense}|${deal}`,
    named`group:${groupOf(claim.type)}|${claim.tense}`,
    ...situation,
    named`${at}|${deal}`,
    named`${at}|${claim.tense}`,
    named`${at}|age:${age}`,
  ];
}
