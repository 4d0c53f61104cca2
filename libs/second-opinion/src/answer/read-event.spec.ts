import type { ExtractedReport } from '@dealwatch/domain';
import { ARTICLE, answered, PAYMENT, SIGNED } from '../../test/fixtures';
import { readEvent } from './read-event';

const read = (fields: Record<string, unknown>) => readEvent(answered(fields), ARTICLE, 0.6);
const report = (fields: Record<string, unknown>) => read(fields) as ExtractedReport;

describe('an event of an answer', () => {
  it('becomes a report with its place in the text', () => {
    expect(readEvent(PAYMENT, ARTICLE, 0.6)).toMatchObject({
      deal: { supplier: 'KR', recipient: 'PL', system: 'K2' },
      claim: { type: 'PaymentMade', occurredOn: '2024-05', expectedOn: null },
      value: { amount: 5e8, unit: 'USD' },
      confidence: 0.6,
      origin: null,
      start: ARTICLE.text.indexOf('A deposit'),
      end: ARTICLE.text.length,
    });
  });

  it.each([
    ['an unknown type', { type: 'DealRumoured' }, 'form'],
    ['an unknown polarity', { polarity: 'maybe' }, 'form'],
    ['a missing quote', { quote: undefined }, 'form'],
    ['a number as text', { tranche: '2' }, 'form'],
    ['actors that are no list', { actors: 'PL' }, 'form'],
    ['an invented quote', { quote: 'Poland cancelled the contract on Tuesday.' }, 'quote'],
    ['an unassigned code', { supplier: 'ZZ' }, 'state'],
    ['a withdrawn code', { supplier: 'SU' }, 'state'],
    ['a code in lower case', { recipient: 'pl' }, 'state'],
    ['a name for a code', { recipient: 'Poland' }, 'state'],
    ['one state on both sides', { supplier: 'PL' }, 'state'],
    ['no system', { system: ' ' }, 'system'],
    ['a system without letters', { system: '-/-' }, 'system'],
    [
      'a sentence for a system',
      { system: 'K2 tanks that were ordered in the summer of the year 2022 by them' },
      'system',
    ],
    ['markup for a system', { system: '<b>K2</b>' }, 'system'],
    ['a broken tranche', { tranche: 1.5 }, 'tranche'],
    ['tranche zero', { tranche: 0 }, 'tranche'],
    ['an impossible day', { occurredOn: '2024-02-30' }, 'date'],
    ['a date in words', { occurredOn: 'last Tuesday' }, 'date'],
    ['a year long gone', { occurredOn: '1066' }, 'date'],
    ['a day after publication', { occurredOn: '2024-06-13' }, 'after-publication'],
    ['a year after publication', { occurredOn: '2025' }, 'after-publication'],
    ['an impossible expected date', { type: 'DeliveryAnnounced', expectedOn: '2026-13' }, 'date'],
  ])('with %s is dropped', (_, fields, reason) => {
    expect(read(fields)).toBe(reason);
  });

  it.each([null, [], 'ContractSigned', 7, { events: [] }])('that is %j is dropped', (value) => {
    expect(readEvent(value, ARTICLE, 0.6)).toBe('form');
  });

  it('may be dated by the month or year of its publication', () => {
    expect(report({ occurredOn: '2024-06' }).claim.occurredOn).toBe('2024-06');
    expect(report({ occurredOn: '2024' }).claim.occurredOn).toBe('2024');
  });

  it('keeps an expected date only where its type carries one', () => {
    expect(report({ expectedOn: '2026' }).claim.expectedOn).toBeNull();
    expect(report({ type: 'DeliveryAnnounced', expectedOn: '2026' }).claim.expectedOn).toBe('2026');
  });

  it('names no actor that the article does not name', () => {
    const actors = ['PL', 'Warsaw', 'Jan Nobody', 'ZZ', 'warsaw', 'PL', '', 'x'.repeat(300)];
    expect(report({ actors }).actors).toEqual(['PL', 'Warsaw']);
  });

  it('loses amounts that make no sense, and nothing else', () => {
    expect(report({ quantity: { amount: -3, unit: 'tanks' }, value: { amount: 5, unit: 'dollars' } })).toMatchObject({
      quantity: null,
      value: null,
      quoteHash: report({}).quoteHash,
    });
    expect(report({ quantity: { amount: 180, unit: ' K2  tanks ' } }).quantity).toEqual({
      amount: 180,
      unit: 'K2 tanks',
    });
    expect(report({ quantity: { amount: 1e300, unit: 'tanks' } }).quantity).toBeNull();
  });

  it('that must stand in one sentence is dropped where it stands in another', () => {
    const second = { start: SIGNED.length, end: ARTICLE.text.length };
    expect(readEvent(answered(), ARTICLE, 0.6, second)).toBe('quote');
  });
});
