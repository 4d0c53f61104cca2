import type { AnalysedArticle } from '../src/analysis';
import { designation } from '../src/evaluation/match';
import { NAMES } from '../src/mentions/gazetteer';
import { tokenize } from '../src/text/tokenize';
import type { Labelled } from './labelled-articles';

/** A label's system as the lexicon names it, so that `KC-390` and `C-390` are one. */
export function canonical(system: string): string {
  const tokens = tokenize(system, 0);
  const hit = NAMES.longest(tokens, 0);
  return hit !== null && hit.entry.kind === 'system' && hit.to === tokens.length ? hit.entry.name : system;
}

/** Whether a label and a name mean one system. */
export function sameSystem(label: string, name: string): boolean {
  return designation(label) === designation(name) || designation(canonical(label)) === designation(name);
}

/** Index of the sentence that a quote stands in, of several the one that holds most of it; -1 of none. */
export function sentenceOf({ text }: Labelled, { analysed }: AnalysedArticle, quote: string): number {
  const start = text.indexOf(quote);
  if (start < 0) return -1;
  const end = start + quote.length;
  let best = -1;
  let most = 0;
  analysed.forEach(({ sentence }, index) => {
    if (sentence.role === 'title') return;
    const shared = Math.min(end, sentence.end) - Math.max(start, sentence.start);
    if (shared > most) {
      most = shared;
      best = index;
    }
  });
  return best;
}
