import type { Day } from '@dealwatch/domain';
import { analyse } from './analysis';
import { mergeCandidates } from './events/merge';
import { readEvents } from './events/read-events';
import type { Candidate } from './events/types';

/**
 * All stages from text to events. Loading this module compiles the lexicon, which costs a quarter of a second and some 50 MB:
 * only `extract.ts` loads it, and not before the first article.
 */
export function readArticle(text: string, title: string | null, publishedOn: Day): Candidate[] {
  return mergeCandidates(readEvents(analyse(text, title), publishedOn));
}
