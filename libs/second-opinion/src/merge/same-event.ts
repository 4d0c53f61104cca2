import { dealIdOf, type ExtractedReport, type PartialDate } from '@dealwatch/domain';

/**
 * How surely two readings of one article mean the same event, from 4 down to 1; 0 where they do not. Type, polarity, deal and
 * tranche must agree. Then count: the same sentence with dates that can be one (4), the same date (3), the same sentence
 * with dates that differ (2), and dates of which one is open (1).
 */
export function likeness(a: ExtractedReport, b: ExtractedReport): 0 | 1 | 2 | 3 | 4 {
  if (a.claim.type !== b.claim.type || a.claim.polarity !== b.claim.polarity) return 0;
  if (dealIdOf(a.deal) !== dealIdOf(b.deal) || !agree(a.claim.tranche, b.claim.tranche)) return 0;
  const sentence = a.start < b.end && b.start < a.end;
  if (!datesAgree(a, b)) return sentence ? 2 : 0;
  if (sentence) return 4;
  return a.claim.occurredOn !== null && b.claim.occurredOn !== null ? 3 : 1;
}

/** Whether the dates of two readings can be one: either is open, or one contains the other. */
export function datesAgree({ claim: a }: ExtractedReport, { claim: b }: ExtractedReport): boolean {
  return canBeOne(a.occurredOn, b.occurredOn) && canBeOne(a.expectedOn, b.expectedOn);
}

/** What tells one claim of an article from another. */
export function claimKey({ deal, claim }: ExtractedReport): string {
  const { type, polarity, tranche, occurredOn, expectedOn } = claim;
  return JSON.stringify([dealIdOf(deal), type, polarity, tranche, occurredOn, expectedOn]);
}

function agree(a: number | null, b: number | null): boolean {
  return a === null || b === null || a === b;
}

function canBeOne(a: PartialDate | null, b: PartialDate | null): boolean {
  return a === null || b === null || a.startsWith(b) || b.startsWith(a);
}
