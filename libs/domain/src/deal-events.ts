import type { EventType, ForwardType, Polarity } from './catalogue';
import type { ArticleId, DealId, DealKey, EventId, ReportId } from './ids';
import type { PartialDate } from './partial-date';
import type { Report } from './report';

/** First event of each deal's stream. Its key is how the deal is shown from then on; later spellings do not change it. */
export interface DealOpened {
  readonly type: 'DealOpened';
  readonly data: { readonly dealId: DealId; readonly deal: DealKey };
}

interface StepData<Expected> {
  readonly eventId: EventId;
  readonly polarity: Polarity;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: Expected;
  /** The first report of the event; further ones follow as ReportCorroborated. */
  readonly report: Report;
}

type StepEventOf<Type extends EventType> = Type extends ForwardType
  ? { readonly type: Type; readonly data: StepData<PartialDate | null> }
  : { readonly type: Type; readonly data: StepData<null> };

/** One of the 32 steps of the catalogue, claimed by its first report. */
export type StepEvent = { [Type in EventType]: StepEventOf<Type> }[EventType];

/** A further report of an event that the stream holds already. */
export interface ReportCorroborated {
  readonly type: 'ReportCorroborated';
  readonly data: { readonly eventId: EventId; readonly report: Report };
}

/**
 * A later reading of the article corrects a report that the stream holds: from here on it stands as given here, whether it
 * stood otherwise before or did not stand any more.
 */
export interface ReportRevised {
  readonly type: 'ReportRevised';
  readonly data: {
    readonly eventId: EventId;
    /** The number of the article's reading that corrects it, from 2. */
    readonly reading: number;
    readonly report: Report;
  };
}

/** A later reading of the article does not hold a report any more: from here on it counts for nothing. */
export interface ReportSuperseded {
  readonly type: 'ReportSuperseded';
  readonly data: {
    readonly eventId: EventId;
    readonly reportId: ReportId;
    readonly articleId: ArticleId;
    /** Name and version of what read the article and found the report no more. */
    readonly extractor: string;
    /** The number of that reading, from 2. */
    readonly reading: number;
    readonly reason: 'reread';
  };
}

/** Everything that a deal's stream can hold. */
export type DealEvent = DealOpened | StepEvent | ReportCorroborated | ReportRevised | ReportSuperseded;
