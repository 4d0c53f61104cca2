import type {
  Amount,
  ArticleId,
  Day,
  DealId,
  DealKey,
  EventId,
  EventType,
  Instant,
  PartialDate,
  Polarity,
  RecordedReport,
  ReportId,
  Salience,
  SourceKeys,
} from '@dealwatch/domain';
import { byPublication, counts, reportRefs } from '@dealwatch/domain';
import { findTexts } from '../articles/find-article';
import type { Db } from '../db';
import type { VersionedReport } from '../history/store-history';

/** One report behind an event, with the sentence. */
export interface ReportView {
  readonly reportId: ReportId;
  readonly articleId: ArticleId;
  readonly url: string | null;
  readonly source: string | null;
  readonly publishedOn: Day;
  /** The sentence, word for word; null where the article's text was erased. */
  readonly quote: string | null;
  /** UTF-16 units into the article's text. */
  readonly start: number;
  readonly end: number;
  /** False where an earlier report is the same voice, or the report is held. */
  readonly independent: boolean;
  /** Whether it waits for a review, and until then counts for nothing. */
  readonly held: boolean;
  readonly salience: Salience;
  readonly confidence: number;
  readonly extractor: string;
  readonly recordedAt: Instant;
}

/** An event as it is told to the outside: by the API, the feed and the webhooks. */
export interface EventView {
  readonly id: EventId;
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly dealId: DealId;
  readonly deal: DealKey;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  /** Everybody whom a report names as acting. */
  readonly actors: readonly string[];
  readonly quantity: Amount | null;
  readonly value: Amount | null;
  /** `news` where any report is. */
  readonly salience: Salience;
  /** The highest of its reports, 0 to 1. */
  readonly confidence: number;
  /** Of its earliest report. */
  readonly publishedOn: Day;
  /** Of its first record; position and version are those of the event itself in log and stream. */
  readonly recordedAt: Instant;
  readonly position: string;
  readonly version: number;
  /** Whether any report stands behind it. Else it counts for nothing: all are held, or later readings took them back. */
  readonly standing: boolean;
  readonly reports: readonly ReportView[];
}

/** What an event view is made of. */
export interface EventReports {
  readonly dealId: DealId;
  readonly deal: DealKey;
  /** The record whose version, position and moment are told. */
  readonly first: VersionedReport;
  /** The reports to show, as last recorded, in the order of the stream; none where no report is left. */
  readonly reports: readonly RecordedReport[];
  /** All reports that count for the event: one that is not shown may be the same voice as one that is. */
  readonly behind: readonly RecordedReport[];
  /** Whose word each of them is, told from all reports of the deal, as in its status and timeline. */
  readonly keys: SourceKeys;
}

/** Builds views of events; the sentences of all of them are read in one statement. */
export async function viewEvents(db: Db, events: readonly EventReports[]): Promise<EventView[]> {
  const articleIds = events.flatMap(({ reports }) => reports.map(({ report }) => report.article.articleId));
  const texts = await findTexts(db, articleIds);
  return events.map((event) => viewOf(event, texts));
}

function viewOf(event: EventReports, texts: ReadonlyMap<ArticleId, string>): EventView {
  const { dealId, deal, first } = event;
  const { eventId, type, polarity, tranche, occurredOn, expectedOn, recordedAt, position } = first.recorded;
  const details = telling(event).map(({ report }) => report);
  return {
    id: eventId,
    type,
    polarity,
    dealId,
    deal,
    tranche,
    occurredOn,
    expectedOn,
    actors: [...new Set(details.flatMap(({ actors }) => actors))],
    quantity: details.find(({ quantity }) => quantity !== null)?.quantity ?? null,
    value: details.find(({ value }) => value !== null)?.value ?? null,
    salience: details.some(({ salience }) => salience === 'news') ? 'news' : 'background',
    confidence: Math.max(...details.map(({ confidence }) => confidence)),
    publishedOn: details.map(({ article }) => article.publishedOn).sort()[0] as Day,
    recordedAt,
    position: position ?? '0',
    version: first.version,
    standing: event.behind.length > 0,
    reports: reportViews(event, texts),
  };
}

/** The reports that tell the event's details: those that count, else those that are held, else what was recorded first. */
function telling({ reports, first }: EventReports): readonly RecordedReport[] {
  const counting = reports.filter(counts);
  if (counting.length > 0) return counting;
  return reports.length > 0 ? reports : [first.recorded];
}

/** By publication, earliest first; the first of each voice counts as independent. Held ones come behind. */
function reportViews({ reports, behind, keys }: EventReports, texts: ReadonlyMap<ArticleId, string>): ReportView[] {
  const shown = new Map(reports.map((recorded) => [recorded.report.reportId, recorded]));
  const held = reports.filter((recorded) => !counts(recorded));
  const refs = [
    ...reportRefs([...behind].sort(byPublication), keys),
    ...reportRefs([...held].sort(byPublication), keys).map((ref) => ({ ...ref, independent: false })),
  ];
  return refs.flatMap(({ eventId: _, ...ref }) => {
    const recorded = shown.get(ref.reportId);
    if (!recorded) return [];
    const { salience, confidence, extractor, held: isHeld = false } = recorded.report;
    const quote = texts.get(ref.articleId)?.slice(ref.start, ref.end) ?? null;
    return [{ ...ref, held: isHeld, quote, salience, confidence, extractor, recordedAt: recorded.recordedAt }];
  });
}
