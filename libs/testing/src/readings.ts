import {
  type DealEvent,
  evolveDeal,
  historyOf,
  initialDeal,
  type Mention,
  type ReadingOfDeal,
  type RecordedReport,
  recordReading,
  type Times,
} from '@dealwatch/domain';
import fc from 'fast-check';
import { anyMentions, anyTimes, comparedInOrder, recordedAt } from './generators';

/** Under these rules some of the generated reports are held. */
export const READING_RULES = { reviewThreshold: 0.3 };

const anyDetails = fc.record({
  confidence: fc.constantFrom(0.2, 0.7, 1),
  salience: fc.constantFrom('news' as const, 'background' as const),
  actors: fc.constantFrom([], ['AA']),
  origin: fc.constantFrom(null, 'wire one'),
});

/** One reading of an article out of everything that it may be read to say, each in one of several ways. */
function anyReading(mentions: readonly Mention[]): fc.Arbitrary<Mention[]> {
  return fc
    .record({ some: fc.subarray([...mentions]), details: fc.array(anyDetails, { minLength: 1, maxLength: 4 }) })
    .map(({ some, details }) =>
      some.map((mention, index) => ({
        ...mention,
        report: { ...mention.report, ...details[index % details.length] },
      })),
    );
}

/** One to three readings of each of some articles, article by article, each in the order of its readings. */
const anyReadingsByArticle: fc.Arbitrary<ReadingOfDeal[][]> = anyMentions.chain((mentions) => {
  const articles = [...new Set(mentions.map(({ article }) => article.articleId))];
  return fc.tuple(
    ...articles.map((id) => {
      const own = mentions.filter(({ article }) => article.articleId === id);
      return fc.array(anyReading(own), { minLength: 1, maxLength: 3 }).map((readings) =>
        readings.map((read, index) => ({
          article: (own[0] as Mention).article,
          extractor: `generated@${index + 1}.0.0`,
          reading: index + 1,
          reports: read.map(({ report }) => report),
        })),
      );
    }),
  );
});

/** Readings of several articles in two orders: an article's own readings follow each other in both. */
export const anyReadings: fc.Arbitrary<{ readings: ReadingOfDeal[]; other: ReadingOfDeal[] }> =
  anyReadingsByArticle.chain((byArticle) => {
    const turns = byArticle.flatMap((readings, index) => readings.map(() => index));
    const anyOrder = fc.shuffledSubarray(turns, { minLength: turns.length }).map((order) => inTurn(byArticle, order));
    return fc.record({ readings: anyOrder, other: anyOrder });
  });

function inTurn(byArticle: readonly ReadingOfDeal[][], order: readonly number[]): ReadingOfDeal[] {
  const waiting = byArticle.map((readings) => [...readings]);
  return order.flatMap((index) => waiting[index]?.splice(0, 1) ?? []);
}

/** The three times of a question on re-read articles: `recordedBy` falls before, between and after the corrections. */
export const anyTimesOfReadings: fc.Arbitrary<Times> = fc
  .record({
    times: anyTimes,
    recordedBy: fc.option(
      fc.integer({ min: 0, max: 40 }).map((second) => recordedAt(second)),
      { freq: 2 },
    ),
  })
  .map(({ times, recordedBy }) => ({ ...times, recordedBy }));

/** The history that recording the readings in this order leaves, one event a second; an article is compared when it is first read. */
export function recordedReadings(readings: readonly ReadingOfDeal[]): RecordedReport[] {
  const events: DealEvent[] = [];
  let state = initialDeal;
  for (const reading of comparedInOrder(readings)) {
    const next = recordReading(state, reading, READING_RULES);
    state = next.reduce(evolveDeal, state);
    events.push(...next);
  }
  return historyOf(events.map((event, index) => ({ event, recordedAt: recordedAt(index), position: `${index + 1}` })));
}
