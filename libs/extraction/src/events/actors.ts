import type { EventType } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { objectorsOf } from '../deals/pressure';
import type { ResolvedDeal } from '../deals/resolve';
import { isPressure } from '../deals/resolve';
import { type Item, isActor } from '../mentions/types';
import type { Trigger } from '../triggers/types';

const BY_SUPPLIER: ReadonlySet<EventType> = new Set([
  'OfferMade',
  'ExportApproved',
  'ExportBlocked',
  'DeliveryStarted',
  'DeliveryMade',
  'DeliveryAnnounced',
  'DeliveryRescheduled',
  'ProductionProgressed',
]);
const BY_RECIPIENT: ReadonlySet<EventType> = new Set([
  'InterestExpressed',
  'SystemSelected',
  'PaymentMade',
  'DeliveryCompleted',
  'ActivationScheduled',
  'DeploymentStarted',
  'SystemActivated',
]);

/** Who did it: who speaks against the deal, or the side whose step it is, with the persons that the clause names. */
export function actorsOf(
  type: EventType,
  resolved: ResolvedDeal,
  sentence: AnalysedSentence,
  trigger: Trigger,
): string[] {
  const names = namedPersons(sentence, trigger);
  if (isPressure(type)) {
    const objectors = objectorsOf(sentence);
    const others = objectors.length > 0 ? objectors : outsiders(sentence, resolved);
    return unique([...others, ...names]);
  }
  const { supplier, recipient } = resolved.deal;
  if (BY_SUPPLIER.has(type)) return unique([supplier, ...names]);
  if (BY_RECIPIENT.has(type)) return unique([recipient, ...names]);
  return unique([recipient, supplier, ...names]);
}

function namedPersons(sentence: AnalysedSentence, trigger: Trigger): string[] {
  return sentence.items.flatMap((item, index) =>
    item.kind === 'state' && item.named !== null && sentence.clauses[index] === sentence.clauses[trigger.head]
      ? [item.named]
      : [],
  );
}

function outsiders(sentence: AnalysedSentence, { deal }: ResolvedDeal): string[] {
  const names = sentence.items
    .filter(isActor)
    .map((item: Item) => (item.kind === 'state' ? item.code : item.kind === 'bloc' ? item.name : ''));
  return unique(names.filter((name) => name !== '' && name !== deal.supplier && name !== deal.recipient));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
