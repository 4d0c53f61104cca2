import type { EventType, ForwardType, Polarity, Salience } from './catalogue';
import type { ArticleId, Day, DealId, DealKey, EventId, Instant, ReportId } from './ids';
import type { PartialDate, Precision } from './partial-date';
import type { StrandName } from './strands';

/** Version of the rules of folding. A change of any rule that can change an answer raises it. */
export const FOLD_VERSION = 2;

/** `possible`: the day asked for lies inside the interval of the date (some time in 2017); `certain`: at or after its end. */
export type Certainty = 'possible' | 'certain';

/** How exact a date is; `reported`: no article dates the step, the date is the day on which it was first published. */
export type DatePrecision = Precision | 'reported';

/** Where a report stands: offsets are UTF-16 units into the article's text. */
export interface ReportRef {
  readonly reportId: ReportId;
  readonly eventId: EventId;
  readonly articleId: ArticleId;
  readonly url: string | null;
  readonly source: string | null;
  readonly publishedOn: Day;
  readonly start: number;
  readonly end: number;
  /** False where an earlier report of this list is the same voice: same quoted origin, same domain, or a copy. */
  readonly independent: boolean;
}

/** What stands behind an entry of the status. A step bears the id of the event that its others were joined to. */
export interface Evidence {
  readonly stepIds: readonly EventId[];
  readonly eventIds: readonly EventId[];
  /** By publication, earliest first. */
  readonly reports: readonly ReportRef[];
  /** Number of independent sources among the reports. */
  readonly sources: number;
}

/** A stretch of time in which something was the case or was said again. */
export interface Span {
  /** When it began: date of the first step behind it. */
  readonly since: PartialDate;
  readonly precision: DatePrecision;
  /** When it was last confirmed: date of the last step behind it. */
  readonly latest: PartialDate;
  readonly latestPrecision: DatePrecision;
}

/** A span whose fields are all null where nothing of the kind was reported. */
export type SpanOrNone = { readonly [Field in keyof Span]: Span[Field] | null };

/** One kind of step that a strand has seen, whether or not a higher one followed. */
export interface RungEntry extends Span {
  readonly type: EventType;
  readonly certainty: Certainty;
  readonly stepIds: readonly EventId[];
  readonly sources: number;
}

/** What holds a strand up. It stands above the state, which is kept beneath it. */
export interface Halt extends Span, Evidence {
  readonly type: EventType;
  readonly certainty: Certainty;
  /** Where `possible`: the halt that stands for certain, if any. */
  readonly otherwise: EventType | null;
  readonly disputed: boolean;
}

/** A halt that a later dated step of its strand has ended. */
export interface EndedHalt {
  readonly type: EventType;
  readonly date: PartialDate;
  readonly precision: DatePrecision;
  readonly stepId: EventId;
  readonly endedBy: EventId;
}

/** The state of one strand, in the deal, a tranche or a round, since its rung was entered and as it was last confirmed. */
export interface StrandState extends Evidence, SpanOrNone {
  /** The type of the step by which the highest rung was entered; null where only a halt was reported. */
  readonly state: EventType | null;
  readonly certainty: Certainty | null;
  /** Where `possible`: the state if the possible steps have not happened yet; null for none. */
  readonly otherwise: EventType | null;
  /** Who acted in the steps behind the state, as reported (who objects, say). */
  readonly actors: readonly string[];
  /** Every kind of step seen, the lowest rung first. */
  readonly rungs: readonly RungEntry[];
  readonly halt: Halt | null;
  readonly earlierHalts: readonly EndedHalt[];
  /** Whether a denial, or talks after a tranche's signature, stand against the state. */
  readonly disputed: boolean;
  /** The steps that stand against it; `contradictions` has both sides. */
  readonly disputedBy: readonly EventId[];
}

/** Strands of which nothing is known are left out. */
export type Strands = { readonly [Strand in StrandName]?: StrandState };

export interface TrancheStatus {
  readonly tranche: number;
  readonly strands: Strands;
}

/** The deal and all its tranches in one line a strand; the steps are detailed in the strands that they come from. */
export interface RollUpState extends SpanOrNone {
  readonly state: EventType | null;
  readonly certainty: Certainty | null;
  readonly otherwise: EventType | null;
  /** The halt that stands over the deal's own strand; a tranche neither halts the deal nor ends its halt. */
  readonly halt: EventType | null;
  /** Whether a denial stands against it; what disputes a single tranche's contract is shown in the tranche. */
  readonly disputed: boolean;
  /** Where the state comes from: numbers of tranches, null for the untranched strand. */
  readonly tranches: readonly (number | null)[];
  readonly stepIds: readonly EventId[];
  readonly sources: number;
}

export type RollUp = { readonly [Strand in StrandName]?: RollUpState };

/** One purchase among several of the same system that carry no numbers. */
export interface Round {
  /** 1 for the first. */
  readonly number: number;
  /** Date of the signature that opened it; null for the first. */
  readonly opened: PartialDate | null;
}

export interface EarlierRound extends Round {
  readonly strands: Strands;
}

/** A step that moves no rung: an amendment, a payment, an approval, progress of production. */
export interface Milestone extends Evidence {
  readonly type: EventType;
  readonly tranche: number | null;
  /** Null in a tranche. */
  readonly round: number | null;
  readonly date: PartialDate;
  readonly precision: DatePrecision;
  readonly certainty: Certainty;
  readonly disputed: boolean;
}

