import type { Random } from './random';

/** One kind of hostile text: a function from random numbers and a length to a text of about that length. */
export interface HostileKind {
  readonly name: string;
  readonly make: (random: Random, length: number) => string;
}

const STATES = ['Turkey', 'Poland', 'the United States', 'Indian', 'Seoul', 'Moscow', 'Qatar', 'the Kremlin', 'Greek'];
const SYSTEMS = [
  'S-400',
  'Rafale',
  'K2 tanks',
  'F-35 jets',
  'Patriot',
  'Type 212 submarines',
  'XQ-77 missiles',
  'HIMARS',
];
const STEPS = [
  'signed a contract for',
  'will deliver',
  'has denied buying',
  'may suspend the delivery of',
  'warned of sanctions over',
  'took delivery of the second batch of',
  'refused to transfer the technology of',
];
const DATES = [
  'on 12 March 2019',
  'in July',
  'last year',
  'by the end of 2027',
  'on Friday',
  'two years later',
  'in 2H25',
];
const AMOUNTS = ['36', 'two dozen', '$2.5bn', 'Rs 59,000 crore', '1,2,3,4', '99999999999999999999', 'EUR', '0', '1e9'];
const SIGNS = [
  '"',
  '“',
  '”',
  '(',
  ')',
  '[',
  '—',
  '…',
  "'",
  '’',
  '«',
  '.',
  ',',
  ';',
  ':',
  '?',
  '!',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
];
const INVISIBLE = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u202d',
  '\u2066',
  '\u2069',
  '\u0000',
];
const FOREIGN = [
  'تركيا',
  'ישראל',
  '俄罗斯',
  'Ωmega',
  'İstanbul',
  'ﬁghter',
  'S‑400',
  'Ｓ-４００',
  'é',
  'e\u0301',
  '👩‍✈️',
  '𝐒-𝟒𝟎𝟎',
  'ß',
];
const HALVES = ['\ud83d', '\udc68', '\ud800', '\udfff'];

function repeated(length: number, unit: () => string): string {
  const parts: string[] = [];
  for (let size = 0; size < length; ) {
    const part = unit();
    parts.push(part);
    size += Math.max(1, part.length);
  }
  return parts.join('').slice(0, length);
}

const clause = ({ pick }: Random) =>
  `${pick(STATES)} ${pick(STEPS)} ${pick(SYSTEMS)} from ${pick(STATES)} ${pick(DATES)}`;

function anyUnit(random: Random): string {
  const { below, pick } = random;
  const kind = below(12);
  if (kind < 3) return ` ${pick([...STATES, ...SYSTEMS, ...STEPS, ...DATES, ...AMOUNTS])}`;
  if (kind < 4) return pick(SIGNS);
  if (kind < 5) return pick([...INVISIBLE, ...HALVES]);
  if (kind < 6) return pick(FOREIGN);
  if (kind < 7) return String.fromCodePoint(below(0x11_0000));
  return ` ${String.fromCharCode(97 + below(26)).repeat(1 + below(9))}`;
}

/** Texts made to break a reader or to slow it down. */
export const HOSTILE_KINDS: readonly HostileKind[] = [
  {
    name: 'random Unicode',
    make: ({ below }, length) => repeated(length, () => String.fromCodePoint(below(0x11_0000))),
  },
  { name: 'anything', make: (random, length) => `S-400 ${repeated(length, () => anyUnit(random))}` },
  { name: 'one sentence', make: (random, length) => repeated(length, () => `${clause(random)} `) },
  {
    name: 'clauses',
    make: (random, length) =>
      repeated(length, () => `${clause(random)}, ${random.pick(['and', 'but', 'which', 'that'])} `),
  },
  { name: 'short sentences', make: (random, length) => repeated(length, () => `${clause(random)}. `) },
  {
    name: 'dates',
    make: (random, length) => `Turkey bought S-400s ${repeated(length, () => `${random.pick(DATES)}, `)}`,
  },
  { name: 'system names', make: (random, length) => repeated(length, () => `${random.pick(SYSTEMS)}, `) },
  {
    name: 'unlisted designations',
    make: ({ below }, length) => repeated(length, () => `${below(2) ? 'XQ' : 'Project 2'}-${below(9999)}, `),
  },
  {
    name: 'amounts',
    make: (random, length) => `Turkey bought S-400s for ${repeated(length, () => `${random.pick(AMOUNTS)} `)}`,
  },
  {
    name: 'deep quotes',
    make: (random, length) =>
      repeated(length / 2, () => `“${random.pick(STATES)} said `) +
      repeated(length / 2, () => 'the S-400 was signed for” '),
  },
  {
    name: 'unclosed brackets',
    make: (random, length) => repeated(length, () => `(${random.pick(['S-400', '[', '"', 'signed'])} `),
  },
  {
    name: 'halves of pairs',
    make: (random, length) =>
      repeated(length, () => `${random.pick(HALVES)}${random.pick(['S-400', ' signed ', '.', ''])}`),
  },
  {
    name: 'right to left, no width',
    make: (random, length) =>
      repeated(length, () => `${random.pick(INVISIBLE)}${random.pick([...FOREIGN, ...SYSTEMS, ' Turkey signed '])}`),
  },
  { name: 'marks', make: (random, length) => `S-400 ${repeated(length, () => random.pick(SIGNS))}` },
  {
    name: 'letters without a blank',
    make: (random, length) => `S-400 ${repeated(length, () => random.pick(['x', 'S400', 'ab', '-', '9']))}`,
  },
  {
    name: 'combining marks',
    make: ({ below }, length) => `S-400 signed Turkey ${repeated(length, () => `e${'\u0301'.repeat(below(40))}`)}`,
  },
  {
    name: 'abbreviations',
    make: (random, length) => repeated(length, () => `Gen. ${random.pick(STATES)} Co. signed for S-400s, e.g. No. 4. `),
  },
];

/** A labelled text with pieces cut out, doubled, swapped and spoilt. */
export function mutated(random: Random, text: string, changes = 1 + random.below(12)): string {
  let result = text;
  for (let change = 0; change < changes; change += 1) {
    const from = random.below(result.length + 1);
    const to = Math.min(result.length, from + random.below(60));
    const piece = result.slice(from, to);
    result = result.slice(0, from) + random.pick(MUTATIONS)(random, piece) + result.slice(to);
  }
  return result;
}

const MUTATIONS: readonly ((random: Random, piece: string) => string)[] = [
  () => '',
  (_, piece) => piece + piece,
  (_, piece) => piece.toUpperCase(),
  (_, piece) => piece.toLowerCase(),
  (_, piece) => piece.split('').reverse().join(''),
  (_, piece) => piece.replace(/\s/g, ''),
  (_, piece) => piece.replace(/\d/g, '9'),
  (random, piece) => random.pick(SIGNS) + piece + random.pick(SIGNS),
  (random, piece) => piece + random.pick([...INVISIBLE, ...HALVES, ...FOREIGN]),
  (random, piece) => `${piece} ${clause(random)} `,
  (random, piece) => `${piece} ${random.pick([...DATES, ...AMOUNTS])} `,
];
