import { datedOtherwise } from './differing-dates';
import { actorsOf, amountsOf, certaintyOf, idsOf, reportRefs, sourcesOf } from './evidence';
import type { RecordedReport, Times } from './history';
import { type Scene, sceneAt } from './scene';
import type { TimelineStep } from './status-model';
import type { Step } from './steps';

/**
 * Everything that can have happened by `asOf`, denials included, in order of occurrence, each step with its events and
 * their reports. The same history and times as `statusAt`, the same steps.
 */
export function timelineAt(history: readonly RecordedReport[], times: Times): TimelineStep[] {
  const scene = sceneAt(history, times);
  return scene.steps.map((step) => timelineStep(step, scene));
}

function timelineStep(step: Step, { keys, asOf, disputes, dates }: Scene): TimelineStep {
  const { id: stepId, type, polarity, tranche, date, precision, from, until, expectedOn, reported, reports } = step;
  return {
    ...{ stepId, type, polarity, tranche, date, precision, from, until, expectedOn },
    certainty: certaintyOf([step], asOf),
    firstPublishedOn: reported,
    salience: reports.some(({ report }) => report.salience === 'news') ? 'news' : 'background',
    confidence: Math.max(...reports.map(({ report }) => report.confidence)),
    actors: actorsOf([step]),
    quantities: amountsOf([step], 'quantity', keys),
    values: amountsOf([step], 'value', keys),
    sources: sourcesOf([step], keys),
    disputedBy: idsOf(disputes.against.get(step.id) ?? []),
    disputes: idsOf(disputes.by.get(step.id) ?? []),
    datedOtherwise: datedOtherwise(step, dates),
    events: step.events.map((event) => ({
      eventId: event.eventId,
      tranche: event.tranche,
      occurredOn: event.occurredOn,
      expectedOn: event.expectedOn,
      reports: reportRefs(event.reports, keys),
    })),
  };
}
