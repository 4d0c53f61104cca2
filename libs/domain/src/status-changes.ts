import type { EventType } from './catalogue';
import type { PartialDate } from './partial-date';
import type { Certainty, DealStatus, StrandState, Strands } from './status-model';
import type { StrandName } from './strands';

/** A strand's state in short: what a reader has to see to know that something changed. */
export interface StrandBrief {
  readonly state: EventType | null;
  readonly certainty: Certainty | null;
  readonly since: PartialDate | null;
  readonly halt: EventType | null;
  readonly disputed: boolean;
}

/** What changed in one strand between two statuses of a deal. */
export interface StrandChange {
  readonly strand: StrandName;
  /** Null for the strand of the deal as a whole. */
  readonly tranche: number | null;
  /** Null where nothing was known before (or is known any more). */
  readonly before: StrandBrief | null;
  readonly after: StrandBrief | null;
}

/**
 * The strands whose state, certainty, date, halt or dispute differs between two statuses, the deal's first, then by
 * tranche. A further report of what was known already changes nothing. `before` is null for a deal that was not there.
 */
export function strandChanges(before: DealStatus | null, after: DealStatus): StrandChange[] {
  const tranches = [
    ...new Set([before, after].flatMap((status) => status?.tranches.map(({ tranche }) => tranche) ?? [])),
  ];
  const scopes = [null, ...tranches.sort((a, b) => a - b)];
  return scopes.flatMap((tranche) => changesIn(tranche, strandsOf(before, tranche), strandsOf(after, tranche)));
}

function changesIn(tranche: number | null, before: Strands, after: Strands): StrandChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort() as StrandName[];
  return names
    .map((strand) => ({ strand, tranche, before: briefOf(before[strand]), after: briefOf(after[strand]) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function strandsOf(status: DealStatus | null, tranche: number | null): Strands {
  if (tranche === null) return status?.strands ?? {};
  return status?.tranches.find((each) => each.tranche === tranche)?.strands ?? {};
}

function briefOf(state: StrandState | undefined): StrandBrief | null {
  if (!state) return null;
  const { certainty, since, disputed } = state;
  return { state: state.state, certainty, since, halt: state.halt?.type ?? null, disputed };
}
