import { type EventType, isEventType, type Polarity } from '@dealwatch/domain';
import table from '../../lexicon/types.json';
import type { Frame } from '../triggers/frames';
import type { Modality } from './modality';

/** The type that a frame becomes in a modality. */
export interface TypeDecision {
  readonly type: EventType;
  readonly polarity: Polarity;
  /** The cell of the table that decided, such as `deliver × not-begun`. */
  readonly rule: string;
}

type Table = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** Looks a frame and modality up in types.json; a leading `!` there means denied. Null where it makes no event. */
export function typeOf(frame: Frame, modality: Modality): TypeDecision | null {
  const cells = (table as Table)[frame] ?? {};
  const mood = modality.negated ? negatedKey(modality.mood, cells) : modality.mood;
  const cell = cells[mood];
  if (cell === undefined || cell === null) return null;
  const denied = cell.startsWith('!');
  const type = denied ? cell.slice(1) : cell;
  if (!isEventType(type)) throw new Error(`types.json names the unknown type "${type}" at ${frame} × ${mood}`);
  return { type, polarity: denied ? 'denied' : 'affirmed', rule: `${frame} × ${mood}` };
}

function negatedKey(mood: string, cells: Readonly<Record<string, string | null>>): string {
  if (mood === 'fact') return 'not';
  const key = `not-${mood}`;
  if (key in cells) return key;
  // denied twice over ("denied that no contract was signed") is left alone; other moods fall back to plain negation
  return mood === 'denied' ? 'none' : 'not';
}
