import {
  anyMentions,
  anyTimes,
  GENERATED_DEAL,
  oracleStatus,
  oracleTimeline,
  outlineOf,
  recordedHistory,
  timelineOutline,
} from '@dealwatch/testing';
import fc from 'fast-check';
import type { Mention } from './deal';
import type { RecordedReport, Times } from './history';
import { dealIdOf } from './identity';
import type { EventId } from './ids';
import { statusAt } from './status';
import type { DealStatus } from './status-model';
import { timelineAt } from './timeline';

const deal = { id: dealIdOf(GENERATED_DEAL), key: GENERATED_DEAL };
const status = (history: readonly RecordedReport[], times: Times): DealStatus => statusAt(deal, history, times);
const everything = (times: Times): Times => ({ ...times, recordedBy: null });

const shuffled = anyMentions.chain((mentions) =>
  fc.record({
    mentions: fc.constant(mentions),
    other: fc.shuffledSubarray(mentions, { minLength: mentions.length }),
    times: anyTimes,
  }),
);

test('the status equals that of the slow oracle at any three times', () => {
  fc.assert(
    fc.property(anyMentions, anyTimes, (mentions, times) => {
      const history = recordedHistory(mentions);
      expect(outlineOf(status(history, times))).toEqual(oracleStatus(history, times));
    }),
    { numRuns: 800 },
  );
});

test('the timeline equals that of the slow oracle at any three times', () => {
  fc.assert(
    fc.property(anyMentions, anyTimes, (mentions, times) => {
      const history = recordedHistory(mentions);
      expect(timelineOutline(timelineAt(history, times))).toEqual(oracleTimeline(history, times));
    }),
    { numRuns: 500 },
  );
});

test('the mentions that the laws are tried on are reports of their own', () => {
  const place = ({ article, report: { claim, start } }: Mention): string =>
    JSON.stringify([article.articleId, claim, start]);
  fc.assert(
    fc.property(anyMentions, (mentions) => new Set(mentions.map(place)).size === mentions.length),
    { numRuns: 2000 },
  );
});

test('any order of loading gives the same status and timeline', () => {
  fc.assert(
    fc.property(shuffled, ({ mentions, other, times }) => {
      const [one, two] = [recordedHistory(mentions), recordedHistory(other)];
      expect(status(two, everything(times))).toEqual(status(one, everything(times)));
      expect(timelineAt(two, everything(times))).toEqual(timelineAt(one, everything(times)));
    }),
    { numRuns: 300 },
  );
});

test('a history that repeats its reports gives the same status', () => {
  fc.assert(
    fc.property(shuffled, ({ mentions, other, times }) => {
      const history = recordedHistory(mentions);
      const later = recordedHistory(other).map((entry) => ({
        ...entry,
        recordedAt: '2022-02-01T00:00:00.000Z' as typeof entry.recordedAt,
      }));
      expect(status([...later, ...history], times)).toEqual(status(history, times));
    }),
    { numRuns: 200 },
  );
});

test('knownBy is the same as never having seen later articles, recordedBy as never having recorded later events', () => {
  fc.assert(
    fc.property(anyMentions, anyTimes, (mentions, times) => {
      const history = recordedHistory(mentions);
      const kept = history.filter(
        ({ report, recordedAt }) =>
          (times.knownBy === null || report.article.publishedOn <= times.knownBy) &&
          (times.recordedBy === null || recordedAt <= times.recordedBy),
      );
      expect(status(kept, times)).toEqual(status(history, times));
    }),
    { numRuns: 200 },
  );
});

test('nothing that happened after asOf shows: dropping those reports changes nothing once the steps are known', () => {
  fc.assert(
    fc.property(anyMentions, anyTimes, (mentions, times) => {
      const history = recordedHistory(mentions);
      const shown = timelineAt(history, times);
      expect(shown.every(({ from }) => from <= times.asOf)).toBe(true);
      const eventIds = new Set(shown.flatMap(({ events }) => events.map(({ eventId }) => eventId)));
      const all = timelineAt(history, { ...times, asOf: '9999-12-31' as Times['asOf'] });
      const later = all
        .filter(({ from }) => from > times.asOf)
        .flatMap(({ events }) => events.map(({ eventId }) => eventId));
      expect(later.some((eventId) => eventIds.has(eventId))).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('what a reader of the day was shown is shown for that day by hindsight too, or better dated', () => {
  const shownOn = (history: readonly RecordedReport[], asOf: Times['asOf'], knownBy: Times['knownBy']): EventId[] =>
    timelineAt(history, { asOf, knownBy, recordedBy: null }).flatMap(({ events }) =>
      events.map(({ eventId }) => eventId),
    );
  fc.assert(
    fc.property(anyMentions, anyTimes, (mentions, { asOf }) => {
      const history = recordedHistory(mentions);
      expect(shownOn(history, asOf, null)).toEqual(expect.arrayContaining(shownOn(history, asOf, asOf)));
    }),
    { numRuns: 300 },
  );
});

test('a status is plain data: through JSON and back it is the same', () => {
  fc.assert(
    fc.property(anyMentions, anyTimes, (mentions, times) => {
      const answer = status(recordedHistory(mentions), times);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    }),
    { numRuns: 100 },
  );
});
