import type { Day } from '@dealwatch/domain';
import type { ScoredEvent } from '../src/evaluation/types';
import { type ClaimGroup, eventOf } from '../src/events/merge-claims';
import { type ReadClaim, readClaims } from '../src/events/read-claims';
import type { Models } from '../src/model/models';
import type { Labelled } from './labelled-articles';
import { canonical } from './labels';

/** The claims that models read in a text, all that reach a small probability. */
export function claimsOf(models: Models, { text, title, publishedOn }: Labelled): readonly ReadClaim[] {
  return readClaims(text, title, publishedOn as Day, models).claims;
}

/** An event as it is scored, its system named as the lexicon names it. */
export function quoted({ text }: Labelled, group: ClaimGroup): ScoredEvent {
  const event = eventOf(group);
  const deal = { ...event.deal, system: canonical(event.deal.system) };
  return { ...event, deal, quote: text.slice(event.start, event.end) };
}

/** A text with its labels' systems named as the lexicon names them: spelling is not what is measured here. */
export function withCanonicalSystems(labelled: Labelled): Labelled {
  const events = labelled.events.map((event) =>
    event.deal ? { ...event, deal: { ...event.deal, system: canonical(event.deal.system) } } : event,
  );
  return { ...labelled, events };
}
