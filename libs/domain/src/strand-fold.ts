import type { EventType } from './catalogue';
import type { Day } from './ids';
import type { Step } from './steps';
import { STRAND_RULES, type StrandName } from './strands';

/** A strand after all its steps: which of them stand behind the state and behind the halt. */
export interface FoldedStrand {
  readonly strand: StrandName;
  /** Every affirmed step that stands on a rung, in order of occurrence. */
  readonly onRungs: readonly Step[];
  readonly state: EventType | null;
  /** The steps on the highest rung. */
  readonly behind: readonly Step[];
  readonly otherwise: EventType | null;
  readonly halt: FoldedHalt | null;
  readonly ended: readonly { readonly halt: Step; readonly by: Step }[];
}

export interface FoldedHalt {
  readonly type: EventType;
  readonly behind: readonly Step[];
  readonly otherwise: EventType | null;
}

/** Where a step stands in its strand. The roll-up sees some steps lower than their type. */
export interface Level {
  readonly type: EventType;
  readonly rung: number;
}

const ownLevel = ({ type, rung }: Step): Level => ({ type, rung });

/**
 * Folds the affirmed steps of one scope (the deal's round, a tranche, everything) into one strand; null where the scope
 * holds none. The rules:
 *
 * - The state is the highest rung reached; a lower rung afterwards changes nothing. It is named by its first step.
 * - A halt stands until a dated step of the strand on a later day ends it; an approval also ends a blocked export.
 * - In a strand that holds dated steps, an undated step neither makes nor ends a halt.
 * - What is only possible at `asOf` can add (a state, a halt, marked so) but takes nothing away (ends no halt).
 *
 * @param steps affirmed steps in order of occurrence, of any strand
 */
export function foldStrand(
  strand: StrandName,
  steps: readonly Step[],
  asOf: Day,
  levelOf = ownLevel,
): FoldedStrand | null {
  const { rungs, haltedBy } = STRAND_RULES[strand];
  const isOnRung = ({ type }: Step): boolean => rungs.some((types) => types.includes(type));
  const onRungs = steps.filter(isOnRung);
  const halting = steps.filter(({ type }) => haltedBy.includes(type));
  if (onRungs.length === 0 && halting.length === 0) return null;
  const top = highest(onRungs, levelOf);
  const otherwise =
    top.state !== null && !top.behind.some(isCertain(asOf)) ? highest(onRungs.filter(isCertain(asOf)), levelOf) : null;
  const halts = haltsThatCount(onRungs, halting);
  const enders = steps.filter(
    (step) => (isOnRung(step) || step.type === 'ExportApproved') && step.dated && isCertain(asOf)(step),
  );
  const ends = halts.map((halt) => ({ halt, by: firstEnder(halt, enders) }));
  return {
    strand,
    onRungs,
    ...top,
    otherwise: otherwise?.state ?? null,
    halt: standing(
      ends.flatMap(({ halt, by }) => (by ? [] : [halt])),
      asOf,
    ),
    ended: ends.flatMap(({ halt, by }) => (by ? [{ halt, by }] : [])),
  };
}

/** A filter for the steps that have surely happened by a day. */
export function isCertain(asOf: Day): (step: Step) => boolean {
  return ({ until }) => until <= asOf;
}

function highest(steps: readonly Step[], levelOf: (step: Step) => Level): Pick<FoldedStrand, 'state' | 'behind'> {
  const top = Math.max(...steps.map((step) => levelOf(step).rung));
  const behind = steps.filter((step) => levelOf(step).rung === top);
  return { state: behind[0] ? levelOf(behind[0]).type : null, behind };
}

function haltsThatCount(onRungs: readonly Step[], halting: readonly Step[]): readonly Step[] {
  const holdsDated = onRungs.some(({ dated }) => dated) || halting.some(({ dated }) => dated);
  return holdsDated ? halting.filter(({ dated }) => dated) : halting;
}

function firstEnder(halt: Step, enders: readonly Step[]): Step | null {
  const later = enders.filter(
    ({ type, until }) => until > halt.until && (type !== 'ExportApproved' || halt.type === 'ExportBlocked'),
  );
  return later[0] ?? null;
}

function standing(halts: readonly Step[], asOf: Day): FoldedHalt | null {
  const last = halts.at(-1);
  if (!last) return null;
  const behind = halts.filter(({ type }) => type === last.type);
  const otherwise = behind.some(isCertain(asOf)) ? null : (halts.findLast(isCertain(asOf))?.type ?? null);
  return { type: last.type, behind, otherwise };
}
