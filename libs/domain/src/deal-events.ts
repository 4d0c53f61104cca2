import type { EventType, ForwardType, Polarity } from './catalogue';
import type { DealId, DealKey, EventId } from './ids';
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

/** Everything that a deal's stream can hold. */
export type DealEvent = DealOpened | StepEvent | ReportCorroborated;
