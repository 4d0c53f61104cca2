import type { DealKey, EventType } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { objectorsOf } from '../deals/pressure';
import type { ResolvedDeal } from '../deals/resolve';
import { isPressure } from '../deals/resolve';
import { flat } from '../lists';
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
export function actorsFor(type: EventType, deal: DealKey, sentence: AnalysedSentence, anchor: number | null): string[] {
  const names = namedPersons(sentence, anchor);
  if (isPressure(type)) {
    const objectors = objectorsOf(sentence);
    const others = objectors.length > 0 ? objectors : outsiders(sentence, deal);
    return unique([...others, ...names]);
  }
  const { supplier, recipient } = deal;
  if (BY_SUPPLIER.has(type)) return unique([supplier, ...names]);
  if (BY_RECIPIENT.has(type)) return unique([recipient, ...names]);
  return unique([recipient, supplier, ...names]);
}

/** The same for a trigger of the rules. */
export function actorsOf(
  type: EventType,
  resolved: ResolvedDeal,
  sentence: AnalysedSentence,
  trigger: Trigger,
): string[] {
  return actorsFor(type, resolved.deal, sentence, trigger.head);
}

function namedPersons(sentence: AnalysedSentence, anchor: number | null): string[] {
  return flat(sentence.items, (item, index) =>
    item.kind === 'state' &&
    item.named !== null &&
    (anchor === null || sentence.clauses[index] === sentence.clauses[anchor])
      ? [item.named]
      : [],
  );
}

function outsiders(sentence: AnalysedSentence, deal: DealKey): string[] {
  const names = sentence.items
    .filter(isActor)
    .map((item: Item) => (item.kind === 'state' ? item.code : item.kind === 'bloc' ? item.name : ''));
  return unique(names.filter((name) => name !== '' && name !== deal.supplier && name !== deal.recipient));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
