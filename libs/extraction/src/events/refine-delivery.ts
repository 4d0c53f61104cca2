import type { EventType, PartialDate } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import type { Trigger } from '../triggers/types';

/** What the goods of a delivery and the span of its dates say beyond its verb. */
export interface RefinedDelivery {
  readonly type: EventType;
  /** The end of a span ("between 2009 and 2017"), when the last goods came; null where no span is named. */
  readonly until: PartialDate | null;
}

const HANDED = /^(?:delivered|delivers|deliver|handed|received|receives|supplied|shipped|taken|took)$/;

/** A numbered batch that was handed over is complete, and so are goods that came over a span of years that is past. */
export function refineDelivery(
  type: EventType,
  tranche: number | null,
  sentence: AnalysedSentence,
  trigger: Trigger,
  today: PartialDate,
): RefinedDelivery {
  if (type !== 'DeliveryMade' && type !== 'DeliveryStarted') return { type, until: null };
  const until = spanEnd(sentence, trigger);
  if (until !== null && until < today.slice(0, until.length)) return { type: 'DeliveryCompleted', until };
  const handed = trigger.matched.some((index) => HANDED.test(sentence.items[index]?.lower ?? ''));
  return { type: tranche !== null && handed ? 'DeliveryCompleted' : type, until: null };
}

function spanEnd({ items, clauses }: AnalysedSentence, trigger: Trigger): PartialDate | null {
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'date' || item.expression.form !== 'fixed' || clauses[index] !== clauses[trigger.head]) continue;
    if (item.expression.until !== undefined) return item.expression.until;
  }
  return null;
}
