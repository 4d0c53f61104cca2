import type { AnalysedSentence } from '../analysis';
import { wordOf } from '../deals/slots';
import { type Features, named } from '../model/features';
import type { Claim } from './claim';

const AUXILIARY =
  /^(?:has|have|had|is|are|was|were|will|would|could|may|might|should|to|be|been|being|not|never|no|yet|already|still|now|today|recently|earlier|previously|ago|once|since|after|before|when|until|last|next|this|due|expected|set|planned|plans|scheduled|said|says|told|announced|confirmed|according|first|new|again|also|meanwhile|former|then)$/;
const REACH = 4;

/** Words near a claim and small words of its clause that tell of time and standing. */
export function surroundings({ items, clauses }: AnalysedSentence, { anchor }: Claim): Features {
  const features: Features = [];
  if (anchor === null) {
    for (const item of items)
      if (item.kind === 'word' && AUXILIARY.test(item.lower)) features.push(named`s=${item.lower}`);
    return features;
  }
  items.forEach((item, index) => {
    if (item.kind !== 'word') return;
    if (Math.abs(index - anchor) <= REACH) features.push(named`w=${item.lower}`);
    if (AUXILIARY.test(item.lower))
      features.push(named`${clauses[index] === clauses[anchor] ? 'c' : 's'}=${item.lower}`);
  });
  features.push(named`a=${wordOf(items[anchor])}`, named`b=${wordOf(items[anchor - 1])}_${wordOf(items[anchor])}`);
  return features;
}

/** Where in the article a sentence stands: its part first, then its order. */
export function standing({ sentence }: AnalysedSentence, nth: number, paragraphs: number): Features {
  const part =
    paragraphs <= 2
      ? 'short'
      : sentence.paragraph === 0
        ? 'lead'
        : sentence.paragraph === 1
          ? 'second'
          : sentence.paragraph >= paragraphs * 0.6
            ? 'late'
            : 'middle';
  return [named`at:${part}`, named`nth:${Math.min(nth, 5)}`];
}
