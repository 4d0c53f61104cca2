import type { DealId, DealKey, DealStatus, RollUp, Times } from '@dealwatch/domain';
import { statusAt, timelineAt } from '@dealwatch/domain';
import { type Db, type DealRow, listDeals, loadHistories } from '@dealwatch/read-models';
import { z } from 'zod';
import { CursorDay, decodeCursor, encodeCursor } from '../times/cursor';
import { timesOf } from '../times/times';
import { limitOf } from '../times/times.dto';
import type { DealsQueryDto } from './deal.dto';

/** A deal in a list: its status in one line a strand, over all tranches. */
export interface DealSummary {
  readonly id: DealId;
  readonly deal: DealKey;
  /** Grows with every event of the deal. */
  readonly version: number;
  readonly rollUp: RollUp;
}

export interface DealPage extends Times {
  readonly hindsight: boolean;
  readonly items: readonly DealSummary[];
  /** The cursor of the next page; null on the last. */
  readonly next: string | null;
}

const BATCH = 100;
/** Folding goes on for so many deals at most; a sparse filter may therefore answer a short page that has a next one. */
const MOST_FOLDED = 1_000;
const Place = z.object({ after: z.string(), asOf: CursorDay });

/** Deals that were visible at the three times, by id. Deals that appear between two pages never move others. */
export async function listDealSummaries(db: Db, query: DealsQueryDto, now: Date): Promise<DealPage> {
  const place = query.cursor === undefined ? undefined : decodeCursor(query.cursor, query, Place);
  const times = timesOf({ ...query, asOf: query.asOf ?? place?.asOf }, now);
  const limit = limitOf(query);
  const items: DealSummary[] = [];
  let after = place?.after ?? null;
  for (let folded = 0; folded < MOST_FOLDED; folded += BATCH) {
    const deals = await listDeals(db, query, { after, limit: BATCH });
    for (const { deal, summary } of await summaries(db, deals, query, times)) {
      if (items.length === limit) return page(times, items, nextOf(query, times, after));
      after = deal.dealId;
      if (summary) items.push(summary);
    }
    if (deals.length < BATCH) return page(times, items, null);
  }
  return page(times, items, nextOf(query, times, after));
}

function page(times: Times, items: readonly DealSummary[], next: string | null): DealPage {
  return { ...times, hindsight: times.knownBy === null, items, next };
}

/** "Today" stays the day of the first page. */
function nextOf(query: DealsQueryDto, { asOf }: Times, after: string | null): string {
  return encodeCursor(query, { after, asOf });
}

async function summaries(db: Db, deals: readonly DealRow[], query: DealsQueryDto, times: Times) {
  const histories = await loadHistories(
    db,
    deals.map(({ dealId }) => dealId),
    times,
  );
  return deals.map((deal) => {
    const history = histories.get(deal.dealId) ?? [];
    const status = statusAt({ id: deal.dealId, key: deal.deal }, history, times);
    const shown = isWanted(status, query) && (hasState(status) || timelineAt(history, times).length > 0);
    const { dealId: id, projectedVersion: version } = deal;
    return { deal, summary: shown ? { id, deal: deal.deal, version, rollUp: status.rollUp } : undefined };
  });
}

function isWanted({ rollUp }: DealStatus, { strand, state }: DealsQueryDto): boolean {
  if (strand === undefined) return true;
  const found = rollUp[strand];
  if (found === undefined) return false;
  return state === undefined || found.state === state || found.halt === state;
}

function hasState({ rollUp }: DealStatus): boolean {
  return Object.keys(rollUp).length > 0;
}
