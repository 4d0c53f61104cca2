import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEventType, isForwardType } from '@dealwatch/domain';

interface SampleEvent {
  readonly type: string;
  readonly polarity: string;
  readonly deal: { readonly supplier: string; readonly recipient: string; readonly system: string };
  readonly tranche: number | null;
  readonly occurredOn: string | null;
  readonly expectedOn: string | null;
  readonly actors: readonly string[];
  readonly quantity: { readonly amount: number; readonly unit: string } | null;
  readonly value: { readonly amount: number; readonly unit: string } | null;
  readonly quote: string;
  readonly salience: string;
}

interface Sample {
  readonly id: string;
  readonly url: string;
  readonly source: string;
  readonly title: string;
  readonly publishedOn: string;
  readonly language: string;
  readonly text: string;
  readonly events: readonly SampleEvent[];
}

const folder = join(__dirname, '../../../samples');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();
const samples = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sample);
const labelled = samples.flatMap((sample) => sample.events.map((event) => ({ sample, event })));

const EVENT_FIELDS = 'type polarity deal tranche occurredOn expectedOn actors quantity value quote salience'
  .split(' ')
  .sort();
const STATE = /^[A-Z]{2}$/;
const PARTIAL_DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** Whether a year, month or day exists in the calendar: Date rolls 31 February over, so the round trip shows it. */
function existsInCalendar(date: string): boolean {
  const day = `${date}-01-01`.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return PARTIAL_DATE.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function byId(id: string): Sample {
  const found = samples.find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`There is no sample ${id}`);
  return found;
}

/** What tells two events of one article apart. */
function claimKey({ type, polarity, deal, tranche, occurredOn, expectedOn }: SampleEvent): string {
  return JSON.stringify([type, polarity, deal, tranche, occurredOn, expectedOn]);
}

/** Whether a quote starts and ends where sentences of the text do. */
function isWholeSentences(text: string, quote: string): boolean {
  const start = text.indexOf(quote);
  const before = text.slice(0, start);
  const after = text.slice(start + quote.length);
  return /(^|[.!?]\s|\n| — )$/.test(before) && /[.!?]$/.test(quote) && /^(\s|$)/.test(after);
}

