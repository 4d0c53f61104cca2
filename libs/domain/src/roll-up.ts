import type { EventType } from './catalogue';
import { certaintyOf, idsOf, sourcesOf } from './evidence';
import type { RollUp, RollUpState, Strands } from './status-model';
import type { Step } from './steps';
import { type FoldedStrand, foldStrand, type Level } from './strand-fold';
import { disputersOf, type FoldContext, spanOrNone } from './strand-state';
import { STRANDS } from './strands';

/**
 * The deal with all its tranches in one line a strand: the highest rung of the untranched steps and every tranche, and the
 * halt that stands over the deal's own strand. A tranche neither halts the deal nor ends its halt. Delivery is complete
 * only from the step on by which the last known tranche is; until then a completed batch counts as a delivery made.
 * @param steps affirmed steps of the running round, of the deal as a whole and of all tranches, in order of occurrence
 * @param strands the deal's own strands, without the tranches
 * @param tranches numbers of the known tranches
 */
export function rollUpOf(
  steps: readonly Step[],
  strands: Strands,
  tranches: readonly number[],
  context: FoldContext,
): RollUp {
  const counted = steps.filter(({ tranche, rung }) => tranche === null || rung < 9);
  const levelOf = levelsOf(counted, tranches);
  const entries = STRANDS.flatMap((strand) => {
    const folded = foldStrand(strand, counted, context.asOf, levelOf);
    const halt = strands[strand]?.halt?.type ?? null;
    return folded ? [[strand, rollUpState(folded, halt, context)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function levelsOf(steps: readonly Step[], tranches: readonly number[]): (step: Step) => Level {
  const completions = steps.filter(({ type }) => type === 'DeliveryCompleted');
  const firsts = tranches.map((number) => completions.findIndex(({ tranche }) => tranche === number));
  const whole = firsts.includes(-1) ? completions.length : Math.max(0, ...firsts);
  const parts = new Set(completions.slice(0, whole));
  return (step) => (parts.has(step) ? { type: 'DeliveryMade', rung: 2 } : { type: step.type, rung: step.rung });
}

function rollUpState(
  { state, behind, otherwise }: FoldedStrand,
  halt: EventType | null,
  context: FoldContext,
): RollUpState {
  return {
    state,
    certainty: state === null ? null : certaintyOf(behind, context.asOf),
    otherwise,
    ...spanOrNone(behind),
    halt,
    disputed: disputersOf(behind, context).length > 0,
    tranches: [...new Set(behind.map(({ tranche }) => tranche))].sort((a, b) => (a ?? 0) - (b ?? 0)),
    stepIds: idsOf(behind),
    sources: sourcesOf(behind, context.keys),
  };
}
