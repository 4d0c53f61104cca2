import type { Item } from '../mentions/types';

/** Kinds of mention that a pattern can name; a state's bare adjective and its towns are kinds of their own. */
export type SlotKind = Item['kind'] | 'demonym' | 'city';

/** What one place of a pattern accepts: folded words, or kinds of mention. */
export interface Slot {
  readonly words: ReadonlySet<string>;
  readonly kinds: ReadonlySet<SlotKind>;
  /** Whether only ships and boats are meant among the mentions. */
  readonly shipsOnly: boolean;
  readonly optional: boolean;
  /** How many other items may stand before it. */
  readonly gap: number;
  /** Name under which the item that it matches is handed on (`buyer:@actor`); null for none. */
  readonly label: string | null;
  /** The word whose tense and auxiliaries count; the first slot with words where none is marked. */
  readonly head: boolean;
}

/** One compiled pattern with what it stands for. */
export interface Pattern<Meaning> {
  readonly source: string;
  readonly slots: readonly Slot[];
  readonly meaning: Meaning;
}

export interface PatternMatch<Meaning> {
  readonly pattern: Pattern<Meaning>;
  readonly from: number;
  /** Index of the item after the last. */
  readonly to: number;
  readonly head: number;
  /** The items that the slots matched, gaps left out. */
  readonly matched: readonly number[];
  /** Items of the labelled slots. */
  readonly labels: ReadonlyMap<string, number>;
}
