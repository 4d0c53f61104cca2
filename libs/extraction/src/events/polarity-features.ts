import type { AnalysedSentence } from '../analysis';
import type { Features } from '../model/features';
import type { Claim } from './claim';

const NEGATIVE =
  /^(?:no|not|never|none|nor|neither|without|nothing|nobody|'t|deny|denied|denies|denying|dismiss\w*|reject\w*|refut\w*|false|untrue|rule|ruled|baseless|cannot|yet|nobody|hardly|unfounded|fake|wrong|despite)$/;

/** Features of whether a claim is denied rather than affirmed. */
export function polarityFeatures({ items, clauses }: AnalysedSentence, claim: Claim, situation: Features): Features {
  const { anchor, ruled, type } = claim;
  const features: Features = ['bias', `type:${type}`];
  if (ruled?.decision) {
    const fires = ruled.fires ? 'fires' : 'idle';
    features.push(
      `rule:${ruled.decision.polarity}`,
      `rule:${ruled.decision.polarity}|${fires}`,
      `mood:${ruled.mood}`,
      `mood:${ruled.mood}|${type}`,
    );
  } else features.push('rule:none');
  items.forEach((item, index) => {
    if (item.kind !== 'word' || !NEGATIVE.test(item.lower)) return;
    const place = anchor === null ? '?' : clauses[index] === clauses[anchor] ? 'c' : 'o';
    const side = anchor === null ? '?' : index < anchor ? '<' : '>';
    const near = anchor !== null && Math.abs(index - anchor) <= 4 ? 'near' : 'far';
    features.push(
      `neg`,
      `neg:${item.lower}`,
      `neg:${place}${side}`,
      `neg:${place}${side}${near}`,
      `neg:${item.lower}${place}${side}`,
      `neg:${place}${side}|${type}`,
    );
  });
  return [...features, ...situation.filter((feature) => feature.startsWith('w=') || feature.startsWith('b='))];
}
