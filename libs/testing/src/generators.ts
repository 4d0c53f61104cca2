import {
  articleIdOf,
  type Claim,
  type DealEvent,
  type DealKey,
  dealIdOf,
  EVENT_TYPES,
  type EventType,
  eventIdOf,
  historyOf,
  initialDeal,
  isForwardType,
  type Mention,
  type PartialDate,
  parseDay,
  parseInstant,
  parsePartialDate,
  type Recorded,
  type RecordedReport,
  recordReports,
  reportIdOf,
  type Times,
  textHashOf,
} from '@dealwatch/domain';
import fc from 'fast-check';

/** The deal that all generated mentions speak of. */
export const GENERATED_DEAL: DealKey = { supplier: 'AA', recipient: 'BB', system: 'System X' };

/**
 * Dates close enough to each other that they join, contradict and settle one another: chains of one year, both sides of
 * a month, more and less than a year apart.
 */
const DATES = [
  ...[
    '2017',
    '2017-03',
    '2017-09',
    '2017-09-12',
    '2017-09-13',
    '2018',
    '2018-03-31',
    '2018-04',
    '2018-04-03',
    '2018-05-03',
  ],
  ...[
    '2018-10',
    '2019',
    '2019-07',
    '2019-07-12',
    '2019-08-12',
    '2019-12-13',
    '2019-12-14',
    '2020-04',
    '2020-12',
    '2021-09',
  ],
].map((date) => parsePartialDate(date));

/** Dates that lie as some rules need them: a vague second signature, days inside a month, one day and the next. */
const CLUSTERS = [
  ['2017-09', '2017-09-12', '2019', '2020-12'],
  ['2019-07', '2019-07-12', '2019-07-25'],
  ['2019-12-13', '2019-12-14'],
].map((dates) => dates.map((date) => parsePartialDate(date)));

const DAYS = [
  '2017-09-12',
  '2017-12-31',
  '2018-04-03',
  '2018-04-04',
  '2019-07-31',
  '2019-12-14',
  '2020-05-01',
  '2021-11-17',
].map((day) => parseDay(day));

const TEXTS = ['Alpha.', 'Beta.', 'Gamma.', 'Delta.'];
/** Texts that are near copies of each other; Alpha and Gamma are not, but by way of Beta. */
const NEAR_TEXTS = [
  ['Alpha.', 'Beta.'],
  ['Beta.', 'Gamma.'],
].map((texts) => texts.map(textHashOf));
const PLACES = [
  { url: 'https://www.example.org/one', source: 'Example' },
  { url: 'http://news.example.org/two', source: null },
  { url: null, source: 'The Daily' },
  { url: null, source: 'Wire One' },
  { url: null, source: null },
];

const anyArticle = fc
  .record({ text: fc.constantFrom(...TEXTS), publishedOn: fc.constantFrom(...DAYS), place: fc.constantFrom(...PLACES) })
  .map(({ text, publishedOn, place }): Mention['article'] => {
    const identity = { textHash: textHashOf(text), publishedOn, ...place };
    return { articleId: articleIdOf(identity), ...identity };
  });

const orNull = <T>(values: readonly T[]): fc.Arbitrary<T | null> => fc.option(fc.constantFrom(...values), { freq: 6 });

/** What a single history is made of: few types and few dates, so that its mentions meet. */
interface Ingredients {
  readonly types: readonly EventType[];
  readonly dates: readonly PartialDate[];
  readonly expected: readonly PartialDate[];
}

function anyClaim({ types, dates, expected }: Ingredients): fc.Arbitrary<Claim> {
  return fc
    .record({
      type: fc.constantFrom(...types),
      polarity: fc.constantFrom('affirmed' as const, 'affirmed' as const, 'affirmed' as const, 'denied' as const),
      tranche: fc.constantFrom(null, null, null, 1, 2),
      occurredOn: orNull(dates),
      expectedOn: orNull(expected),
    })
    .map((claim) => ({ ...claim, expectedOn: isForwardType(claim.type) ? claim.expectedOn : null }) as Claim);
}

function anyMention(ingredients: Ingredients): fc.Arbitrary<Mention> {
  const details = fc.record({
    article: anyArticle,
    claim: anyClaim(ingredients),
    actors: fc.subarray(['AA', 'BB', 'A ministry']),
    quantity: fc.constantFrom(null, null, { amount: 4, unit: 'batteries' }, { amount: 6, unit: 'batteries' }),
    value: fc.constantFrom(
      null,
      null,
      { amount: 2e9, unit: 'USD' },
      { amount: 2.5e9, unit: 'USD' },
      { amount: 2e9, unit: 'EUR' },
    ),
    salience: fc.constantFrom('news' as const, 'background' as const),
    confidence: fc.constantFrom(0.4, 0.7, 1),
    origin: fc.constantFrom(null, null, null, 'wire one', 'example'),
    start: fc.integer({ min: 0, max: 2 }),
  });
  return details.map(({ article, start, ...rest }) => ({
    article,
    extractor: 'generated@1.0.0',
    report: {
      ...rest,
      deal: GENERATED_DEAL,
      start,
      end: start + 2,
      quoteHash: textHashOf(`${start}`),
    },
  }));
}

