import { EVENT_TYPES, type EventType, trackOf } from '@dealwatch/domain';
import type { Item } from '../mentions/types';
import { type Features, named } from '../model/features';
import { type Place } from './scene';

/** The side of a deal that a party is asked about. */
export type Slot = 'sup' | 'rec';

/** The event of which the deal is looked for. */
export interface Question {
  /** Index of its sentence in the scene. */
  readonly sentence: number;
  readonly type: EventType;
  /** The item that claims it; null where only the whole sentence does. */
  readonly anchor: number | null;
  /** The deal of the event before, and the last recipient of each system; the memory that reading leaves. */
  readonly memory: DealMemory;
  /** What the rules resolved. */
  readonly rule: {
    readonly systems: readonly string[];
    readonly source: string;
    readonly supplier: string | null;
    readonly recipient: string | null;
  } | null;
}

/** A question without what was read before: the same for all events of one sentence, anchor and group of types. */
export type View = Omit<Question, 'memory'>;

export interface DealMemory {
  readonly last: {
    readonly supplier: string;
    readonly recipient: string;
    readonly system: string;
    readonly sentence: number;
  } | null;
  readonly bySystem: ReadonlyMap<string, { readonly supplier: string; readonly recipient: string }>;
}

export const EMPTY_MEMORY: DealMemory = { last: null, bySystem: new Map() };

/** The kinds of events that tie their words to parties in ways of their own. */
export function groupOf(type: EventType): string {
  switch (type) {
    case 'OfferMade':
    case 'ExportApproved':
    case 'ExportBlocked':
      return 'sell';
    case 'InterestExpressed':
    case 'SystemSelected':
    case 'PaymentMade':
      return 'buy';
    case 'ParticipationSuspended':
      return 'oust';
    default:
      return trackOf(type);
  }
}

/** Features that follow from a few traits, and a number that tells those traits apart from all others. */
export interface Traits {
  readonly number: number;
  readonly features: (group: string) => Features;
}

/** All groups of types, as `groupOf` names them. */
export const GROUPS: readonly string[] = [...new Set(EVENT_TYPES.map(groupOf))];
const KINDS_OF_TRAITS = 4;

/** One number of several, each with how many values it can have; `kind` tells apart what is numbered. */
export function asNumber(kind: number, ...parts: (readonly [value: number, values: number])[]): number {
  return KINDS_OF_TRAITS * parts.reduce((sum, [value, values]) => sum * values + value, 0) + kind;
}

export const inSentence = <P extends Place>(places: readonly P[], sentence: number): P[] =>
  places.filter((place) => place.sentence === sentence);

/** How far a candidate's last mention before a sentence lies back. */
export function backwards(places: readonly Place[], sentence: number, first: number): string {
  let last = -1;
  for (const place of places) if (place.sentence < sentence && place.sentence >= first) last = place.sentence;
  if (last < 0) return places.some((place) => place.sentence < first) ? 'title' : places.length > 0 ? 'ahead' : 'never';
  const back = sentence - last;
  return back > 4 ? 'far' : String(back);
}

/** A word as a feature: mentions by their kind, words by themselves. */
export function wordOf(item: Item | undefined): string {
  if (item === undefined) return '^';
  if (item.kind === 'word' || item.kind === 'sign') return item.lower;
  if (item.kind === 'state') return item.form === 'demonym' ? '@dem' : '@state';
  return named`@${item.kind}`;
}
