import { STRANDS } from '@dealwatch/domain';
import { z } from 'zod';
import { Day, DealKey, EventTypeName, Instant, PartialDate, Polarity, quoteFields } from '../events/event-view.dto';
import { createDto } from '../openapi/dto';

const ids = z.array(z.uuid());
const Certainty = z.enum(['possible', 'certain']);
const DatePrecision = z.enum(['day', 'month', 'year', 'reported']);
const tranche = z.int().nullable();

export const timesEcho = {
  asOf: Day,
  knownBy: Day.nullable(),
  recordedBy: Instant.nullable(),
  hindsight: z.boolean().describe('True where knownBy is open.'),
};

export const ReportRef = z
  .object({
    reportId: z.uuid(),
    eventId: z.uuid(),
    articleId: z.uuid(),
    url: z.string().nullable(),
    source: z.string().nullable(),
    publishedOn: Day,
    ...quoteFields,
    independent: z.boolean(),
  })
  .meta({ id: 'ReportRef' });

const evidence = { stepIds: ids, eventIds: ids, reports: z.array(ReportRef), sources: z.int() };
const Evidence = z.object(evidence).meta({ id: 'Evidence' });
const span = { since: PartialDate, precision: DatePrecision, latest: PartialDate, latestPrecision: DatePrecision };
const openSpan = {
  since: PartialDate.nullable(),
  precision: DatePrecision.nullable(),
  latest: PartialDate.nullable(),
  latestPrecision: DatePrecision.nullable(),
};
const stateFields = {
  state: EventTypeName.nullable(),
  certainty: Certainty.nullable(),
  otherwise: EventTypeName.nullable(),
  ...openSpan,
};

const StrandState = z
  .object({
    ...stateFields,
    actors: z.array(z.string()),
    rungs: z.array(z.object({ type: EventTypeName, certainty: Certainty, ...span, stepIds: ids, sources: z.int() })),
    halt: z
      .object({
        type: EventTypeName,
        certainty: Certainty,
        otherwise: EventTypeName.nullable(),
        disputed: z.boolean(),
        ...span,
        ...evidence,
      })
      .nullable(),
    earlierHalts: z.array(
      z.object({
        type: EventTypeName,
        date: PartialDate,
        precision: DatePrecision,
        stepId: z.uuid(),
        endedBy: z.uuid(),
      }),
    ),
    disputed: z.boolean(),
    disputedBy: ids,
    ...evidence,
  })
  .meta({ id: 'StrandState' });
const Strands = z.partialRecord(z.enum(STRANDS), StrandState).meta({ id: 'Strands' });

const RollUp = z
  .partialRecord(
    z.enum(STRANDS),
    z.object({
      ...stateFields,
      halt: EventTypeName.nullable(),
      disputed: z.boolean(),
      tranches: z.array(tranche),
      stepIds: ids,
      sources: z.int(),
    }),
  )
  .meta({ id: 'RollUp' });

const AmountRange = z
  .object({
    type: EventTypeName,
    tranche,
    unit: z.string(),
    min: z.number(),
    max: z.number(),
    disputed: z
      .boolean()
      .describe('Whether independent sources give one step amounts that differ by more than a tenth.'),
    sources: z.int(),
    reports: z.array(z.object({ reportId: z.uuid(), articleId: z.uuid(), amount: z.number() })),
  })
  .meta({ id: 'AmountRange' });

const Fulfilment = z.object({
  stepId: z.uuid(),
  type: EventTypeName,
  tranche,
  date: PartialDate,
  precision: DatePrecision,
  daysLate: z.int(),
  daysLateAtMost: z.int(),
});
const Supersession = z.object({
  stepId: z.uuid(),
  expectedOn: PartialDate,
  announced: PartialDate,
  slippedDays: z.int(),
});
const Expectation = z
  .object({
    of: z.enum(['signature', 'delivery', 'activation']),
    type: EventTypeName,
    tranche,
    expectedOn: PartialDate,
    announced: PartialDate,
    precision: DatePrecision,
    latest: PartialDate,
    outcome: z.enum(['pending', 'met', 'superseded', 'overdue', 'void']),
    metBy: Fulfilment.nullable(),
    supersededBy: Supersession.nullable(),
    disputed: z.boolean(),
    ...evidence,
  })
  .meta({ id: 'Expectation' });

const round = { number: z.int(), opened: PartialDate.nullable() };

export const DealStatus = z.object({
  dealId: z.string(),
  deal: DealKey,
  version: z.int().describe('Grows with every event of the deal.'),
  foldVersion: z.int().describe('Version of the rules by which the status is folded.'),
  ...timesEcho,
  strands: Strands,
  tranches: z.array(z.object({ tranche: z.int(), strands: Strands })),
  rollUp: RollUp,
  round: z.object(round),
  earlierRounds: z.array(z.object({ ...round, strands: Strands })),
  followOn: StrandState.nullable(),
  milestones: z.array(
    z.object({
      type: EventTypeName,
      tranche,
      round: z.int().nullable(),
      date: PartialDate,
      precision: DatePrecision,
      certainty: Certainty,
      disputed: z.boolean(),
      ...evidence,
    }),
  ),
  expectations: z.array(Expectation),
  quantities: z.array(AmountRange),
  values: z.array(AmountRange),
  contradictions: z.array(
    z.object({
      kind: z.enum(['denial', 'talks-after-signature', 'dates', 'quantity', 'value']),
      type: EventTypeName,
      tranche,
      round: z.int().nullable(),
      dates: z
        .object({ claim: PartialDate, against: z.array(PartialDate) })
        .nullable()
        .describe('For "dates": what either side says, the claim being the best supported.'),
      amounts: z
        .object({ unit: z.string(), claim: z.number(), against: z.array(z.number()) })
        .nullable()
        .describe('The same for "quantity" and "value".'),
      claim: Evidence,
      against: Evidence,
    }),
  ),
});

export class DealStatusDto extends createDto(DealStatus) {}

const summary = { id: z.string(), deal: DealKey, version: z.int(), rollUp: RollUp };

export const DealView = z.object({ ...summary, ...timesEcho });
export class DealViewDto extends createDto(DealView) {}

const next = z.string().nullable().describe('The cursor of the next page; null on the last.');

export const DealPage = z.object({ ...timesEcho, items: z.array(z.object(summary)), next });
export class DealPageDto extends createDto(DealPage) {}

const TimelineStep = z
  .object({
    stepId: z.uuid(),
    type: EventTypeName,
    polarity: Polarity,
    tranche,
    date: PartialDate,
    precision: DatePrecision,
    from: Day,
    until: Day,
    certainty: Certainty,
    expectedOn: PartialDate.nullable(),
    firstPublishedOn: Day,
    salience: z.enum(['news', 'background']),
    confidence: z.number(),
    actors: z.array(z.string()),
    quantities: z.array(AmountRange),
    values: z.array(AmountRange),
    sources: z.int(),
    disputedBy: ids,
    disputes: ids,
    datedOtherwise: ids.describe('Steps that give another date to the same thing, where it happens once.'),
    events: z.array(
      z.object({
        eventId: z.uuid(),
        tranche,
        occurredOn: PartialDate.nullable(),
        expectedOn: PartialDate.nullable(),
        reports: z.array(ReportRef),
      }),
    ),
  })
  .meta({ id: 'TimelineStep' });

export const TimelinePage = z.object({ dealId: z.string(), ...timesEcho, items: z.array(TimelineStep), next });
export class TimelinePageDto extends createDto(TimelinePage) {}
