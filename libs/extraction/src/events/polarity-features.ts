import type { AnalysedSentence } from '../analysis';
import { type Features, named } from '../model/features';
import type { Claim } from './claim';

const NEGATIVE =
  /^(?:no|not|never|none|nor|neither|without|nothing|nobody|'t|deny|denied|denies|denying|dismiss\w*|reject\w*|refut\w*|false|untrue|rule|ruled|baseless|cannot|yet|nobody|hardly|unfounded|fake|wrong|despite)$/;

/** Features of whether a claim is denied rather than affirmed. */
export function polarityFeatures({ items, clauses }: AnalysedSentence, claim: Claim, situation: Features): Features {
  const { anchor, ruled, type } = claim;
  const features: Features = ['bias', named`type:${type}`];
  if (ruled?.decision) {
    const fires = ruled.fires ? 'fires' : 'idle';
    features.push(
      named`rule:${ruled.decision.polarity}`,
      named`rule:${ruled.decision.polarity}|${fires}`,
      named`mood:${ruled.mood}`,
      named`mood:${ruled.mood}|${type}`,
    );
  } else features.push('rule:none');
  items.forEach((item, index) => {
    if (item.kind !== 'word' || !NEGATIVE.test(item.lower)) return;
    const place = anchor === null ? '?' : clauses[index] === clauses[anchor] ? 'c' : 'o';
    const side = anchor === null ? '?' : index < anchor ? '<' : '>';
    const near = anchor !== null && Math.abs(index - anchor) <= 4 ? 'near' : 'far';
    features.push(
      `neg`,
      named`neg:${item.lower}`,
      named`neg:${place}${side}`,
      named`neg:${place}${side}${near}`,
      named`neg:${item.lower}${place}${side}`,
      named`neg:${place}${side}|${type}`,
    );
  });
  return [...features, ...situation.filter((feature) => feature.startsWith('w=') || feature.startsWith('b='))];
}
