import { type ToldArticle, told } from '@dealwatch/testing';
import type { RecordedReport } from './history';
import type { ArticleId, Day } from './ids';
import { registrableDomain, sourceKeys } from './sources';
import { timelineAt } from './timeline';

const event = ['ContractSigned 2017-09'];
const sources = (...articles: Omit<ToldArticle, 'events'>[]): number | undefined =>
  timelineAt(told(...articles.map((article) => ({ ...article, events: event }))), {
    asOf: '2030-01-01' as Day,
    knownBy: null,
    recordedBy: null,
  })[0]?.sources;

test.each([
  ['https://www.example.org/a', 'example.org'],
  ['http://user@News.Example.co.uk:8080/a?b=https://other.org', 'example.co.uk'],
  ['https://ssb.gov.tr', 'ssb.gov.tr'],
  ['https://t.co/abc', 't.co'],
  ['https://10.0.0.1/a', '10.0.0.1'],
  ['example.org/a', null],
  ['https://localhost/a', null],
  [null, null],
])('the registrable domain of %s is %s', (url, domain) => {
  expect(registrableDomain(url)).toBe(domain);
});

test('two articles of one domain are one source, of two domains two', () => {
  expect(
    sources({ on: '2019-01-01', url: 'https://a.example.org/1' }, { on: '2019-01-02', url: 'https://b.example.org/2' }),
  ).toBe(1);
  expect(
    sources({ on: '2019-01-01', url: 'https://example.org/1' }, { on: '2019-01-02', url: 'https://example.com/2' }),
  ).toBe(2);
});

test('whom an article quotes counts, not who prints it', () => {
  const quoting = { origin: 'wire one' };
  expect(
    sources({ on: '2019-01-01', source: 'A', ...quoting }, { on: '2019-01-02', source: 'B', origin: 'Wire  One' }),
  ).toBe(1);
});

test('without URL the name counts, without name the article', () => {
  expect(sources({ on: '2019-01-01', source: 'Daily' }, { on: '2019-01-02', source: ' daily' })).toBe(1);
  expect(sources({ on: '2019-01-01' }, { on: '2019-01-02' })).toBe(2);
});

test('a copy shares the key of the earliest article with its text', () => {
  const copies = told(
    { on: '2019-01-02', source: 'B', text: 'The same.', events: event },
    { on: '2019-01-01', source: 'A', text: 'The same.', events: event },
    { on: '2019-01-03', source: 'C', text: 'Another.', events: event },
  );
  expect([...sourceKeys(copies).values()]).toEqual(['a', 'a', 'c']);
});

describe('near copies', () => {
  const one = { on: '2019-01-01', source: 'A', story: 'one', events: event };
  const two = { on: '2019-01-02', source: 'B', story: 'one', events: event };
  const three = { on: '2019-01-03', source: 'C', story: 'one', events: event };

  test('share the key of the earliest published, whichever was loaded first', () => {
    for (const order of [
      [one, two, three],
      [three, two, one],
      [two, three, one],
    ])
      expect(new Set(sourceKeys(told(...order)).values())).toEqual(new Set(['a']));
  });

  test('count together over a chain of edits, each near the last', () => {
    const [first, ...rest] = told(one, { ...two, story: 'one' });
    const later = told(three).map((entry) => named(entry, rest[0]?.report.article.articleId));
    expect([...sourceKeys([first, ...rest, ...later].flatMap((entry) => entry ?? [])).values()]).toEqual([
      'a',
      'a',
      'a',
    ]);
  });

  test('that are both repeated by a later digest stay two sources', () => {
    const independent = told({ ...one, story: 'x' }, { ...two, story: 'y' });
    const digest = told({ ...three, story: 'z' }).map((entry) =>
      named(entry, ...independent.map(({ report }) => report.article.articleId)),
    );
    expect([...sourceKeys([...independent, ...digest]).values()]).toEqual(['a', 'b', 'a']);
  });

  test('of articles that are not visible are none', () => {
    const [, copy] = told(one, two);
    expect([...sourceKeys(copy ? [copy] : []).values()]).toEqual(['b']);
  });

  function named(entry: RecordedReport, ...ids: readonly (ArticleId | undefined)[]): RecordedReport {
    const nearCopies = ids.flatMap((id) => id ?? []);
    return { ...entry, report: { ...entry.report, article: { ...entry.report.article, nearCopies } } };
  }
});

test.each([
  ['as it signs its articles', { source: 'Wire One', url: 'https://w1.example/1' }],
  ['as its domain is named', { url: 'https://www.wire-one.com/1' }],
])('an outlet that is quoted and an article of its own are one source: %s', (_, own) => {
  expect(sources({ on: '2019-01-01', ...own }, { on: '2019-01-02', source: 'B', origin: 'wire one' })).toBe(1);
});
