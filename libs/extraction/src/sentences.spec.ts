import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, EVENT_TYPES } from '@dealwatch/domain';
import { type ExplainedReport, extract } from './extract';

const publishedOn = '2024-06-12' as Day;
const ROWS = readFileSync(join(__dirname, 'sentences.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string]);
const FIELDS = / (t|occ|exp)=(\S+)/g;

const written = ({ claim, deal }: ExplainedReport) =>
  `${claim.polarity === 'denied' ? '!' : ''}${claim.type} ${deal.supplier}>${deal.recipient} ${deal.system}`;

function fieldOf(report: ExplainedReport | undefined, name: string): string {
  const { claim } = report ?? {};
  return String(name === 't' ? claim?.tranche : name === 'occ' ? claim?.occurredOn : claim?.expectedOn);
}

describe('sentences', () => {
  it.each(ROWS)('%s', (text, expected) => {
    const { reports } = extract({ text, title: null, publishedOn });
    const events = expected === '-' ? [] : expected.split('; ');
    expect(reports.map(written).sort()).toEqual(events.map((one) => one.replace(FIELDS, '')).sort());
    for (const one of events) {
      const report = reports.find((candidate) => written(candidate) === one.replace(FIELDS, ''));
      for (const [, name = '', value] of one.matchAll(FIELDS))
        expect(`${name}=${fieldOf(report, name)}`).toBe(`${name}=${value}`);
    }
  });

  it('covers every type', () => {
    const named = new Set(
      ROWS.flatMap(([, expected]) => [...expected.matchAll(/([A-Z][A-Za-z]+) [A-Z]{2}>/g)].map(([, type]) => type)),
    );
    expect(EVENT_TYPES.filter((type) => !named.has(type))).toEqual([]);
    expect(ROWS.length).toBeGreaterThanOrEqual(150);
  });
});
