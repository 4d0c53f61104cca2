import {
  type DealId,
  type DealKey,
  type DealStatus,
  FOLD_VERSION,
  type RollUp,
  statusAt,
  type Times,
} from '@dealwatch/domain';
import { type Db, type DealRow, findDeal, loadHistory, type WithQuotes, withQuotes } from '@dealwatch/read-models';
import { Problem } from '../problems/problem';

export type DealStatusView = WithQuotes<DealStatus> & { readonly version: number };

/** A deal that has events to show. Throws the problem `unknown-deal`. */
export async function requireDeal(db: Db, id: string): Promise<DealRow> {
  const deal = await findDeal(db, id);
  if (deal && deal.projectedVersion > 0) return deal;
  throw new Problem(404, 'unknown-deal', `No deal has the id "${id}".`);
}

export interface DealView extends Times {
  readonly id: DealId;
  readonly deal: DealKey;
  readonly version: number;
  readonly hindsight: boolean;
  readonly rollUp: RollUp;
}

/** A deal at the three times, in one line a strand over all tranches. */
export async function viewDeal(
  db: Db,
  { dealId: id, deal: key, projectedVersion: version }: DealRow,
  times: Times,
): Promise<DealView> {
  const { rollUp } = statusAt({ id, key }, await loadHistory(db, id, times), times);
  return { id, deal: key, version, ...times, hindsight: times.knownBy === null, rollUp };
}

/** The status of a deal at the three times, with the sentences behind it. */
export async function viewStatus(
  db: Db,
  { dealId, deal, projectedVersion }: DealRow,
  times: Times,
): Promise<DealStatusView> {
  const history = await loadHistory(db, dealId, times);
  const status = await withQuotes(db, statusAt({ id: dealId, key: deal }, history, times));
  return { ...status, version: projectedVersion };
}

/** Changes whenever the answer may: with the deal's version, the times that are asked for, or the rules of folding. */
export function statusTag({ projectedVersion }: DealRow, { asOf, knownBy, recordedBy }: Times): string {
  const parts = [projectedVersion, asOf, knownBy ?? '', recordedBy ?? '', FOLD_VERSION];
  return `"${parts.join('.').replaceAll(':', '')}"`;
}

/** Whether an If-None-Match header names the tag (RFC 9110, section 13.1.2: weak comparison). */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}