export type Outcome = 'pending' | 'met' | 'superseded' | 'overdue' | 'void';

/** The step that fulfilled an expectation. */
export interface Fulfilment {
  readonly stepId: EventId;
  readonly type: EventType;
  readonly tranche: number | null;
  readonly date: PartialDate;
  readonly precision: DatePrecision;
  /** Whole days from the end of the expected span to the earliest day that the step can have had; 0 where in time. */
  readonly daysLate: number;
  /** The same to the latest day that it can have had. */
  readonly daysLateAtMost: number;
}

/** A later announcement that names another date. */
export interface Supersession {
  readonly stepId: EventId;
  readonly expectedOn: PartialDate;
  readonly announced: PartialDate;
  /** Days from the end of the old span to the end of the new; 0 where the new lies inside the old, negative if earlier. */
  readonly slippedDays: number;
}

/** A date that was announced for something to come. One entry a named date; superseded ones tell the slippage. */
export interface Expectation extends Evidence {
  readonly of: 'signature' | 'delivery' | 'activation';
  /** Type of the first announcement. */
  readonly type: ForwardType;
  readonly tranche: number | null;
  readonly expectedOn: PartialDate;
  /** When the date was first announced, and when last. */
  readonly announced: PartialDate;
  readonly precision: DatePrecision;
  readonly latest: PartialDate;
  readonly outcome: Outcome;
  readonly metBy: Fulfilment | null;
  readonly supersededBy: Supersession | null;
  readonly disputed: boolean;
}

/** What was reported of one amount. `min` and `max` differ where the reports do. */
export interface AmountRange {
  readonly type: EventType;
  readonly tranche: number | null;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Whether independent sources give one step amounts that differ by more than a tenth; `contradictions` has both sides. */
  readonly disputed: boolean;
  /** Number of independent sources. */
  readonly sources: number;
  readonly reports: readonly { readonly reportId: ReportId; readonly articleId: ArticleId; readonly amount: number }[];
}

/** Two sides that cannot both be right; both stay visible. */
export interface Contradiction {
  /**
   * `denial`: the step is denied; `talks-after-signature`: a lower step inside a tranche on or after its signature; `dates`: what
   * happens once is given two dates; `quantity` and `value`: one step is given two amounts.
   */
  readonly kind: 'denial' | 'talks-after-signature' | 'dates' | 'quantity' | 'value';
  readonly type: EventType;
  readonly tranche: number | null;
  readonly round: number | null;
  /** For `dates`: what either side says, the claim being the best supported; else null. */
  readonly dates: { readonly claim: PartialDate; readonly against: readonly PartialDate[] } | null;
  /** The same for `quantity` and `value`. */
  readonly amounts: { readonly unit: string; readonly claim: number; readonly against: readonly number[] } | null;
  readonly claim: Evidence;
  readonly against: Evidence;
}

/** The status of a deal at three times. Plain data, ready for JSON. */
export interface DealStatus {
  readonly dealId: DealId;
  readonly deal: DealKey;
  readonly foldVersion: number;
  readonly asOf: Day;
  readonly knownBy: Day | null;
  readonly recordedBy: Instant | null;
  /** True where `knownBy` is open: the answer uses what was published after `asOf`. */
  readonly hindsight: boolean;
  /** What is reported of the deal without a tranche: the current round, and pressure on the deal in all rounds. */
  readonly strands: Strands;
  readonly tranches: readonly TrancheStatus[];
  readonly rollUp: RollUp;
  readonly round: Round;
  readonly earlierRounds: readonly EarlierRound[];
  /** Interest, offers, selection or talks after the signature of the current round: a further purchase may follow. */
  readonly followOn: StrandState | null;
  readonly milestones: readonly Milestone[];
  readonly expectations: readonly Expectation[];
  readonly quantities: readonly AmountRange[];
  readonly values: readonly AmountRange[];
  readonly contradictions: readonly Contradiction[];
}

/** One event behind a step of the timeline, with the dates that it claims. */
export interface TimelineEvent {
  readonly eventId: EventId;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  readonly reports: readonly ReportRef[];
}

/** One step in order of occurrence: what articles tell of the same thing, with whatever exactness. */
export interface TimelineStep {
  /** Id of the event that the others were joined to. */
  readonly stepId: EventId;
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  readonly date: PartialDate;
  readonly precision: DatePrecision;
  /** First and last day on which it can have happened. */
  readonly from: Day;
  readonly until: Day;
  readonly certainty: Certainty;
  readonly expectedOn: PartialDate | null;
  readonly firstPublishedOn: Day;
  /** `news` where any report is. */
  readonly salience: Salience;
  /** The highest of its reports, 0 to 1. */
  readonly confidence: number;
  readonly actors: readonly string[];
  readonly quantities: readonly AmountRange[];
  readonly values: readonly AmountRange[];
  readonly sources: number;
  /** For an affirmed step: unsettled denials of it. For a denial: the steps that it disputes. */
  readonly disputedBy: readonly EventId[];
  readonly disputes: readonly EventId[];
  /** For a step that happens once: the steps that give it another date. */
  readonly datedOtherwise: readonly EventId[];
  readonly events: readonly TimelineEvent[];
}
