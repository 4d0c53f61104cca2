/** A generated article: distinct from all others of its run, and about deals that the extractor knows how to read. */
export interface GeneratedArticle {
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly url: string;
  readonly publishedOn: string;
}

const PARTIES = [
  ['Russia', 'India', 'S-400'],
  ['France', 'Greece', 'Rafale'],
  ['Germany', 'Norway', 'Leopard 2'],
  ['South Korea', 'Poland', 'K2'],
  ['Sweden', 'Brazil', 'Gripen'],
  ['Turkey', 'Poland', 'Bayraktar TB2'],
  ['Israel', 'Finland', "David's Sling"],
  ['Italy', 'Qatar', 'NH90'],
  ['Spain', 'Oman', 'C295'],
  ['China', 'Pakistan', 'J-10'],
] as const;

const STEPS = [
  (supplier: string, recipient: string, system: string, n: number) =>
    `${recipient} signed a contract with ${supplier} for ${n} ${system} systems`,
  (supplier: string, recipient: string, system: string, n: number) =>
    `${supplier} delivered ${n} ${system} systems to ${recipient}`,
  (supplier: string, recipient: string, system: string, n: number) =>
    `${recipient} is in talks with ${supplier} to buy ${n} more ${system} systems`,
  (supplier: string, recipient: string, system: string, n: number) =>
    `${supplier} offered ${recipient} ${n} ${system} systems`,
] as const;

const SOURCES = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];

/** `count` distinct articles, the same for the same seed. Some tell the same events, as different outlets do. */
export function generateArticles(count: number, seed: number): GeneratedArticle[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const [supplier, recipient, system] = pick(PARTIES);
    const publishedOn = `20${String(10 + Math.floor(random() * 15))}-${two(random() * 12)}-${two(random() * 28)}`;
    const first = pick(STEPS)(supplier, recipient, system, 1 + Math.floor(random() * 40));
    const second = pick(STEPS)(supplier, recipient, system, 1 + Math.floor(random() * 40));
    const source = pick(SOURCES);
    return {
      title: `${recipient} and the ${system}, report ${index}`,
      text: `${first}, the defence ministry said on ${publishedOn}.\n\n${second}, an official told reporters. The note bears the number ${index}.`,
      source: `Daily ${source}`,
      url: `https://${source}.example/${seed}/${index}`,
      publishedOn,
    };
  });
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function two(value: number): string {
  return String(1 + Math.floor(value)).padStart(2, '0');
}
