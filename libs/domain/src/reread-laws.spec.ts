import {
  anyReadings,
  anyTimesOfReadings,
  GENERATED_DEAL,
  oracleStatus,
  oracleTimeline,
  outlineOf,
  READING_RULES,
  recordedReadings,
  timelineOutline,
} from '@dealwatch/testing';
import fc from 'fast-check';
import { evolveDeal, initialDeal, type ReadingOfDeal, recordReading } from './deal';
import type { RecordedReport, Times } from './history';
import { dealIdOf } from './identity';
import { statusAt } from './status';
import { timelineAt } from './timeline';

const deal = { id: dealIdOf(GENERATED_DEAL), key: GENERATED_DEAL };
const answers = (history: readonly RecordedReport[], times: Times) => ({
  status: statusAt(deal, history, times),
  timeline: timelineAt(history, times),
});
const everything = (times: Times): Times => ({ ...times, recordedBy: null });

test('status and timeline of articles that were read anew equal those of the slow oracle at any three times', () => {
  fc.assert(
    fc.property(anyReadings, anyTimesOfReadings, ({ readings }, times) => {
      const history = recordedReadings(readings);
      const { status, timeline } = answers(history, times);
      expect(outlineOf(status)).toEqual(oracleStatus(history, times));
      expect(timelineOutline(timeline)).toEqual(oracleTimeline(history, times));
    }),
    { numRuns: 400 },
  );
});

test('articles that were read anew stand as if their last reading had been the first', () => {
  fc.assert(
    fc.property(anyReadings, anyTimesOfReadings, ({ readings }, times) => {
      const last = new Map(readings.map((reading) => [reading.article.articleId, reading]));
      const afresh = [...last.values()].map((reading) => ({ ...reading, reading: 1 }));
      expect(answers(recordedReadings(readings), everything(times))).toEqual(
        answers(recordedReadings(afresh), everything(times)),
      );
    }),
    { numRuns: 400 },
  );
});

test('any order of loading gives the same answers, as long as each article is read in its own order', () => {
  fc.assert(
    fc.property(anyReadings, anyTimesOfReadings, ({ readings, other }, times) => {
      expect(answers(recordedReadings(other), everything(times))).toEqual(
        answers(recordedReadings(readings), everything(times)),
      );
    }),
    { numRuns: 300 },
  );
});

test('recordedBy before a correction answers as if it had never come', () => {
  fc.assert(
    fc.property(anyReadings, anyTimesOfReadings, ({ readings }, times) => {
      const history = recordedReadings(readings);
      const { recordedBy } = times;
      const kept = history.filter(({ recordedAt }) => recordedBy === null || recordedAt <= recordedBy);
      expect(statusAt(deal, kept, times)).toEqual(statusAt(deal, history, times));
    }),
    { numRuns: 300 },
  );
});

test('the entries of a history may come in any order', () => {
  const shuffledHistory = anyReadings.chain(({ readings }) => {
    const history = recordedReadings(readings);
    return fc.record({
      history: fc.constant(history),
      other: fc.shuffledSubarray(history, { minLength: history.length }),
    });
  });
  fc.assert(
    fc.property(shuffledHistory, anyTimesOfReadings, ({ history, other }, times) => {
      expect(answers(other, times)).toEqual(answers(history, times));
    }),
    { numRuns: 200 },
  );
});

test('a reading that is recorded again adds nothing', () => {
  const recorded = (readings: readonly ReadingOfDeal[]) =>
    readings.reduce(
      (state, reading) => recordReading(state, reading, READING_RULES).reduce(evolveDeal, state),
      initialDeal,
    );
  fc.assert(
    fc.property(anyReadings, ({ readings }) => {
      const state = recorded(readings);
      const last = new Map(readings.map((reading) => [reading.article.articleId, reading]));
      for (const reading of last.values()) expect(recordReading(state, reading, READING_RULES)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
