import { join } from 'node:path';
import type { Day } from '@dealwatch/domain';
import { loadModels } from './model/load';
import { LEAST_CONFIDENCE, readArticle } from './read-article';

const PUBLISHED = '2024-06-12' as Day;
const MODEL = join(__dirname, '../model');
const ARTICLES: [text: string, title: string | null][] = [
  [
    'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.\n\nDeliveries will begin in 2026, the ministry said.',
    'Poland buys K2 tanks',
  ],
  [
    'Peru has ordered 24 Gripen jets from Sweden. The first of them was delivered in May, the air force in Lima said at a show! 🚀🚀🚀',
    null,
  ],
  ['The striker signed a contract with the club on Friday.', null],
  [`Turkey may buy S-400s from Russia.${' It signed for the second batch of the S-400 in 2021.'.repeat(30)} `, null],
  ['', ''],
];

describe('the reading of an article', () => {
  it('is the same again, whatever was read between, and with the models read afresh', () => {
    const read = (articles: typeof ARTICLES) =>
      articles.map(([text, title]) => JSON.stringify(readArticle(text, title, PUBLISHED)));
    const first = read(ARTICLES);
    expect(read([...ARTICLES].reverse()).reverse()).toEqual(first);
    const afresh = ARTICLES.map(([text, title]) => readArticle(text, title, PUBLISHED, loadModels(MODEL)));
    expect(afresh.map((reading) => JSON.stringify(reading))).toEqual(first);
  });

  it.each([
    ['Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.', 'ContractSigned KR>PL K2 2024-06-11'],
    ['Sweden delivered six Gripen jets to Peru on Monday.', 'DeliveryMade SE>PE Gripen 2024-06-10'],
    ['Turkey cancelled its contract with Russia for S-400 systems on Monday.', 'DealCancelled RU>TR S-400 2024-06-10'],
  ])('finds what a plain sentence says: %s', (text, expected) => {
    const told = readArticle(text, null, PUBLISHED).events.map(
      ({ type, deal, occurredOn }) => `${type} ${deal.supplier}>${deal.recipient} ${deal.system} ${occurredOn}`,
    );
    expect(told).toContain(expected);
  });

  it('reports what it is sure enough of, and doubts what falls short', () => {
    for (const [text, title] of ARTICLES) {
      const { events, doubts } = readArticle(text, title, PUBLISHED);
      for (const { confidence } of events) {
        expect(confidence).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
        expect(confidence).toBeLessThanOrEqual(1);
      }
      for (const { probability, start, end } of doubts) {
        expect(probability).toBeLessThan(LEAST_CONFIDENCE);
        expect(probability).toBeGreaterThan(0);
        expect(text.slice(start, end).trim()).not.toBe('');
      }
    }
  });

  it('stands in the order of the text', () => {
    const [text, title] = ARTICLES[0] as (typeof ARTICLES)[number];
    const starts = readArticle(text, title, PUBLISHED).events.map(({ start }) => start);
    expect(starts.length).toBeGreaterThan(1);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});
