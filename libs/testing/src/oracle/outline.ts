import type { DealStatus, Evidence, StrandState, Strands, TimelineStep } from '@dealwatch/domain';

/** What a status says, without what is only carried along: the form in which fold and oracle are compared. */
export interface StatusOutline {
  readonly strands: StrandOutlines;
  readonly tranches: readonly { readonly tranche: number; readonly strands: StrandOutlines }[];
  readonly rollUp: Readonly<Record<string, RollUpOutline>>;
  readonly round: { readonly number: number; readonly opened: string | null };
  readonly earlierRounds: readonly {
    readonly number: number;
    readonly opened: string | null;
    readonly strands: StrandOutlines;
  }[];
  readonly followOn: StrandOutline | null;
  readonly milestones: readonly string[];
  readonly expectations: readonly ExpectationOutline[];
  readonly quantities: readonly string[];
  readonly contradictions: readonly ContradictionOutline[];
}

export type StrandOutlines = Readonly<Record<string, StrandOutline>>;

export interface StrandOutline {
  readonly state: string | null;
  readonly certainty: string | null;
  readonly otherwise: string | null;
  readonly since: string | null;
  readonly precision: string | null;
  readonly latest: string | null;
  readonly steps: readonly string[];
  readonly reports: readonly string[];
  readonly sources: number;
  readonly actors: readonly string[];
  readonly kinds: readonly string[];
  readonly halt: HaltOutline | null;
  readonly ended: readonly string[];
  readonly disputedBy: readonly string[];
}

export interface HaltOutline {
  readonly type: string;
  readonly certainty: string;
  readonly otherwise: string | null;
  readonly since: string;
  readonly steps: readonly string[];
  readonly disputed: boolean;
}

export interface RollUpOutline {
  readonly state: string | null;
  readonly certainty: string | null;
  readonly otherwise: string | null;
  readonly since: string | null;
  readonly latest: string | null;
  readonly halt: string | null;
  readonly disputed: boolean;
  readonly steps: readonly string[];
}

export interface ExpectationOutline {
  readonly of: string;
  readonly tranche: number | null;
  readonly expectedOn: string;
  readonly announced: string;
  readonly outcome: string;
  readonly metBy: string | null;
  readonly late: readonly [number, number] | null;
  readonly supersededBy: string | null;
  readonly disputed: boolean;
  readonly steps: readonly string[];
}

export interface ContradictionOutline {
  readonly kind: string;
  readonly type: string;
  readonly tranche: number | null;
  readonly claim: readonly string[];
  readonly against: readonly string[];
}

/** The outline of a status that the fold has made. */
export function outlineOf(status: DealStatus): StatusOutline {
  return {
    strands: strandOutlines(status.strands),
    tranches: status.tranches.map(({ tranche, strands }) => ({ tranche, strands: strandOutlines(strands) })),
    rollUp: Object.fromEntries(
      Object.entries(status.rollUp).map(
        ([strand, { state, certainty, otherwise, since, latest, halt, disputed, stepIds }]) => {
          return [strand, { state, certainty, otherwise, since, latest, halt, disputed, steps: stepIds }];
        },
      ),
    ),
    round: status.round,
    earlierRounds: status.earlierRounds.map((round) => ({ ...round, strands: strandOutlines(round.strands) })),
    followOn: status.followOn && strandOutline(status.followOn),
    milestones: status.milestones.map(({ type, tranche, round, date, certainty, disputed, sources }) =>
      [type, tranche, round, date, certainty, disputed, sources].join(' '),
    ),
    expectations: status.expectations.map((entry) => ({
      ...{ of: entry.of, tranche: entry.tranche, expectedOn: entry.expectedOn, announced: entry.announced },
      outcome: entry.outcome,
      metBy: entry.metBy?.stepId ?? null,
      late: entry.metBy ? [entry.metBy.daysLate, entry.metBy.daysLateAtMost] : null,
      supersededBy: entry.supersededBy?.stepId ?? null,
      disputed: entry.disputed,
      steps: entry.stepIds,
    })),
    quantities: status.quantities.map(
      ({ type, tranche, unit, min, max, sources }) => `${type} ${tranche} ${unit} ${min}-${max} ${sources}`,
    ),
    contradictions: status.contradictions.map(({ kind, type, tranche, claim, against }) => {
      return { kind, type, tranche, claim: claim.stepIds, against: against.stepIds };
    }),
  };
}

/** One line for each step of a timeline. */
export function timelineOutline(timeline: readonly TimelineStep[]): string[] {
  return timeline.map(
    ({
      stepId,
      polarity,
      type,
      tranche,
      date,
      from,
      until,
      certainty,
      expectedOn,
      sources,
      salience,
      disputedBy,
      events,
    }) => {
      const own = events.map(({ eventId }) => eventId).sort();
      return [
        stepId,
        polarity,
        type,
        tranche,
        date,
        from,
        until,
        certainty,
        expectedOn,
        sources,
        salience,
        [...disputedBy].sort(),
        own,
      ].join(' ');
    },
  );
}

function strandOutlines(strands: Strands): StrandOutlines {
  return Object.fromEntries(Object.entries(strands).map(([name, state]) => [name, strandOutline(state)]));
}

function strandOutline(state: StrandState): StrandOutline {
  const { certainty, otherwise, since, precision, latest, sources, actors, halt, disputedBy } = state;
  return {
    ...{ state: state.state, certainty, otherwise, since, precision, latest, sources, actors, disputedBy },
    ...behind(state),
    kinds: state.rungs.map(({ type, since: from, latest: to }) => `${type} ${from} ${to}`),
    halt: halt && {
      ...{ type: halt.type, certainty: halt.certainty, otherwise: halt.otherwise, since: halt.since },
      ...{ steps: halt.stepIds, disputed: halt.disputed },
    },
    ended: state.earlierHalts.map(({ stepId, endedBy }) => `${stepId} by ${endedBy}`),
  };
}

function behind({ stepIds, reports }: Evidence): { steps: readonly string[]; reports: string[] } {
  return { steps: stepIds, reports: reports.map(({ reportId }) => reportId).sort() };
}
