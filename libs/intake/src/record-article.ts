import {
  type ArticleEvent,
  type ArticleExtracted,
  type ArticleId,
  type ArticleReceived,
  articleStream,
  type DealEvent,
  type DealId,
  dealIdOf,
  dealStream,
  evolveDeal,
  initialDeal,
  logIdOf,
  logIdsOfReadings,
  provenanceOf,
  type ReadingOfDeal,
  recordReading,
} from '@dealwatch/domain';
import { holdReading, markRecorded, raiseDealHead } from '@dealwatch/read-models';
import type { Intake } from './intake';

export interface DealHead {
  readonly dealId: string;
  readonly version: number;
}

type Recording = Omit<Intake, 'extractor'>;

/**
 * Takes an article's last reading into the streams of its deals: those that it speaks of, and those that an earlier reading
 * spoke of and that may have to be corrected. Answers the deals that are now to be projected.
 */
export async function recordArticle(intake: Recording, articleId: string): Promise<readonly DealHead[]> {
  for (;;) {
    const heads = await recordLastReading(intake, articleId as ArticleId);
    if (heads) return heads;
  }
}

/** Null where the article was read again meanwhile: what this reading says must not be recorded any more. */
async function recordLastReading(intake: Recording, articleId: ArticleId): Promise<readonly DealHead[] | null> {
  const readings = await readingsOf(intake, articleId);
  const heads: DealHead[] = [];
  for (const [dealId, ofDeal] of byDeal(readings)) {
    const head = await recordInDeal(intake, dealId, ofDeal);
    if (!head) return null;
    heads.push(head);
    intake.store.touch();
  }
  const done = readings.length === 0 || (await markRecorded(intake.db, articleId, readings.length - 1));
  return done ? heads : null;
}

/** Every reading of the article, the first one first. The article's own stream says it all. */
async function readingsOf({ store }: Recording, articleId: ArticleId): Promise<ReadingOfDeal[]> {
  const events = await store.readStream<ArticleEvent>(articleStream(articleId));
  const received = events.find((event): event is typeof event & ArticleReceived => event.type === 'ArticleReceived');
  if (!received) return [];
  const nearCopies = events.flatMap((event) =>
    event.type === 'NearCopiesFound' ? event.data.copies.map((copy) => copy.articleId) : [],
  );
  const article = provenanceOf(received.data, [...new Set(nearCopies)]);
  const extracted = events.filter(
    (event): event is typeof event & ArticleExtracted => event.type === 'ArticleExtracted',
  );
  return extracted.map(({ data: { extractor, reports } }, index) => ({
    article,
    extractor,
    reading: index + 1,
    reports,
  }));
}

/** Decides on the deal as it is and appends; when another append was faster, only the decision is made again. */
async function recordInDeal(
  intake: Recording,
  dealId: DealId,
  readings: readonly ReadingOfDeal[],
): Promise<DealHead | null> {
  const last = readings.at(-1) as ReadingOfDeal;
  for (;;) {
    const head = await intake.store.readVersion(dealStream(dealId)); // before what is known, so that a gap shows as a conflict
    const known = await intake.store.readEvents<DealEvent>(logIdsOfReadings(dealId, readings));
    const state = known.reduce(evolveDeal, initialDeal);
    const events = recordReading(state, last, intake.rules).map((event) => ({ ...event, id: logIdOf(event) }));
    if (events.length === 0) return { dealId, version: head };
    const appended = await append(intake, dealId, readings, events, head);
    if (appended === 'outdated') return null;
    if (appended !== 'conflict') return { dealId, version: appended };
  }
}

function append(
  { db, store }: Recording,
  dealId: DealId,
  readings: readonly ReadingOfDeal[],
  events: readonly (DealEvent & { id: string })[],
  expected: number,
): Promise<number | 'conflict' | 'outdated'> {
  const [report] = readings.flatMap(({ reports }) => reports);
  const { article, reading } = readings.at(-1) as ReadingOfDeal;
  return db.transaction().execute(async (trx) => {
    if (!(await holdReading(trx, article.articleId, reading - 1))) return 'outdated';
    const result = await store.append(dealStream(dealId), events, { expected, trx });
    if (result.status === 'conflict' || !report) return 'conflict';
    await raiseDealHead(trx, dealId, report.deal, result.version);
    return result.version;
  });
}

/**
 * The readings by deal, each with what it says of that deal: nothing, too. In the order of deal ids, so that two articles
 * take the same deals in the same order.
 */
function byDeal(readings: readonly ReadingOfDeal[]): [DealId, ReadingOfDeal[]][] {
  const deals = new Set(readings.flatMap(({ reports }) => reports.map(({ deal }) => dealIdOf(deal))));
  return [...deals].sort().map((dealId) => {
    const of = ({ reports }: ReadingOfDeal) => reports.filter(({ deal }) => dealIdOf(deal) === dealId);
    return [dealId, readings.map((reading) => ({ ...reading, reports: of(reading) }))];
  });
}
