import type { EventType } from '@dealwatch/domain';
import type { BoundDates } from '../dates/bind';
import type { Tense } from '../dates/tense';

const ANNOUNCED: Partial<Record<EventType, EventType>> = {
  DeliveryMade: 'DeliveryAnnounced',
  DeliveryStarted: 'DeliveryAnnounced',
  DeliveryCompleted: 'DeliveryAnnounced',
  DeploymentStarted: 'ActivationScheduled',
  SystemActivated: 'ActivationScheduled',
};

/** The announcement that a step is where its own date lies ahead ("ready for activation by April"). */
export function stillToCome(type: EventType, tense: Tense, dates: BoundDates): EventType {
  const told = tense === 'past' || tense === 'perfect' || tense === 'pluperfect';
  if (told || dates.expected === null || dates.event !== null) return type;
  return ANNOUNCED[type] ?? type;
}
