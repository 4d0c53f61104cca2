import { toldMentions } from '@dealwatch/testing';
import type { ExtractedReport } from './claim';
import { compareReadings } from './readings';

const [signed, dated, paid] = toldMentions([
  { on: '2024-03-02', events: ['ContractSigned 2024', 'ContractSigned 2024-03', 'PaymentMade 2024'] },
]).map(({ report }) => report) as [ExtractedReport, ExtractedReport, ExtractedReport];
const at = (report: ExtractedReport, start: number): ExtractedReport => ({ ...report, start, end: start + 9 });
const kinds = (before: ExtractedReport[], after: ExtractedReport[]) =>
  compareReadings(before, after).map((change) =>
    change.before === null ? 'added' : change.after === null ? 'withdrawn' : 'changed',
  );

test('readings that agree differ in nothing, whatever the order of reports or keys', () => {
  const reordered = { ...Object.fromEntries(Object.entries(signed).reverse()) } as unknown as ExtractedReport;
  expect(compareReadings([signed, paid], [paid, reordered])).toEqual([]);
});

test('a report is changed where deal, type and place stay', () => {
  expect(kinds([signed], [{ ...signed, confidence: 0.5 }])).toEqual(['changed']);
  expect(kinds([signed], [at(dated, signed.start + 4)])).toEqual(['changed']);
});

test.each([
  ['type', at(paid, signed.start)],
  ['deal', { ...signed, deal: { supplier: 'FR', recipient: 'BB', system: 'System X' } }],
  ['place', at(signed, signed.end)],
])('another %s is another report', (_, other) => {
  expect(kinds([signed], [other])).toEqual(['withdrawn', 'added']);
});

test('of two candidates the one with the same claim is the report that changed', () => {
  const [kept] = compareReadings([signed], [at(dated, signed.start), { ...signed, confidence: 0.5 }]);
  expect(kept?.after?.claim).toEqual(signed.claim);
});

test('the deal is told by its id: another spelling of the system changes nothing', () => {
  const spelt = { ...signed, deal: { ...signed.deal, system: 'System-X' } };
  expect(compareReadings([signed], [spelt])).toEqual([]);
});
