import { clausesOf } from './clauses/clauses';
import { findRoles, type RoleVote } from './deals/roles';
import { findMentions } from './mentions/find-mentions';
import { settleRiskyNames } from './mentions/risky-names';
import type { Item } from './mentions/types';
import { type Cue, findCues } from './modality/modality';
import { segment } from './text/segment';
import { tokenize } from './text/tokenize';
import type { SegmentedArticle, Sentence } from './text/types';
import { findTriggers } from './triggers/find-triggers';
import type { Trigger } from './triggers/types';

/** One sentence with everything that was read in it, before any decision about events. */
export interface AnalysedSentence {
  readonly sentence: Sentence;
  readonly items: readonly Item[];
  readonly clauses: readonly number[];
  readonly cues: readonly Cue[];
  readonly roles: readonly RoleVote[];
  readonly triggers: readonly Trigger[];
}

export interface AnalysedArticle extends SegmentedArticle {
  readonly analysed: readonly AnalysedSentence[];
}

/** Segments an article and reads mentions, clauses, roles and triggers; articles that name no weapon stop after the mentions. */
export function analyse(text: string, title: string | null): AnalysedArticle {
  const segmented = segment(text, title);
  const mentioned = segmented.sentences.map((sentence) => findMentions(tokenize(sentence.text, sentence.start)));
  const items = settleRiskyNames(mentioned);
  if (!items.some(namesAWeapon)) return { ...segmented, analysed: [] };
  return {
    ...segmented,
    analysed: segmented.sentences.map((sentence, index) => analyseSentence(sentence, items[index] as readonly Item[])),
  };
}

function namesAWeapon(items: readonly Item[]): boolean {
  return items.some((item) => item.kind === 'system' || item.kind === 'class');
}

function analyseSentence(sentence: Sentence, items: readonly Item[]): AnalysedSentence {
  const clauses = clausesOf(items);
  return {
    sentence,
    items,
    clauses,
    cues: findCues(items),
    roles: findRoles(items, clauses),
    triggers: sentence.role === 'body' ? findTriggers(items, clauses) : [],
  };
}
