const CARDINALS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** Numbers written as words: 0 to 20, the tens, dozen. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...CARDINALS.map((word, value) => [word, value] as const),
  ...Object.entries(TENS),
  ['dozen', 12],
  ['pair', 2],
  ['couple', 2],
]);

const ORDINAL_WORDS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

/** Ordinals written as words, first to twelfth. */
export const ORDINALS: ReadonlyMap<string, number> = new Map(
  ORDINAL_WORDS.map((word, index) => [word, index + 1] as const),
);

/** Value of a token such as `12`, `5,000`, `2.5` or `seven`; null where it is no number. */
export function numberOf(lower: string): number | null {
  if (/^\d/.test(lower)) {
    const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(lower) ? lower.replace(/,/g, '') : lower.replace(',', '.');
    const value = Number(plain);
    return Number.isFinite(value) ? value : null;
  }
  return NUMBER_WORDS.get(lower) ?? null;
}