const unique = {
  selector: ({ article, report: { claim, start, end } }: Mention) =>
    reportIdOf(eventIdOf(dealIdOf(GENERATED_DEAL), claim), article.articleId, start, end),
};

/** Groups of types that act on each other, so that a handful of mentions is enough to meet a rule. */
const THEMES: readonly (readonly EventType[])[] = [
  ['ContractSigned', 'NegotiationsReported', 'InterestExpressed', 'AgreementReached'],
  ['ContractSigned', 'NegotiationsReported'],
  ['DealSuspended', 'OfferMade'],
  ['ContractSigned', 'DealSuspended', 'DealCancelled', 'ExportBlocked', 'ExportApproved'],
  ['DeliveryAnnounced', 'DeliveryRescheduled', 'DeliveryStarted', 'DeliveryCompleted', 'DealCancelled'],
  ['DeliveryMade', 'DeliveryCompleted'],
  ['DeliveryAnnounced'],
  ['DeliveryMade'],
  ['ActivationScheduled', 'SystemActivated', 'TechTransferProposed', 'TechTransferRefused'],
  ['SanctionsThreatened', 'SanctionsImposed', 'SanctionsLifted', 'ContractSigned'],
  ['ContractSigned'],
  ['ContractSigned', 'DeliveryStarted'],
  ['DeliveryMade', 'ContractSigned'],
  EVENT_TYPES,
];

/**
 * Mentions of one deal in several articles: tranches, denials, halts, rounds, copies and partial dates among them. Each is
 * a report of its own: what later readings of a place correct is tried on `anyReadings`.
 */
export const anyMentions: fc.Arbitrary<Mention[]> = fc
  .record({
    types: fc.constantFrom(...THEMES),
    dates: fc.oneof(fc.subarray(DATES, { minLength: 2, maxLength: 7 }), fc.constantFrom(...CLUSTERS)),
    expected: fc.oneof(fc.subarray(DATES, { minLength: 1, maxLength: 3 }), fc.constantFrom(...CLUSTERS)),
  })
  .chain((ingredients) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.uniqueArray(anyMention(ingredients), { ...unique, minLength: 1, maxLength: 4 }) },
      {
        weight: 3,
        arbitrary: fc.uniqueArray(anyMention(ingredients), { ...unique, minLength: 5, maxLength: 16, size: 'max' }),
      },
    ),
  );

/** The three times of a question, near the dates of the generated mentions. */
export const anyTimes: fc.Arbitrary<Times> = fc.record({
  asOf: fc.constantFrom(
    ...DAYS,
    parseDay('2017-09-20'),
    parseDay('2018-04-15'),
    parseDay('2019-06-01'),
    parseDay('2019-07-12'),
    parseDay('2021-12-31'),
    parseDay('2030-01-01'),
    parseDay('2030-01-02'),
  ),
  knownBy: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constantFrom(...DAYS) }),
  recordedBy: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 12 }).map((second) => recordedAt(second)) },
  ),
});

/**
 * Mentions or readings as they are recorded in this order: each article names the near copies among those that came before it, as
 * it would have found them in the index.
 */
export function comparedInOrder<Read extends Pick<Mention, 'article'>>(inOrder: readonly Read[]): Read[] {
  const articles = new Map<string, Mention['article']>();
  return inOrder.map((read) => {
    const { articleId, textHash } = read.article;
    const near = NEAR_TEXTS.filter((texts) => texts.includes(textHash)).flat();
    const found = [...articles.values()].filter(
      (other) => other.textHash !== textHash && near.includes(other.textHash),
    );
    const nearCopies = found.map((other) => other.articleId);
    const article = articles.get(articleId) ?? { ...read.article, ...(nearCopies.length > 0 && { nearCopies }) };
    articles.set(articleId, article);
    return { ...read, article };
  });
}

/** The stream that recording the mentions in this order leaves, one event a second from noon of 2 January 2022. */
export function recordedStream(mentions: readonly Mention[]): Recorded<DealEvent>[] {
  return recordReports(initialDeal, comparedInOrder(mentions)).map((event, index) => ({
    event,
    recordedAt: recordedAt(index),
    position: `${index + 1}`,
  }));
}

/** The history that recording the mentions in this order leaves. */
export function recordedHistory(mentions: readonly Mention[]): RecordedReport[] {
  return historyOf(recordedStream(mentions));
}

/** The moment at which the generated histories record their event number `second`, counted from 0. */
export function recordedAt(second: number): Recorded<DealEvent>['recordedAt'] {
  const [minutes, seconds] = [Math.floor(second / 60), second % 60].map((part) => String(part).padStart(2, '0'));
  return parseInstant(`2022-01-02T12:${minutes}:${seconds}Z`);
}
