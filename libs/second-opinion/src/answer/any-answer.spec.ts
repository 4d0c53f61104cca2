import { checkReport, startOf, textHashOf } from '@dealwatch/domain';
import fc from 'fast-check';
import { ARTICLE, answered, DELIVERED, PAID, READING, SIGNED, TALKS } from '../../test/fixtures';
import { INQUIRIES } from '../inquiry';
import { claimKey } from '../merge/same-event';
import type { OpinedReport } from '../reading';
import { MOST_EVENTS } from './read-answer';

const goodDate = fc.constantFrom(null, '2024-06-11', '2024-06', '2019', '1900-01-01');
const goodEvent = fc
  .record({
    type: fc.constantFrom('ContractSigned', 'DeliveryAnnounced', 'NegotiationsReported', 'PaymentMade'),
    polarity: fc.constantFrom('affirmed', 'denied'),
    supplier: fc.constantFrom('KR', 'US'),
    system: fc.constantFrom('K2', 'K-2', 'Abrams'),
    tranche: fc.constantFrom(null, 1, 2),
    occurredOn: goodDate,
    expectedOn: fc.constantFrom(null, '2030', '2024-06-13'),
    quantity: fc.constantFrom(null, { amount: 3, unit: 'tanks' }),
    quote: fc.constantFrom(SIGNED, TALKS, DELIVERED, PAID, `${SIGNED} ${TALKS}`),
    salience: fc.constantFrom('news', 'background'),
  })
  .map(answered);

const nonsense = fc.oneof(
  fc.constantFrom<unknown>(
    'ZZ',
    'PL',
    '',
    'constructor',
    '__proto__',
    '2024-06-13',
    '2024-02-30',
    '0000',
    -1,
    1.5,
    1e300,
  ),
  fc.constantFrom<unknown>(
    'the tanks',
    'Poland left NATO.',
    'K2\u0000',
    { amount: null, unit: 'x' },
    { amount: 1, unit: '' },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
/** Right but for up to two of its fields, which hold anything. */
const anyEvent = fc
  .tuple(goodEvent, fc.subarray(Object.keys(answered()), { maxLength: 2 }), nonsense)
  .map(([event, spoilt, value]) => ({ ...event, ...Object.fromEntries(spoilt.map((name) => [name, value])) }));
const anyNumber = fc.oneof(fc.constantFrom(1, 2, 3, 0), fc.jsonValue({ maxDepth: 1 }));
const anyEvents = fc.oneof(fc.array(anyEvent, { maxLength: 12 }), fc.jsonValue());
const anySentences = fc.array(fc.record({ number: anyNumber, events: anyEvents }), { maxLength: 6 });
/** The words of an answer, mostly of about the right form. */
const wordsOf = (answers: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 6, arbitrary: answers.map((answer) => JSON.stringify(answer)) },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
const articleWords = wordsOf(fc.record({ events: anyEvents }));
const doubtsWords = wordsOf(fc.record({ sentences: anySentences }));

function checkInvariants(reports: readonly OpinedReport[]) {
  for (const report of reports) {
    checkReport(report, ARTICLE.text.length);
    expect(report.quoteHash).toBe(textHashOf(ARTICLE.text.slice(report.start, report.end)));
    const { occurredOn } = report.claim;
    if (occurredOn !== null) expect(startOf(occurredOn) <= ARTICLE.publishedOn).toBe(true);
    if (report.explanation.secondOpinion.voice === 'model') expect(report.confidence).toBeLessThanOrEqual(0.7);
  }
  expect(new Set(reports.map(claimKey)).size).toBe(reports.length);
  expect(reports.length).toBeLessThanOrEqual(READING.reports.length + MOST_EVENTS);
}

const doubtOf = (quote: string) => {
  const start = ARTICLE.text.indexOf(quote);
  return { start, end: start + quote.length, type: 'PaymentMade', probability: 0.4 } as const;
};
const DOUBTFUL = { ...READING, doubts: [doubtOf(DELIVERED), doubtOf(PAID)] };

describe('whatever a model answers', () => {
  it('about a whole article, each report is quoted, dated and named as it must be, and none of the rules’ is lost', () => {
    let accepted = 0;
    fc.assert(
      fc.property(articleWords, (words) => {
        const conclusion = INQUIRIES.articles(ARTICLE, READING)?.conclude(words) ?? null;
        if (conclusion === null) return;
        checkInvariants(conclusion.reports);
        const ofRules = conclusion.reports.filter(({ explanation }) => explanation.secondOpinion.voice !== 'model');
        expect(ofRules).toHaveLength(READING.reports.length);
        accepted += conclusion.reports.length - ofRules.length;
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('about sentences, each report is quoted, dated and named as it must be, and what the rules are sure of stays', () => {
    let accepted = 0;
    fc.assert(
      fc.property(doubtsWords, (words) => {
        const conclusion = INQUIRIES.doubts(ARTICLE, DOUBTFUL)?.conclude(words) ?? null;
        if (conclusion === null) return;
        checkInvariants(conclusion.reports);
        expect(conclusion.reports.some(({ start, confidence }) => start === 0 && confidence >= 0.9)).toBe(true);
        accepted += conclusion.reports.filter(({ explanation }) => explanation.secondOpinion.voice !== 'rules').length;
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
