import type {
  AmountRange,
  DealStatus,
  Evidence,
  RollUpState,
  StrandState,
  Strands,
  TimelineStep,
} from '@dealwatch/domain';

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
  readonly values: readonly string[];
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
  readonly tranches: readonly (number | null)[];
  readonly steps: readonly string[];
  readonly sources: number;
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
  /** What either side says, for dates and amounts. */
  readonly said: string | null;
}

/** The outline of a status that the fold has made. */
export function outlineOf(status: DealStatus): StatusOutline {
  return {
    strands: strandOutlines(status.strands),
    tranches: status.tranches.map(({ tranche, strands }) => ({ tranche, strands: strandOutlines(strands) })),
    rollUp: Object.fromEntries(Object.entries(status.rollUp).map(([name, entry]) => [name, rollUpOutline(entry)])),
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
    quantities: amountLines(status.quantities),
    values: amountLines(status.values),
    contradictions: status.contradictions.map(({ kind, type, tranche, claim, against, dates, amounts }) => {
      const said = dates ? saidLine(dates) : amounts && `${amounts.unit} ${saidLine(amounts)}`;
      return { kind, type, tranche, claim: claim.stepIds, against: against.stepIds, said };
    }),
  };
}

/** One line for each step of a timeline. */
export function timelineOutline(timeline: readonly TimelineStep[]): string[] {
  return timeline.map((step) =>
    timelineLine({
      ...step,
      id: step.stepId,
      published: step.firstPublishedOn,
      quantities: amountLines(step.quantities),
      values: amountLines(step.values),
      events: step.events.map(({ eventId }) => eventId),
    }),
  );
}

/** What the line of a step tells. */
export interface TimelineOutline {
  readonly id: string;
  readonly polarity: string;
  readonly type: string;
  readonly tranche: number | null;
  readonly date: string;
  readonly precision: string;
  readonly from: string;
  readonly until: string;
  readonly certainty: string;
  readonly expectedOn: string | null;
  readonly published: string;
  readonly salience: string;
  readonly confidence: number;
  readonly actors: readonly string[];
  readonly quantities: readonly string[];
  readonly values: readonly string[];
  readonly sources: number;
  readonly disputedBy: readonly string[];
  readonly disputes: readonly string[];
  readonly datedOtherwise: readonly string[];
  readonly events: readonly string[];
}

/** The line of a step; ids in alphabetical order. */
export function timelineLine(step: TimelineOutline): string {
  const { id, polarity, type, tranche, date, precision, from, until, certainty, expectedOn, published } = step;
  const { salience, confidence, actors, quantities, values, sources, disputedBy, disputes, events } = step;
  const { datedOtherwise } = step;
  return JSON.stringify([
    ...[id, polarity, type, tranche, date, precision, from, until, certainty, expectedOn, published],
    ...[salience, confidence, actors, quantities, values, sources],
    ...[disputedBy, disputes, datedOtherwise, events].map((ids) => [...ids].sort()),
  ]);
}

/** One line for each range of amounts: what it is, its bounds, the number of sources and what each report says. */
function amountLines(ranges: readonly AmountRange[]): string[] {
  return ranges.map(({ type, tranche, unit, min, max, disputed, sources, reports }) => {
    const stated = reports.map(({ reportId, amount }) => `${reportId} ${amount}`).sort();
    return amountLine({ what: `${type} ${tranche} ${unit}`, min, max, disputed, sources, stated });
  });
}

/** The line of a range of amounts. */
export function amountLine(range: {
  readonly what: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly disputed: boolean;
  readonly sources: number;
  readonly stated: readonly string[];
}): string {
  const { what, min, max, disputed, sources, stated } = range;
  return `${what} ${min}-${max}${disputed ? ' disputed' : ''} ${sources}: ${stated}`;
}

/** What the two sides of a contradiction say. */
export function saidLine({ claim, against }: { claim: unknown; against: readonly unknown[] }): string {
  return `${claim} / ${against.join(' ')}`;
}

function rollUpOutline(entry: RollUpState): RollUpOutline {
  const { state, certainty, otherwise, since, latest, halt, disputed, tranches, stepIds: steps, sources } = entry;
  return { state, certainty, otherwise, since, latest, halt, disputed, tranches, steps, sources };
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
