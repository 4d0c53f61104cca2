import type { PartialDate } from '@dealwatch/domain';
import type { ReadClaim } from './read-claims';
import type { Candidate } from './types';

/** Claims of one article that tell the same event; the surest comes first and gives the quote. */
export interface ClaimGroup {
  readonly lead: ReadClaim;
  readonly members: readonly ReadClaim[];
}

/** How sure a claim looks by itself: the probability of its type times that of its deal. */
export function sureness({ typeProbability, decided }: ReadClaim): number {
  return typeProbability * decided.answer.probability;
}

/**
 * Groups the repeats of an article (rule 1): one event a type, polarity and deal, except where tranches differ, or where both
 * name a date of their own and the dates cannot be one. In the order of the text.
 */
export function groupClaims(claims: readonly ReadClaim[]): ClaimGroup[] {
  const order = [...claims].sort((a, b) => sureness(b) - sureness(a) || a.candidate.start - b.candidate.start);
  const groups: { lead: ReadClaim; members: ReadClaim[] }[] = [];
  for (const claim of order) {
    const known = groups.find(({ lead }) => isRepeat(lead, claim));
    if (known) known.members.push(claim);
    else groups.push({ lead: claim, members: [claim] });
  }
  return groups.sort(
    ({ lead: { candidate: a } }, { lead: { candidate: b } }) =>
      a.start - b.start || a.end - b.end || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0),
  );
}

function isRepeat(a: ReadClaim, b: ReadClaim): boolean {
  const [x, y] = [a.candidate, b.candidate];
  const same =
    x.type === y.type &&
    x.polarity === y.polarity &&
    x.deal.supplier === y.deal.supplier &&
    x.deal.recipient === y.deal.recipient &&
    x.deal.system === y.deal.system;
  if (!same) return false;
  if (x.tranche !== null && y.tranche !== null && x.tranche !== y.tranche) return false;
  const apart = isOwn(a) && isOwn(b) && !compatible(x.occurredOn, y.occurredOn);
  const ahead = x.expectedOn !== null && y.expectedOn !== null && !compatible(x.expectedOn, y.expectedOn);
  return !apart && !ahead;
}

/** Whether the words themselves date the claim. */
function isOwn({ decided }: ReadClaim): boolean {
  return decided.occurred.from.startsWith('“');
}

/** Whether two dates can be one: either is open, or one contains the other. */
function compatible(a: PartialDate | null, b: PartialDate | null): boolean {
  return a === null || b === null || a.startsWith(b) || b.startsWith(a);
}

/** A repeat must be this sure before it fills what the surest claim leaves open. */
const FILLS = 0.3;

/** The event of a group: the lead's, with what it leaves open filled from the others. */
export function eventOf({ lead, members }: ClaimGroup): Omit<Candidate, 'explanation'> {
  let event = lead.candidate;
  for (const member of members) {
    if (member === lead || sureness(member) < FILLS) continue;
    const { candidate } = member;
    event = {
      ...event,
      tranche: event.tranche ?? candidate.tranche,
      occurredOn: finer(event.occurredOn, candidate.occurredOn),
      expectedOn: event.expectedOn ?? candidate.expectedOn,
      quantity: event.quantity ?? candidate.quantity,
      value: event.value ?? candidate.value,
      salience: event.salience === 'news' || candidate.salience === 'news' ? 'news' : 'background',
      actors: [...new Set([...event.actors, ...candidate.actors])],
    };
  }
  return event;
}

function finer(a: PartialDate | null, b: PartialDate | null): PartialDate | null {
  if (a === null || b === null) return a;
  return b.length > a.length && b.startsWith(a) ? b : a;
}
