import fc from 'fast-check';
import type { ExtractedReport } from './claim';
import { parseDay } from './day';
import { type DealState, dealStream, evolveDeal, initialDeal, type Mention, recordReport, recordReports } from './deal';
import type { DealEvent } from './deal-events';
import { emptySet, has, withValue } from './growing-set';
import { articleIdOf, dealIdOf, textHashOf } from './identity';
import { parsePartialDate } from './partial-date';

function mention(text: string, start = 0, change: Partial<ExtractedReport> = {}): Mention {
  const identity = { textHash: textHashOf(text), publishedOn: parseDay('2024-03-02'), url: null, source: 'Daily' };
  const report: ExtractedReport = {
    deal: { supplier: 'SE', recipient: 'BR', system: 'Gripen' },
    claim: {
      type: 'ContractSigned',
      polarity: 'affirmed',
      tranche: null,
      occurredOn: parsePartialDate('2024-03'),
      expectedOn: null,
    },
    actors: ['SE'],
    quantity: { amount: 36, unit: 'aircraft' },
    value: null,
    salience: 'news',
    confidence: 0.9,
    start,
    end: start + 5,
    quoteHash: textHashOf(text.slice(start, start + 5)),
    origin: null,
    ...change,
  };
  return { article: { articleId: articleIdOf(identity), ...identity }, extractor: 'rules@1.0.0', report };
}

const given = (...events: DealEvent[]): DealState => events.reduce(evolveDeal, initialDeal);
const types = (events: readonly DealEvent[]): string[] => events.map((event) => event.type);

test('the first report opens the deal and records the event', () => {
  const events = recordReport(initialDeal, mention('Alpha signed.'));
  expect(types(events)).toEqual(['DealOpened', 'ContractSigned']);
  expect(events[0]?.data).toEqual({
    dealId: 'se-br-gripen',
    deal: { supplier: 'SE', recipient: 'BR', system: 'Gripen' },
  });
  expect(events[1]?.data).toMatchObject({
    polarity: 'affirmed',
    tranche: null,
    occurredOn: '2024-03',
    expectedOn: null,
  });
});

test('the same event in another article corroborates it', () => {
  const first = recordReport(initialDeal, mention('Alpha signed.'));
  expect(types(recordReport(given(...first), mention('Alpha has signed.')))).toEqual(['ReportCorroborated']);
});

test('a report that is known already adds nothing, whichever version read it', () => {
  const first = recordReport(initialDeal, mention('Alpha signed.'));
  expect(recordReport(given(...first), { ...mention('Alpha signed.'), extractor: 'rules@2.0.0' })).toEqual([]);
});

test('recording alone never corrects: a second report of the same place is dropped, whatever it says', () => {
  const first = recordReport(initialDeal, mention('Alpha signed.'));
  const corrected = mention('Alpha signed.', 0, { actors: ['SE', 'BR'], quantity: null, origin: 'wire one' });
  expect(recordReport(given(...first), corrected)).toEqual([]);
  expect(types(recordReport(given(...first), mention('Alpha signed.', 1)))).toEqual(['ReportCorroborated']);
});

test('another polarity is another event', () => {
  const denied = { ...mention('Alpha signed.').report.claim, polarity: 'denied' } as ExtractedReport['claim'];
  const first = recordReport(initialDeal, mention('Alpha signed.'));
  expect(types(recordReport(given(...first), mention('Alpha signed.', 1, { claim: denied })))).toEqual([
    'ContractSigned',
  ]);
});

test('a deal is shown as its first recorded report spells it', () => {
  const gripen = (system: string, text: string): Mention =>
    mention(text, 0, { deal: { supplier: 'SE', recipient: 'BR', system } });
  const [hyphen, blank] = [gripen('JAS-39', 'Alpha signed.'), gripen('JAS 39', 'Beta signed.')];
  const shown = (...mentions: Mention[]): unknown[] =>
    recordReports(initialDeal, mentions).flatMap((event) =>
      event.type === 'DealOpened' ? [`${event.data.dealId}: ${event.data.deal.system}`] : [],
    );
  expect(shown(hyphen, blank)).toEqual(['se-br-jas-39: JAS-39']);
  expect(shown(blank, hyphen)).toEqual(['se-br-jas-39: JAS 39']);
});

test('a report of another deal is refused', () => {
  const other = mention('Alpha signed.', 0, { deal: { supplier: 'FR', recipient: 'BR', system: 'Rafale' } });
  const first = recordReport(initialDeal, mention('Alpha signed.'));
  expect(() => recordReport(given(...first), other)).toThrow(expect.objectContaining({ code: 'deal-mismatch' }));
});

test('recording in one go is the same as one after the other, and again adds nothing', () => {
  const some = fc.array(
    fc.record({ text: fc.constantFrom('Alpha', 'Beta', 'Gamma'), start: fc.integer({ min: 0, max: 2 }) }),
  );
  fc.assert(
    fc.property(some, (picks) => {
      const mentions = picks.map(({ text, start }) => mention(text, start));
      const singly: DealEvent[] = [];
      for (const one of mentions) singly.push(...recordReport(given(...singly), one));
      expect(recordReports(initialDeal, mentions)).toEqual(singly);
      expect(recordReports(given(...singly), mentions)).toEqual([]);
    }),
  );
});

test.each([
  ['S-400', 'ru-tr-s-400'],
  ['S 400', 'ru-tr-s-400'],
  ['Type 054A/P', 'ru-tr-type-054a-p'],
  ['  Çınar™ ', 'ru-tr-cınartm'],
  ['Sukhoi  Su‑35', 'ru-tr-sukhoi-su-35'],
])('the deal on %s is %s', (system, id) => {
  expect(dealIdOf({ supplier: 'RU', recipient: 'TR', system })).toBe(id);
  expect(dealStream(dealIdOf({ supplier: 'RU', recipient: 'TR', system }))).toBe(`deal:${id}`);
});

test('a deal needs two states and a system', () => {
  expect(() => dealIdOf({ supplier: 'ru', recipient: 'TR', system: 'S-400' })).toThrow('ISO 3166');
  expect(() => dealIdOf({ supplier: 'RU', recipient: 'TR', system: ' – ' })).toThrow('letter or a digit');
});

test('a set that grows from an older version leaves the newer one as it was', () => {
  const one = withValue(emptySet<string>(), 'a');
  const [left, right] = [withValue(one, 'b'), withValue(one, 'c')];
  expect([has(left, 'b'), has(left, 'c'), has(right, 'b'), has(right, 'c'), has(one, 'b'), has(one, 'c')]).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
  expect(has(withValue(right, 'b'), 'b')).toBe(true);
});
