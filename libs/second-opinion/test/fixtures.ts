import { type Claim, type Day, type ExtractedReport, textHashOf } from '@dealwatch/domain';
import type { Reading } from '../src/reading';

export const SIGNED = 'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.';
export const TALKS = 'Talks on a second batch are said to be close.';
export const DELIVERED = 'In 2022 Warsaw bought a first batch of the tanks, and all of them have been delivered.';
export const PAID = 'A deposit of $500 million was paid by the ministry in May.';

export const ARTICLE = {
  title: 'Poland buys more K2 tanks',
  publishedOn: '2024-06-12' as Day,
  text: `${SIGNED} ${TALKS}\n\n${DELIVERED} ${PAID}`,
};

export const K2 = { supplier: 'KR', recipient: 'PL', system: 'K2' } as const;

/** A report of the rules that quotes this sentence of the article. */
export function reportOf(quote: string, claim: Partial<Claim>, confidence = 0.9): ExtractedReport {
  const start = ARTICLE.text.indexOf(quote);
  const open = { type: 'ContractSigned', polarity: 'affirmed', tranche: null, occurredOn: null, expectedOn: null };
  return {
    deal: K2,
    claim: { ...open, ...claim } as Claim,
    actors: ['PL'],
    quantity: null,
    value: null,
    salience: 'news',
    confidence,
    origin: null,
    start,
    end: start + quote.length,
    quoteHash: textHashOf(quote),
  };
}

export const SIGNED_REPORT = reportOf(SIGNED, {
  type: 'ContractSigned',
  occurredOn: '2024-06-11' as Claim['occurredOn'],
});
export const WEAK_REPORT = reportOf(TALKS, { type: 'NegotiationsReported' }, 0.4);

/** What the rules of the specs read in the article. */
export const READING: Reading = { extractor: 'rules@9.9.9', reports: [SIGNED_REPORT, WEAK_REPORT] };

/** An event as a model would write it. */
export const answered = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'ContractSigned',
  polarity: 'affirmed',
  supplier: 'KR',
  recipient: 'PL',
  system: 'K2',
  tranche: null,
  occurredOn: '2024-06-11',
  expectedOn: null,
  actors: ['PL'],
  quantity: null,
  value: null,
  quote: SIGNED,
  salience: 'news',
  ...fields,
});

export const PAYMENT = answered({
  type: 'PaymentMade',
  occurredOn: '2024-05',
  value: { amount: 5e8, unit: 'USD' },
  quote: PAID,
  salience: 'background',
});
