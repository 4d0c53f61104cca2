import { fold } from '../text/fold';
import type { Scene, SystemCandidate } from './scene';

/**
 * A system's name as the article spells it where that differs in accents alone (`Scorpène` for `Scorpene`), by most of its
 * mentions; else the name itself. Both are one deal, whose id has no accents.
 */
export function spelledIn({ sentences }: Scene, { name, places }: SystemCandidate): string {
  const counts = new Map<string, number>();
  for (const { sentence, item } of places) {
    const analysed = sentences[sentence];
    const mention = analysed?.items[item];
    if (!analysed || !mention || analysed.sentence.role === 'title') continue;
    const from = mention.start - analysed.sentence.start;
    const written = analysed.sentence.text.slice(from, from + name.length);
    if (fold(written) === fold(name)) counts.set(written, (counts.get(written) ?? 0) + 1);
  }
  let best = name;
  let most = 0;
  for (const [written, count] of counts)
    if (count > most) {
      most = count;
      best = written.toLowerCase() === name.toLowerCase() ? name : written;
    }
  return best;
}
