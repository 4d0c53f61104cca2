import {
  compareInstants,
  type Instant,
  type RecordedReport,
  type TimelineStep,
  type Times,
  timelineAt,
} from '@dealwatch/domain';
import { type Db, type DealRow, loadHistory, type WithQuotes, withQuotes } from '@dealwatch/read-models';
import { z } from 'zod';
import { CursorDay, CursorInstant, decodeCursor, encodeCursor } from '../times/cursor';
import { timesOf } from '../times/times';
import { limitOf } from '../times/times.dto';
import type { TimelineQueryDto } from './deal.dto';

export interface TimelinePage extends Times {
  readonly dealId: string;
  readonly hindsight: boolean;
  readonly items: readonly WithQuotes<TimelineStep>[];
  readonly next: string | null;
}

const Place = z.object({ offset: z.number().int().positive(), asOf: CursorDay, frozenAt: CursorInstant });

/**
 * The steps of a deal in order of occurrence. Later pages leave out what was recorded after the first was answered, so
 * that a step that comes in meanwhile moves nothing.
 */
export async function viewTimeline(
  db: Db,
  { dealId }: DealRow,
  query: TimelineQueryDto,
  now: Date,
): Promise<TimelinePage> {
  const question = { list: 'timeline', dealId, ...query };
  const place = query.cursor === undefined ? undefined : decodeCursor(query.cursor, question, Place);
  const times = timesOf({ ...query, asOf: query.asOf ?? place?.asOf }, now);
  const recordedBy = (place?.frozenAt as Instant | undefined) ?? times.recordedBy;
  const history = await loadHistory(db, dealId, { ...times, recordedBy });
  const steps = timelineAt(history, { ...times, recordedBy });
  const start = place?.offset ?? 0;
  const end = start + limitOf(query);
  const { asOf } = times;
  return {
    dealId,
    ...times,
    hindsight: times.knownBy === null,
    items: await withQuotes(db, steps.slice(start, end)),
    next: end < steps.length ? encodeCursor(question, { offset: end, asOf, frozenAt: lastRecord(history) }) : null,
  };
}

function lastRecord(history: readonly RecordedReport[]): Instant | undefined {
  return history
    .map(({ recordedAt }) => recordedAt)
    .sort(compareInstants)
    .at(-1);
}
