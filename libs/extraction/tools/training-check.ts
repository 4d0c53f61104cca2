import { KINDS, type Kind, type TrainingLine } from './training-files';
import { type Passage, passageDoubts, passageFaults } from './training-passage';

/** A labelled text with where it comes from. */
export interface PlacedPassage extends Passage {
  readonly writer: string;
  readonly kind: Kind;
}

export interface CheckedTraining {
  /** The passages that could be parsed. */
  readonly passages: readonly PlacedPassage[];
  /** What makes a line unusable, as `place: reason`. */
  readonly faults: readonly string[];
  /** Labels whose dates the catalogue does not allow, as `id: reason`. */
  readonly doubts: readonly string[];
}

const ID = /^([a-z]{1,2})-([pan])-\d{4}$/;
const KIND_OF_LETTER: Readonly<Record<string, Kind>> = { p: KINDS[0], a: KINDS[1], n: KINDS[2] };

/** Parses and checks all lines: each by itself, then ids and texts across the files of all writers. */
export function checkTraining(lines: readonly TrainingLine[]): CheckedTraining {
  const passages: PlacedPassage[] = [];
  const faults: string[] = [];
  const doubts: string[] = [];
  const seen = new Map<string, string>();
  for (const line of lines) {
    const passage = parsed(line.json);
    const reasons = passage === null ? ['is no JSON object'] : reasonsAgainst(passage, line, seen);
    faults.push(...reasons.map((reason) => `${line.place}: ${reason}`));
    if (passage === null || reasons.length > 0) continue;
    doubts.push(...passageDoubts(passage).map((reason) => `${passage.id}: ${reason}`));
    passages.push({ ...passage, writer: line.writer, kind: line.kind });
  }
  return { passages, faults, doubts };
}

/** Faults of a line by itself, or else what it shares with a line before it; `seen` maps ids and texts to their places. */
function reasonsAgainst(passage: Passage, line: TrainingLine, seen: Map<string, string>): string[] {
  const own = [...formFaults(passage), ...idFaults(passage, line)];
  if (own.length > 0) return own;
  return [
    ...firstPlace(seen, `id ${passage.id}`, line.place).map((place) => `has the id of ${place}`),
    ...firstPlace(seen, `text ${plain(passage.text)}`, line.place).map((place) => `repeats the text of ${place}`),
  ];
}

function formFaults(passage: Passage): string[] {
  try {
    return passageFaults(passage);
  } catch (error) {
    // a list or object is missing where one must be: the reason names the field
    return [`cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function parsed(json: string): Passage | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Passage) : null;
  } catch {
    return null;
  }
}

function idFaults({ id, events }: Passage, { writer, kind }: TrainingLine): string[] {
  const [, letter, sort = ''] = ID.exec(id) ?? [];
  if (writer !== `writer-${letter}` || KIND_OF_LETTER[sort] !== kind)
    return [`the id "${id}" is not that of ${kind} of ${writer}`];
  return kind === 'hard-negatives' && events.length > 0 ? ['is a hard negative and has events'] : [];
}

/** Where a value was seen before; empty where this is its first place. */
function firstPlace(seen: Map<string, string>, value: string, place: string): string[] {
  const before = seen.get(value);
  if (before === undefined) seen.set(value, place);
  return before === undefined ? [] : [before];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
