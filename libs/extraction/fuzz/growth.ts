import { HOSTILE_KINDS, type HostileKind } from './hostile-texts';
import { randomOf } from './random';
import { timeOf } from './reading-faults';

/** What reading one kind of text costs. */
export interface Growth {
  readonly kind: string;
  /** Processor time of the longest text, in multiples of an ordinary text of that length. */
  readonly factor: number;
  /** Processor time of the longest text, in multiples of one of a quarter of its length; 4 is linear. */
  readonly ratio: number;
}

export const LONGEST = 200_000;
/** A hostile text may take so many times as long as an ordinary one of its length; a quadratic stage takes hundreds. */
export const MOST_FACTOR = 20;
/** Linear is 4, quadratic 16; the machine's noise lies between. */
export const MOST_RATIO = 9;

const ORDINARY =
  'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday. It rained for most of the week, and the ceremony was ' +
  'moved into a hangar of the old airfield. The budget committee spent two hours on pensions before it turned to defence.\n\n';

/** A text without malice, to compare with. */
export function ordinaryText(length: number): string {
  return ORDINARY.repeat(Math.ceil(length / ORDINARY.length)).slice(0, length);
}

/** The least of some measurements: other work on the machine disturbs it least. */
export function leastTime(text: string, attempts: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts; attempt += 1) least = Math.min(least, timeOf(text));
  return least;
}

/** Measures each kind of hostile text at full and at a quarter of the length, beside an ordinary text. */
export function* measureGrowth(seed: number, length = LONGEST, attempts = 3, kinds = HOSTILE_KINDS): Generator<Growth> {
  // the first reading compiles the lexicon
  timeOf(ordinaryText(length));
  const calm = leastTime(ordinaryText(length), attempts);
  for (const kind of kinds) yield growthOf(kind, seed, { length, attempts, calm });
}

function growthOf(
  { name, make }: HostileKind,
  seed: number,
  { length, attempts, calm }: { length: number; attempts: number; calm: number },
): Growth {
  const whole = leastTime(make(randomOf(seed), length), attempts);
  const quarter = leastTime(make(randomOf(seed), length / 4), attempts);
  return { kind: name, factor: whole / calm, ratio: whole / Math.max(quarter, calm / 40) };
}
