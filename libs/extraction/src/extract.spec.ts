import { checkReport, type Day, textHashOf } from '@dealwatch/domain';
import * as fc from 'fast-check';
import { EXTRACTOR, extract } from './extract';
import { LEAST_CONFIDENCE } from './read-article';

const publishedOn = '2024-06-12' as Day;
const STORY =
  'WARSAW, June 12 (Wire) - Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.\n\n' +
  'The deal is worth $6.7 billion. Deliveries are expected to begin in 2026, Defence Minister Jan Wzorek said.\n\n' +
  'In 2022 Warsaw bought a first batch of the tanks, and all of them have been delivered.';

describe('extract', () => {
  it('names itself and explains each report', () => {
    const { extractor, reports } = extract({ text: STORY, title: 'Poland buys more K2 tanks', publishedOn });
    expect(extractor).toBe(EXTRACTOR);
    expect(reports.length).toBeGreaterThan(2);
    for (const { explanation, confidence } of reports) {
      expect(explanation.rule).toMatch(/^(?:[a-z-]+ × [a-z-]+|statistical layer)$/);
      expect(explanation.learnt?.words.length).toBeGreaterThan(0);
      expect(explanation.systemFrom).not.toBe('');
      expect(confidence).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
    }
  });

  it('dates, counts and prices the news', () => {
    const signed = extract({ text: STORY, title: null, publishedOn }).reports.find(
      ({ claim }) => claim.type === 'ContractSigned',
    );
    expect(signed).toMatchObject({
      claim: { occurredOn: '2024-06-11' },
      deal: { supplier: 'KR', recipient: 'PL', system: 'K2' },
      quantity: { amount: 180 },
      salience: 'news',
    });
  });

  it('gives the same answer again', () => {
    const article = { text: STORY, title: null, publishedOn };
    expect(JSON.stringify(extract(article))).toBe(JSON.stringify(extract(article)));
  });

  it('says nothing about an article without weapons', () => {
    expect(
      extract({ text: 'The striker signed a contract with the club from Peru on Friday.', title: null, publishedOn })
        .reports,
    ).toEqual([]);
  });

  it('quotes the text as it stands and keeps to the rules of reports', () => {
    const words = STORY.split(/(?<= )/);
    const noise = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('S-400 ', 'Turkey ', 'Russia ', 'signed ', '“', '. ', '\n', '\u00a0', '2019 ', 'will deliver '),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 60 }), fc.option(fc.string()), (parts, title) => {
        const text = parts.join('');
        for (const report of extract({ text, title, publishedOn }).reports) {
          checkReport(report, text.length);
          expect(report.quoteHash).toBe(textHashOf(text.slice(report.start, report.end)));
        }
      }),
      { numRuns: 300 },
    );
  });
});
