import type { Disputes } from './denials';
import { actorsOf, certaintyOf, evidenceOf, idsOf, sourcesOf, spanOf } from './evidence';
import { groupBy } from './grouping';
import type { Day, EventId } from './ids';
import type { SourceKeys } from './sources';
import type { EndedHalt, Halt, RungEntry, Span, SpanOrNone, StrandState, Strands } from './status-model';
import type { Step } from './steps';
import { type FoldedHalt, type FoldedStrand, foldStrand } from './strand-fold';
import { STRANDS } from './strands';

/** What the parts of a status are computed with. */
export interface FoldContext {
  readonly asOf: Day;
  readonly keys: SourceKeys;
  readonly disputes: Disputes;
}

const NO_SPAN: SpanOrNone = { since: null, precision: null, latest: null, latestPrecision: null };

/**
 * All strands of one scope; those of which nothing is known are left out.
 * @param steps affirmed steps of the scope in order of occurrence
 * @param talks what disputes a signature, in a tranche
 */
export function strandsOf(steps: readonly Step[], context: FoldContext, talks: readonly Step[] = []): Strands {
  const states = STRANDS.flatMap((strand) => {
    const folded = foldStrand(strand, steps, context.asOf);
    const against = folded?.state === 'ContractSigned' ? talks : [];
    return folded ? [[strand, strandState(folded, context, against)] as const] : [];
  });
  return Object.fromEntries(states);
}

/**
 * A folded strand as it is shown.
 * @param talks steps that dispute the signature of a tranche, beside the denials
 */
export function strandState(folded: FoldedStrand, context: FoldContext, talks: readonly Step[] = []): StrandState {
  const { state, behind, otherwise, halt, ended, onRungs } = folded;
  const disputedBy = disputersOf(behind, context, talks);
  return {
    state,
    certainty: state === null ? null : certaintyOf(behind, context.asOf),
    otherwise,
    ...spanOrNone(behind),
    actors: actorsOf(behind),
    rungs: rungEntries(onRungs, context),
    halt: halt && shownHalt(halt, context),
    earlierHalts: ended.map(({ halt: { type, date, precision, id }, by }): EndedHalt => {
      return { type, date, precision, stepId: id, endedBy: by.id };
    }),
    disputed: disputedBy.length > 0,
    disputedBy,
    ...evidenceOf(behind, context.keys),
  };
}

/** Ids of everything that stands against some steps, each once. */
export function disputersOf(steps: readonly Step[], { disputes }: FoldContext, talks: readonly Step[] = []): EventId[] {
  const denials = steps.flatMap(({ id }) => disputes.against.get(id) ?? []);
  return [...new Set(idsOf([...denials, ...talks]))].sort();
}

/** First and last date of steps in order of occurrence, all null for none. */
export function spanOrNone(steps: readonly Step[]): SpanOrNone {
  return spanIn(steps) ?? NO_SPAN;
}

function spanIn(steps: readonly Step[]): Span | null {
  const [first, ...others] = steps;
  return first ? spanOf([first, ...others]) : null;
}

function rungEntries(onRungs: readonly Step[], { asOf, keys }: FoldContext): RungEntry[] {
  const byType = groupBy(onRungs, ({ type }) => type);
  const present = [...byType].sort(([, [a]], [, [b]]) => (a?.rung ?? 0) - (b?.rung ?? 0));
  return present.flatMap(([type, steps]) => {
    const span = spanIn(steps);
    if (!span) return [];
    return [
      { type, ...span, certainty: certaintyOf(steps, asOf), stepIds: idsOf(steps), sources: sourcesOf(steps, keys) },
    ];
  });
}

function shownHalt({ type, behind, otherwise }: FoldedHalt, context: FoldContext): Halt | null {
  const span = spanIn(behind);
  if (!span) return null;
  return {
    type,
    ...span,
    certainty: certaintyOf(behind, context.asOf),
    otherwise,
    disputed: disputersOf(behind, context).length > 0,
    ...evidenceOf(behind, context.keys),
  };
}
