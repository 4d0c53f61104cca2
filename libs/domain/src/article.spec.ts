import {
  type ArticleState,
  articleStream,
  evolveArticle,
  initialArticle,
  receiveArticle,
  recordExtraction,
  skipArticle,
} from './article';
import type { ArticleEvent, ArticleReceived } from './article-events';
import type { ExtractedReport } from './claim';
import { parseDay } from './day';
import { articleIdOf, textHashOf } from './identity';
import { logIdOf } from './log-id';
import { parsePartialDate } from './partial-date';

const identity = {
  textHash: textHashOf('Alpha signed.'),
  publishedOn: parseDay('2024-03-02'),
  url: 'https://example.org/a',
  source: null,
};
const article: ArticleReceived['data'] = {
  ...identity,
  articleId: articleIdOf(identity),
  title: null,
  language: 'en',
  textLength: 13,
  copyOf: null,
  revisionOf: null,
};
const report: ExtractedReport = {
  deal: { supplier: 'SE', recipient: 'BR', system: 'Gripen' },
  claim: {
    type: 'ContractSigned',
    polarity: 'affirmed',
    tranche: null,
    occurredOn: parsePartialDate('2024-03'),
    expectedOn: null,
  },
  actors: [],
  quantity: null,
  value: null,
  salience: 'news',
  confidence: 0.9,
  start: 0,
  end: 13,
  quoteHash: textHashOf('Alpha signed.'),
  origin: null,
};
const extraction = { extractor: 'rules@1.0.0', reports: [report] };
const given = (...events: ArticleEvent[]): ArticleState => events.reduce(evolveArticle, initialArticle);
const received: ArticleEvent = { type: 'ArticleReceived', data: article };
const today = parseDay('2024-03-02');

test('an article is received once', () => {
  expect(receiveArticle(initialArticle, { article, today })).toEqual([received]);
  expect(receiveArticle(given(received), { article, today })).toEqual([]);
});

test('a publication day in the future is refused, today is not', () => {
  expect(() => receiveArticle(initialArticle, { article, today: parseDay('2024-03-01') })).toThrow(
    expect.objectContaining({ code: 'invalid-date', pointer: '/publishedOn' }),
  );
});

test('an id that is not of this text is refused', () => {
  const other = { ...article, textHash: textHashOf('Beta signed.') };
  expect(() => receiveArticle(initialArticle, { article: other, today })).toThrow(
    expect.objectContaining({ code: 'invalid-article' }),
  );
});

test('an extractor version is recorded once, another version again, and so is the first when it comes back', () => {
  const first = recordExtraction(given(received), extraction);
  expect(first).toEqual([{ type: 'ArticleExtracted', data: { articleId: article.articleId, ...extraction } }]);
  expect(recordExtraction(given(received, ...first), extraction)).toEqual([]);
  const second = recordExtraction(given(received, ...first), { ...extraction, extractor: 'rules@1.1.0' });
  expect(second).toMatchObject([{ data: { extractor: 'rules@1.1.0', reading: 2 } }]);
  const third = recordExtraction(given(received, ...first, ...second), extraction);
  expect(third).toMatchObject([{ data: { extractor: 'rules@1.0.0', reading: 3 } }]);
  expect(new Set([...first, ...second, ...third].map(logIdOf)).size).toBe(3);
});

test('the same version that finds something else is recorded as a further reading', () => {
  const first = recordExtraction(given(received), extraction);
  const unsure = { ...extraction, reports: [{ ...report, confidence: 0.5 }] };
  expect(recordExtraction(given(received, ...first), unsure)).toMatchObject([{ data: { reading: 2 } }]);
});

test('nothing is recorded of an article that was never received', () => {
  expect(() => recordExtraction(initialArticle, extraction)).toThrow(
    expect.objectContaining({ code: 'article-unknown' }),
  );
  expect(() => skipArticle(initialArticle, 'unsupported-language')).toThrow(
    expect.objectContaining({ code: 'article-unknown' }),
  );
});

test.each([
  ['/end', { end: 14 }],
  ['/start', { start: -1 }],
  ['/confidence', { confidence: 1.2 }],
  ['/quoteHash', { quoteHash: 'abc' }],
  ['/claim/tranche', { claim: { ...report.claim, tranche: 0 } }],
  ['/claim/occurredOn', { claim: { ...report.claim, occurredOn: '2024-02-30' } }],
  ['/claim/expectedOn', { claim: { ...report.claim, expectedOn: '2025' } }],
  ['/claim/type', { claim: { ...report.claim, type: 'ContractLost' } }],
  ['/deal/supplier', { deal: { ...report.deal, supplier: 'Sweden' } }],
])('a report with a wrong %s is refused before any event is built', (field, change) => {
  const reports = [report, { ...report, ...change } as ExtractedReport];
  expect(() => recordExtraction(given(received), { ...extraction, reports })).toThrow(
    expect.objectContaining({ pointer: expect.stringContaining(field) }),
  );
});

test('an article is skipped once, and not after it was read', () => {
  const skipped = skipArticle(given(received), 'unsupported-language');
  expect(skipped).toEqual([
    { type: 'ArticleSkipped', data: { articleId: article.articleId, reason: 'unsupported-language', language: 'en' } },
  ]);
  expect(skipArticle(given(received, ...skipped), 'unsupported-language')).toEqual([]);
  const read = recordExtraction(given(received), extraction);
  expect(skipArticle(given(received, ...read), 'unsupported-language')).toEqual([]);
});

test('the stream is named after the article', () => {
  expect(articleStream(article.articleId)).toBe(`article:${article.articleId}`);
});

test('an extraction keeps no words of the text: reasons that an extractor adds stay outside the log', () => {
  const explained = { ...report, explanation: { trigger: 'signed' } };
  const [event] = recordExtraction(given(received), { ...extraction, reports: [explained] });
  expect(event?.data.reports).toEqual([report]);
});
