import { EDITS, type Edit, readTrainingTexts } from '@dealwatch/testing';
import type { Day } from '../ids';
import { indexKeysOf, wantedKeysOf } from './index-keys';
import { likenessOf, withinCopyWindow } from './near-copy';
import { FEWEST_WORDS, type Signature, signatureOf } from './signature';

const DAY = '2019-07-12' as Day;
const TEXTS = readTrainingTexts().filter((text) => signatureOf(text) !== null);
const signed = (text: string): Signature => signatureOf(text) as Signature;
const words = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ');

/** The same numbers in every run (Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a signature', () => {
  test('is the same for the same words, whatever their case, stops and line breaks', () => {
    const text = words(0, 80);
    expect(signatureOf(text.toUpperCase().replace(/ /g, ',\n'))?.minhash).toEqual(signed(text).minhash);
  });

  test('never changes while its version stays', () => {
    const { minhash, sentences } = signed(TEXTS[0] as string);
    expect([...minhash.subarray(0, 3), sentences.length, sentences[0]]).toEqual([
      8293232, 46661015, 725814, 10, 224324044,
    ]);
  });

  test('is not made of a text that is too short to tell a copy from a second report', () => {
    expect(signatureOf(words(0, FEWEST_WORDS - 1))).toBeNull();
    expect(signatureOf(words(0, FEWEST_WORDS))).not.toBeNull();
  });

  test('estimates the resemblance of two sets of shingles within four standard errors', () => {
    for (const shared of [100, 200, 300]) {
      const [a, b] = [signed(words(0, 400)), signed(words(400 - shared, 800 - shared))];
      const [union, both] = [2 * 398 - (shared - 2), shared - 2];
      const jaccard = both / union;
      const equal = a.minhash.filter((value, n) => value === b.minhash[n]).length / a.minhash.length;
      expect(Math.abs(equal - jaccard)).toBeLessThan(4 * Math.sqrt((jaccard * (1 - jaccard)) / a.minhash.length));
    }
  });

  test('takes time in proportion to the text', () => {
    const began = performance.now();
    signatureOf(words(0, 100_000));
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('near copies', () => {
  const others = TEXTS;
  /** Share of the articles whose edited copy shares a key with them and is near enough; copies that are too short left out. */
  const linked = (edit: Edit): number => {
    const random = randomFrom(7);
    const found = TEXTS.flatMap((text) => {
      const copy = signatureOf(EDITS[edit](text, { others, random }));
      return copy ? [findsEachOther(signed(text), copy)] : [];
    });
    return found.filter(Boolean).length / found.length;
  };

  test.each(['dateline', '5 % of the words', 'cut to 60 %', 'cut to 40 %'] as const)(
    'are found after this edit: %s',
    (edit) => {
      expect(linked(edit)).toBe(1);
    },
  );

  test('are found between two foreign paragraphs, but for three sentences in six times as much foreign text', () => {
    expect(linked('two foreign paragraphs')).toBeGreaterThanOrEqual(0.999);
  });

  test('are found in nineteen of twenty cases when 15 % of the words have changed', () => {
    expect(linked('15 % of the words')).toBeGreaterThanOrEqual(0.95);
  });

  test('are never two articles of different origin', () => {
    const signatures = TEXTS.map(signed);
    const pairs = signatures.flatMap((one, n) => signatures.slice(0, n).map((other) => likenessOf(one, other)));
    expect(pairs.length).toBeGreaterThan(7_000);
    expect(pairs.filter((likeness) => likeness !== null)).toEqual([]);
  });

  test('need more in common than one quoted sentence, or the phrases that all notices share', () => {
    const quotation = '“We have always said that we will decide on this ourselves and with nobody else,” he said.';
    const notice =
      'The proposed sale will not alter the basic military balance in the region. Reporting by A. B., editing by C. D.';
    const shared = [quotation, notice].join('\n');
    const texts = [0, 1_000].map((from) => `${words(from, from + 40)}.\n${shared}\n${words(from + 40, from + 80)}.`);
    expect(likenessOf(signed(texts[0] as string), signed(texts[1] as string))).toBeNull();
  });

  test('are as alike one way as the other', () => {
    const [one, two] = [words(0, 90), words(30, 120)].map(signed) as [Signature, Signature];
    expect(likenessOf(one, two)).toEqual(likenessOf(two, one));
    expect(likenessOf(one, two)).not.toBeNull();
  });

  test('of very long texts are told by the sentences that both keep', () => {
    const sentences = Array.from({ length: 600 }, (_, n) => `${words(n * 10, n * 10 + 8)}.`);
    const half = [
      ...sentences.slice(0, 200),
      ...Array.from({ length: 100 }, (_, n) => `${words(9_000 + n * 10, 9_008 + n * 10)}.`),
    ];
    expect(likenessOf(signed(sentences.join(' ')), signed(half.join(' ')))?.containment).toBeCloseTo(2 / 3, 0);
  });
});

describe('the keys of the index', () => {
  const signature = signed(words(0, 200));
  const meets = (posted: string, asked: string): boolean => {
    const keys = new Set(indexKeysOf(signature, posted as Day));
    return wantedKeysOf(signature, asked as Day).some((key) => keys.has(key));
  };

  test('are met from every day of the window, and from none far outside it', () => {
    for (let day = 1; day <= 31; day += 1) {
      const december = `2019-12-${String(day).padStart(2, '0')}`;
      for (const near of ['2019-11-30', '2019-12-31', '2020-01-01'])
        if (withinCopyWindow(december as Day, near as Day)) expect(meets(december, near)).toBe(true);
    }
    expect(meets('2019-01-01', '2019-12-01')).toBe(false);
  });

  test('are whole numbers that PostgreSQL and JavaScript both hold exactly', () => {
    for (const day of ['0001-01-01', '1969-12-31', DAY, '9999-12-31'])
      expect(wantedKeysOf(signature, day as Day).every(Number.isSafeInteger)).toBe(true);
  });
});

function findsEachOther(one: Signature, other: Signature): boolean {
  const keys = new Set(indexKeysOf(one, DAY));
  return indexKeysOf(other, DAY).some((key) => keys.has(key)) && likenessOf(one, other) !== null;
}
