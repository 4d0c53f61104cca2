import { type ArticleId, type DealId, type DealKey, EVENT_TYPES, type EventType } from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type Db, findDeal, findTexts } from '@dealwatch/read-models';
import type { EntryKind, EventsQueryDto } from './event.dto';
import { articleIdOfEvent, dealIdOfEvent, isHeld, type LogEntry, type LogEvent, toLogEntry } from './log-entry';

export interface FeedPage {
  readonly items: readonly LogEntry[];
  /** Ask on with `after` set to this. At the end of the log it stays where it is. */
  readonly next: string;
  /** Up to here nothing will ever be added; entries behind it are still being committed. */
  readonly safePosition: string;
}

const DEFAULT_LIMIT = 100;
/** So many entries are looked through for one answer; a sparse filter may answer few, and a `next` further on. */
const MOST_READ = 10_000;
const BATCH = 1_000;

/** Entries of the log behind a position, in order and without gaps. */
export async function readFeed(store: EventStore, db: Db, query: EventsQueryDto): Promise<FeedPage> {
  const { events, next, safePosition } = await collect(store, query);
  const context = { deals: await dealsOf(db, events), texts: await textsOf(db, events), codes: query.codes === 'true' };
  const items = events.map((event) => toLogEntry(event, context));
  return { items, next: String(next), safePosition: String(safePosition) };
}

async function collect(store: EventStore, query: EventsQueryDto) {
  const wanted = query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
  const types = typesOf(query);
  const events: LogEvent[] = [];
  let after = BigInt(query.after ?? 0);
  for (let read = 0; ; ) {
    const page = await store.readAll({ after, limit: isSparse(query) ? BATCH : wanted, ...(types && { types }) });
    const { safePosition } = page;
    for (const event of page.events as readonly LogEvent[]) {
      if (!isWanted(event, query)) continue;
      events.push(event);
      if (events.length === wanted) return { events, next: event.position, safePosition };
    }
    after = page.through;
    read += page.events.length;
    if (after >= safePosition || read >= MOST_READ) return { events, next: after, safePosition };
  }
}

function isSparse({ deal, article, held }: EventsQueryDto): boolean {
  return deal !== undefined || article !== undefined || held !== undefined;
}

function isWanted(event: LogEvent, { deal, article, held }: EventsQueryDto): boolean {
  if (held !== undefined && isHeld(event) !== (held === 'true')) return false;
  if (deal !== undefined && dealIdOfEvent(event) !== deal) return false;
  return article === undefined || articleIdOfEvent(event) === article.toLowerCase();
}

const TYPES_OF: Readonly<Record<EntryKind, readonly string[]>> = {
  article: ['ArticleReceived'],
  'near-copies': ['NearCopiesFound'],
  extraction: ['ArticleExtracted'],
  skipped: ['ArticleSkipped'],
  deal: ['DealOpened'],
  event: EVENT_TYPES,
  report: ['ReportCorroborated'],
  revision: ['ReportRevised'],
  supersession: ['ReportSuperseded'],
};

/** Kind and type together, as types of the log. An event type asked for under another kind finds nothing. */
function typesOf({ kind, type }: EventsQueryDto): readonly string[] | undefined {
  if (type === undefined) return kind && TYPES_OF[kind];
  return kind === undefined || kind === 'event' ? [type as EventType] : ['none'];
}

async function dealsOf(db: Db, events: readonly LogEvent[]): Promise<Map<DealId, DealKey>> {
  const ids = [...new Set(events.map(dealIdOfEvent))].filter((id) => id !== null);
  const rows = await Promise.all(ids.map((id) => findDeal(db, id)));
  return new Map(rows.flatMap((row) => (row ? [[row.dealId, row.deal] as const] : [])));
}

async function textsOf(db: Db, events: readonly LogEvent[]): Promise<Map<ArticleId, string>> {
  const ids = events.filter((event) => dealIdOfEvent(event) !== null).map(articleIdOfEvent);
  return findTexts(
    db,
    ids.filter((id) => id !== null),
  );
}
