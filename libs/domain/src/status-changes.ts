import type { EventType } from './catalogue';
import type { PartialDate } from './partial-date';
import type { Certainty, DealStatus, StrandState } from './status-model';
import type { StrandName } from './strands';

/** A strand's state in short: what a reader has to see to know that something changed. */
export interface StrandBrief {
  readonly state: EventType | null;
  readonly certainty: Certainty | null;
  readonly since: PartialDate | null;
  readonly halt: EventType | null;
  readonly disputed: boolean;
}

/** One strand of a status in short; `tranche` is null for the strand of the deal as a whole. */
export interface BriefEntry {
  readonly strand: StrandName;
  readonly tranche: number | null;
  readonly brief: StrandBrief;
}

/** A status without its evidence: small enough to be kept after each projection, and enough to tell what the next one changed. */
export type StatusBrief = readonly BriefEntry[];

/** What changed in one strand between two statuses of a deal. Null where nothing was known (or is known any more). */
export interface StrandChange {
  readonly strand: StrandName;
  readonly tranche: number | null;
  readonly before: StrandBrief | null;
  readonly after: StrandBrief | null;
}

/** A status in short: the strands of the deal, then those of each tranche. */
export function briefOf(status: DealStatus): StatusBrief {
  const scopes = [{ tranche: null, strands: status.strands }, ...status.tranches];
  return scopes.flatMap(({ tranche, strands }) =>
    Object.entries(strands).map(([strand, state]) => ({
      strand: strand as StrandName,
      tranche,
      brief: strandBrief(state),
    })),
  );
}

/**
 * The strands whose state, certainty, date, halt or dispute differs between two statuses, in the order of the later one, then
 * those that it lacks. A further report of what was known already changes nothing. `before` is empty for a new deal.
 */
export function strandChanges(before: StatusBrief, after: StatusBrief): StrandChange[] {
  const earlier = byScope(before);
  const later = byScope(after);
  const scopes = new Map([...later, ...earlier]);
  return [...scopes]
    .map(([scope, { strand, tranche }]) => ({
      strand,
      tranche,
      before: earlier.get(scope)?.brief ?? null,
      after: later.get(scope)?.brief ?? null,
    }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function byScope(entries: StatusBrief): Map<string, BriefEntry> {
  return new Map(entries.map((entry) => [`${entry.tranche ?? ''}/${entry.strand}`, entry]));
}

function strandBrief({ state, certainty, since, halt, disputed }: StrandState): StrandBrief {
  return { state, certainty, since, halt: halt?.type ?? null, disputed };
}
