import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, EVENT_TYPES } from '@dealwatch/domain';
import type { Candidate } from './events/types';
import { readByRules } from './read-article';

const publishedOn = '2024-06-12' as Day;
const ROWS = readFileSync(join(__dirname, 'sentences.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string]);
const FIELDS = / (t|occ|exp)=(\S+)/g;

const written = ({ type, polarity, deal }: Candidate) =>
  `${polarity === 'denied' ? '!' : ''}${type} ${deal.supplier}>${deal.recipient} ${deal.system}`;

function fieldOf(event: Candidate | undefined, name: string): string {
  return String(name === 't' ? event?.tranche : name === 'occ' ? event?.occurredOn : event?.expectedOn);
}

describe('what the rules alone read in a sentence', () => {
  it.each(ROWS)('%s', (text, expected) => {
    const read = readByRules(text, null, publishedOn);
    const events = expected === '-' ? [] : expected.split('; ');
    expect(read.map(written).sort()).toEqual(events.map((one) => one.replace(FIELDS, '')).sort());
    for (const one of events) {
      const event = read.find((candidate) => written(candidate) === one.replace(FIELDS, ''));
      for (const [, name = '', value] of one.matchAll(FIELDS))
        expect(`${name}=${fieldOf(event, name)}`).toBe(`${name}=${value}`);
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
