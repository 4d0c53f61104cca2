import {
  articleIdOf,
  dealIdOf,
  EVENT_TYPES,
  type ExtractedReport,
  historyOf,
  initialDeal,
  type Mention,
  parseDay,
  parseInstant,
  recordReports,
  statusAt,
  textHashOf,
  timelineAt,
} from '@dealwatch/domain';

const KEY = { supplier: 'AA', recipient: 'BB', system: 'System X' };
const ROUNDS = 15;

/** Milliseconds to record, fold and list one deal of many reports; medians, all event types mixed, four in five dated. */
function main(): void {
  for (const size of [100, 1_000, 5_000]) {
    const mentions = Array.from({ length: size }, (_, index) => mention(index));
    const recordedAt = parseInstant('2026-01-01T00:00:00Z');
    const history = historyOf(
      recordReports(initialDeal, mentions).map((event) => ({ event, recordedAt, position: null })),
    );
    const times = { asOf: parseDay('2023-01-01'), knownBy: null, recordedBy: null };
    const figures = {
      reports: size,
      record: median(() => recordReports(initialDeal, mentions)),
      status: median(() => statusAt({ id: dealIdOf(KEY), key: KEY }, history, times)),
      timeline: median(() => timelineAt(history, times)),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
}

function median(run: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Number((times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0).toFixed(2));
}

/** The same sequence in every run: a linear congruential generator (Numerical Recipes). */
let seed = 1;
function below(limit: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed % limit;
}

function mention(index: number): Mention {
  const day = parseDay(
    `${2017 + below(6)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
  );
  const place = { url: `https://paper-${below(40)}.example/${index}`, source: null };
  const identity = { textHash: textHashOf(`${below(1_000)}`), publishedOn: day, ...place };
  const occurredOn = [day.slice(0, 4), day.slice(0, 7), day, day, null][below(5)] ?? null;
  const claim = {
    type: EVENT_TYPES[below(EVENT_TYPES.length)],
    polarity: below(10) ? 'affirmed' : 'denied',
    occurredOn,
  };
  const report = {
    deal: KEY,
    claim: { ...claim, tranche: [null, null, 1, 2][below(4)] ?? null, expectedOn: null } as ExtractedReport['claim'],
    ...{ actors: ['AA'], quantity: null, value: null, salience: 'news' as const, confidence: 0.9, origin: null },
    ...{ start: index, end: index + 9, quoteHash: textHashOf(`${index}`) },
  };
  return { article: { articleId: articleIdOf(identity), ...identity }, extractor: 'bench@1.0.0', report };
}

main();
