import type { Item } from '../mentions/types';
import { BY_NOUN, readsAsNoun, STATED } from '../modality/head-form';
import type { PatternMatch } from '../patterns/types';
import type { Frame } from './frames';
import { TRIGGERS } from './lexicon';
import type { Trigger, TriggerMeaning } from './types';

/** Triggers of a sentence. Where two share an item, the one that says more stays. */
export function findTriggers(items: readonly Item[], clauses: readonly number[]): Trigger[] {
  const matches = TRIGGERS.find(items).filter((match) => holdsTogether(match, clauses) && !onlyNames(match, items));
  matches.sort((a, b) => weight(b) - weight(a) || a.from - b.from || length(a) - length(b));
  const taken = new Set<number>();
  const kept: Trigger[] = [];
  for (const match of matches) {
    if (claims(match, items).some((index) => taken.has(index))) continue;
    for (const index of claims(match, items)) taken.add(index);
    kept.push(triggerOf(match, items));
  }
  return kept.sort((a, b) => a.head - b.head);
}

/** A pattern may reach over one clause boundary at most when its words are near; over none when they are far. */
function holdsTogether(match: PatternMatch<TriggerMeaning>, clauses: readonly number[]): boolean {
  return clauses[match.from] === clauses[match.to - 1];
}

/** Whether the head is a noun of a frame that only a verb can state: "the export of" is no sale. */
function onlyNames(match: PatternMatch<TriggerMeaning>, items: readonly Item[]): boolean {
  const { frame } = match.pattern.meaning;
  return STATED.has(frame) && !BY_NOUN.has(frame) && readsAsNoun(items, match.head);
}

/** The items that belong to one trigger only: its words, not the systems and states that several may share. */
function claims(match: PatternMatch<TriggerMeaning>, items: readonly Item[]): readonly number[] {
  return match.matched.filter((index) => items[index]?.kind === 'word');
}

/** Frames that say what happens to a step that others only name ("abandoned plans to buy", "signed a framework agreement"). */
const FIRST: ReadonlySet<Frame> = new Set([
  'cancel',
  'suspend',
  'block',
  'reschedule',
  'oust',
  'undisclosed',
  'prelim',
  'approve',
  'unsanction',
  'transfer',
]);

function weight(match: PatternMatch<TriggerMeaning>): number {
  const { mood, frame } = match.pattern.meaning;
  return match.matched.length + (mood === null ? 0 : 1.5) + (FIRST.has(frame) ? 2.2 : 0);
}

function length(match: PatternMatch<TriggerMeaning>): number {
  return match.to - match.from;
}

const NOUNS =
  /^(?:deliver(?:y|ies)|handovers?|shipments?|talks|negotiations?|discussions|training|installation|deployment|induction|production|construction|assembly|contracts?|deals?|agreements?|signing|payments?|deposit|sanctions|options?|purchase|sale|offer|proposal|bid|first|all|last|technology)$/;

function triggerOf(match: PatternMatch<TriggerMeaning>, items: readonly Item[]): Trigger {
  const { frame, mood } = match.pattern.meaning;
  return {
    frame,
    mood,
    pattern: match.pattern.source,
    head: match.head,
    from: match.from,
    to: match.to,
    matched: match.matched,
    nominal: NOUNS.test(items[match.head]?.lower ?? ''),
    place: match.labels.get('place') ?? null,
  };
}
