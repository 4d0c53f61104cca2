import rows from '../../lexicon/modality.json';
import type { Item } from '../mentions/types';
import { compile } from '../patterns/compile';
import { PatternIndex } from '../patterns/pattern-index';
import type { Trigger } from '../triggers/types';

interface CueMeaning {
  readonly mood: string;
  readonly reach: number;
}

/** A word or phrase that changes what the verb after it claims, and where it stands. */
export interface Cue {
  readonly mood: string;
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly reach: number;
}

/** How a trigger is meant: as fact, or as planned, wanted, asked for, refused …; `not` where it is negated. */
export interface Modality {
  readonly mood: string;
  readonly negated: boolean;
  readonly cues: readonly Cue[];
}

const CUES = new PatternIndex<CueMeaning>(
  rows.flatMap((row) => row.patterns.map((source) => compile(source, { mood: row.mood, reach: row.reach }))),
);

/** All cues of a sentence, each with how far to its right it reaches. */
export function findCues(items: readonly Item[]): Cue[] {
  return CUES.find(items).map((match) => ({
    mood: match.pattern.meaning.mood,
    reach: match.pattern.meaning.reach,
    words: items
      .slice(match.from, match.to)
      .map((item) => item.lower)
      .join(' '),
    from: match.from,
    to: match.to,
  }));
}

/** The modality of a trigger: its own, or that of the nearest cue that reaches it; negation and denial are kept apart. */
export function modalityOf(trigger: Trigger, cues: readonly Cue[], clauses: readonly number[]): Modality {
  const inReach = cues.filter((cue) => reaches(cue, trigger, clauses));
  const only = inReach.filter((cue) => cue.mood === 'only');
  const negation = inReach.filter(
    (cue) => cue.mood === 'not' && !only.some((other) => other.from <= cue.from && cue.to <= other.to),
  );
  const denial = inReach.filter((cue) => cue.mood === 'denied');
  const moods = inReach.filter((cue) => cue.mood !== 'only' && cue.mood !== 'not' && cue.mood !== 'denied');
  const nearest = outermost(
    moods.reduce<Cue | null>((best, cue) => (best === null || isNearer(cue, best) ? cue : best), null),
    moods,
  );
  const mood = denial.length > 0 ? 'denied' : combined(trigger.mood, nearest?.mood ?? null);
  return {
    mood,
    negated: negation.length > 0,
    cues: [...negation, ...denial, ...(nearest && mood === nearest.mood ? [nearest] : [])],
  };
}

/** "Nearing an agreement to buy": an agreement that is itself only near, wanted or spoken of is none yet. */
function outermost(nearest: Cue | null, moods: readonly Cue[]): Cue | null {
  if (nearest?.mood !== 'agreed') return nearest;
  return (
    moods.find((cue) => cue.to <= nearest.from && /^(?:near|talks|want|future|possible)$/.test(cue.mood)) ?? nearest
  );
}

const STILL_TO_COME = new Set(['future', 'want', 'possible', 'would', 'near', 'ready', 'if', 'decided', 'condition']);
const ONLY_TALK = new Set(['talks', 'asked', 'refused', 'threat']);

/** A wording such as "deliveries began" keeps its own modality, unless a cue says that it is still to come or only spoken of. */
function combined(own: string | null, cue: string | null): string {
  if (own === null) return cue ?? 'fact';
  if (cue === null || (own !== 'begun' && own !== 'completed' && own !== 'future')) return own;
  if (ONLY_TALK.has(cue)) return 'talk';
  return STILL_TO_COME.has(cue) ? 'future' : own;
}

function isNearer(a: Cue, b: Cue): boolean {
  return a.to > b.to || (a.to === b.to && a.to - a.from > b.to - b.from);
}

/** Moods that a verb after a noun gives it ("induction ought to take place"), and how far after. */
const AFTER_A_NOUN = new Set(['future', 'possible', 'would']);
const NOUN_REACH = 6;

function reaches(cue: Cue, trigger: Trigger, clauses: readonly number[]): boolean {
  for (let index = cue.from; index < cue.to; index += 1) if (trigger.matched.includes(index)) return false;
  if (cue.mood === 'denied') return cue.to <= trigger.head && trigger.head - cue.to <= cue.reach;
  if (clauses[cue.to - 1] !== clauses[trigger.head]) return false;
  if (cue.from >= trigger.head && cue.to <= trigger.to)
    return cue.mood === 'not' || cue.mood === 'only' || trigger.nominal;
  if (trigger.nominal && cue.from >= trigger.to)
    return AFTER_A_NOUN.has(cue.mood) && cue.from - trigger.to <= NOUN_REACH;
  return cue.to <= trigger.head && trigger.head - cue.to <= cue.reach;
}
