import { type ToldArticle, told } from '@dealwatch/testing';
import type { Day } from './ids';
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