describe('sample articles', () => {
  it('are numbered without a gap, in the order of their ids', () => {
    const numbers = files.map((_, index) => String(index + 1).padStart(2, '0'));
    expect(files.map((name) => name.slice(0, 3))).toEqual(numbers.map((number) => `${number}-`));
    expect(samples.map((sample) => sample.id)).toEqual(numbers.map((number) => `sample-${number}`));
    expect(samples).toHaveLength(17);
  });

  it('are all in the table of the README', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `(\d\d-[^`]+\.json)` \| (\S+) \| ([^|]+) \|/gm)];
    const expected = samples.map((sample, index) => [files[index], sample.publishedOn, sample.source]);
    expect(listed.map(([, name, day, source]) => [name, day, source])).toEqual(expected);
  });

  it('come from invented outlets, one reserved domain each', () => {
    const domains = new Map(samples.map((sample) => [sample.source, new URL(sample.url).hostname]));
    expect([...domains.values()].filter((host) => !/^[a-z-]+\.example$/.test(host))).toEqual([]);
    expect(new Set(domains.values()).size).toBe(domains.size);
    expect(samples.filter((sample) => new URL(sample.url).hostname !== domains.get(sample.source))).toEqual([]);
    expect(new Set(samples.map((sample) => sample.url)).size).toBe(samples.length);
  });

  it.each(samples)('$id has a title, a real day and 120 to 350 English words in paragraphs', (sample) => {
    expect(sample.title).not.toBe('');
    expect(sample.language).toBe('en');
    expect(sample.publishedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(existsInCalendar(sample.publishedOn)).toBe(true);
    const words = sample.text.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(120);
    expect(words).toBeLessThanOrEqual(350);
    expect(sample.text.split('\n\n').every((paragraph) => paragraph.trim() === paragraph && paragraph !== '')).toBe(
      true,
    );
  });

  it('repeat no text but that of the copy', () => {
    const original = byId('sample-03');
    const copy = byId('sample-17');
    expect(copy.text).toBe(original.text);
    expect(copy.events).toEqual(original.events);
    expect(copy.source).not.toBe(original.source);
    expect(Date.parse(copy.publishedOn) - Date.parse(original.publishedOn)).toBe(86_400_000);
    expect(new Set(samples.map((sample) => sample.text)).size).toBe(samples.length - 1);
  });
});

describe('labels of the sample articles', () => {
  it('have every field and a type of the catalogue', () => {
    for (const { event } of labelled) {
      expect(Object.keys(event).sort()).toEqual(EVENT_FIELDS);
      expect(isEventType(event.type) ? [] : [event.type]).toEqual([]);
      expect(['affirmed', 'denied']).toContain(event.polarity);
      expect(['news', 'background']).toContain(event.salience);
      expect(event.actors.length).toBeGreaterThan(0);
    }
  });

  it('quote whole sentences of their article word for word', () => {
    const off = labelled.filter(({ sample, event }) => {
      return !sample.text.includes(event.quote) || !isWholeSentences(sample.text, event.quote);
    });
    expect(off.map(({ sample, event }) => `${sample.id}: ${event.quote}`)).toEqual([]);
  });

  it('name two states and a system', () => {
    for (const { event } of labelled) {
      expect(event.deal.supplier).toMatch(STATE);
      expect(event.deal.recipient).toMatch(STATE);
      expect(event.deal.supplier).not.toBe(event.deal.recipient);
      expect(event.deal.system).not.toBe('');
    }
  });

  it('bear dates that exist, none after its article', () => {
    for (const { sample, event } of labelled) {
      const dates = [event.occurredOn, event.expectedOn].filter((date) => date !== null);
      expect(dates.filter((date) => !existsInCalendar(date))).toEqual([]);
      // Cut to the same precision, a date in ISO form sorts as text.
      const occurred = event.occurredOn ?? '';
      expect(occurred <= sample.publishedOn.slice(0, occurred.length)).toBe(true);
    }
  });

  it('look ahead only where the type can', () => {
    const ahead = labelled.filter(({ event }) => event.expectedOn !== null);
    expect(ahead.length).toBeGreaterThan(0);
    expect(ahead.filter(({ event }) => !(isEventType(event.type) && isForwardType(event.type)))).toEqual([]);
  });

  it('count tranches from one and amounts above nought', () => {
    for (const { event } of labelled) {
      if (event.tranche !== null) expect(Number.isInteger(event.tranche) && event.tranche > 0).toBe(true);
      for (const amount of [event.quantity, event.value]) {
        if (amount !== null) expect([amount.amount > 0, amount.unit !== '']).toEqual([true, true]);
      }
      if (event.value !== null) expect(event.value.unit).toMatch(/^[A-Z]{3}$/);
    }
  });

  it.each(samples)('$id labels each event once', (sample) => {
    const keys = sample.events.map(claimKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('what the sample articles show together', () => {
  const ofS400 = labelled.filter(({ event }) => event.deal.system === 'S-400');

  it('cover four deals, and one article has none', () => {
    const keys = new Set(labelled.map(({ event: { deal } }) => `${deal.supplier} ${deal.recipient} ${deal.system}`));
    for (const key of ['RU TR S-400', 'FR IN Rafale', 'IN PH BrahMos', 'FR RU Mistral']) expect(keys).toContain(key);
    expect(samples.filter((sample) => sample.events.length === 0).map((sample) => sample.id)).toEqual(['sample-16']);
  });

  it('tell of the S-400 signature of 2017 only from late 2019 on', () => {
    const signed = ofS400.filter(({ event }) => event.type === 'ContractSigned' && event.tranche === null);
    expect(signed.map(({ sample, event }) => [sample.publishedOn, event.occurredOn])).toEqual([
      ['2019-11-27', '2017-09'],
    ]);
    const agreed = ofS400.filter(({ event }) => event.type === 'AgreementReached');
    expect(agreed.map(({ sample }) => sample.publishedOn)).toEqual(['2017-09-14', '2018-08-25']);
  });

  it('report the second S-400 batch as signed, then deny it', () => {
    const second = ofS400.filter(({ event }) => event.type === 'ContractSigned' && event.tranche === 2);
    expect(second.map(({ sample, event }) => [sample.publishedOn, event.polarity])).toEqual([
      ['2020-08-24', 'affirmed'],
      ['2020-12-15', 'denied'],
    ]);
  });
});
