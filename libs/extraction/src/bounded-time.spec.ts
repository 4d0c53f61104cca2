import type { Day } from '@dealwatch/domain';
import * as fc from 'fast-check';
import { extract } from './extract';

const LENGTH = 200_000;
/** How many times the time of an ordinary text a hostile one of the same length may take; a quadratic stage takes hundreds. */
const FACTOR = 20;
/** Seconds of processor time that no text of this length may reach, on however slow a machine. */
const MOST_SECONDS = 30;
const ATTEMPTS = 3;

const ORDINARY =
  'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday. It rained for most of the week, and the ceremony was ' +
  'moved into a hangar of the old airfield. The budget committee spent two hours on pensions before it turned to defence.\n\n';
const filled = (unit: string, length = LENGTH) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const numbered = (unit: (n: number) => string) =>
  Array.from({ length: LENGTH / 40 }, (_, n) => unit(n))
    .join('')
    .slice(0, LENGTH);

function secondsOf(text: string, title: string | null = null): number {
  const started = process.cpuUsage();
  extract({ text, title, publishedOn: '2024-06-12' as Day });
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** The least of a few measurements, which other work on the machine disturbs least; stops at the first that is low enough. */
function leastSeconds(measure: () => number, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least > enough; attempt += 1) least = Math.min(least, measure());
  return least;
}

const HOSTILE: [string, string][] = [
  ['one sentence of triggers', filled('Turkey Russia S-400 signed ')],
  ['triggers in short sentences', filled('Turkey signed a contract with Russia for S-400 systems. ')],
  ['lists of buyers', filled('Turkey, Poland, India and Qatar bought S-400 from Russia, ')],
  ['threats', filled('Washington warned Turkey of sanctions over the S-400 from Russia ')],
  ['many dates', `Turkey bought S-400s ${filled('on 12 March 2019 and in July ')}`],
  ['many dated signatures', numbered((n) => `Turkey signed for S-400s on ${1 + (n % 28)} March ${1950 + (n % 70)}. `)],
  ['many systems', filled('Su-35 and S-400 and Rafale and Gripen and ')],
  ['many unknown systems', numbered((n) => `Turkey signed for XQ-${n} missiles of Russia. `)],
  ['deep quotes', `Turkey said ${filled('“he said the S-400 ', LENGTH / 2)}${filled('was signed for” ', LENGTH / 2)}`],
  ['nested brackets', filled('(S-400 ', LENGTH / 2) + filled('signed) ', LENGTH / 2)],
  ['abbreviations', filled('Turkey signed for S-400s of Russian Co. ')],
  ['short lines', filled('S-400\n')],
  ['a megabyte without a blank', `S-400 ${'x'.repeat(1_000_000)}`],
  ['designations without a blank', filled('S-400')],
  ['marks alone', `S-400 ${filled('!”')}`],
];

describe('the time that reading takes', () => {
  const ordinary = filled(ORDINARY);
  let calm = 0;

  beforeAll(() => {
    // the first runs compile the lexicon and warm the machine's code up
    for (let run = 0; run < 2; run += 1) secondsOf(ordinary);
    calm = leastSeconds(() => secondsOf(ordinary), 0);
  });

  it.each(HOSTILE)('stays near that of an ordinary text for %s', (_, text) => {
    const allowed = calm * FACTOR * Math.max(1, text.length / LENGTH);
    const seconds = leastSeconds(() => secondsOf(text), allowed);
    expect(seconds).toBeLessThan(Math.min(allowed, MOST_SECONDS));
  });

  it('stays near that of an ordinary text for an endless title', () => {
    const title = filled('Turkey Russia S-400 signed ');
    expect(leastSeconds(() => secondsOf(filled('S-400\n', 20_000), title), calm * FACTOR)).toBeLessThan(calm * FACTOR);
  });

  it('stays near that of an ordinary text for any characters', () => {
    const length = LENGTH / 10;
    const unit = fc
      .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('S-400', ' signed ', 'Turkey')), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => parts.join(''))
      .filter((text) => text !== '');
    fc.assert(
      fc.property(unit, (text) => {
        const seconds = leastSeconds(() => secondsOf(filled(`S-400 ${text}`, length)), (calm * FACTOR) / 10);
        expect(seconds).toBeLessThan((calm * FACTOR) / 10);
      }),
      { numRuns: 25 },
    );
  });

  it('reads a text of more sentences than a call takes arguments', () => {
    expect(extract({ text: filled('So.\n', 600_000), title: null, publishedOn: '2024-06-12' as Day }).reports).toEqual(
      [],
    );
  });
});
