import type { ResolvedDeal } from '../deals/resolve';
import type { Modality } from '../modality/modality';
import type { Trigger } from '../triggers/types';

/**
 * An estimate from 0 to 1 that type, polarity and deal are right: the product of how specific the trigger is, how plain its
 * modality, and how firmly the deal is tied to the sentence.
 */
export function confidenceOf(trigger: Trigger, modality: Modality, resolved: ResolvedDeal): number {
  const words = Math.min(1, 0.72 + 0.08 * trigger.matched.length);
  const plain = modality.cues.length > 1 ? 0.9 : modality.negated || modality.mood === 'denied' ? 0.85 : 1;
  return Math.round(100 * words * plain * resolved.certainty) / 100;
}
