import { locateQuote } from './locate-quote';

const TEXT = 'The deal stands. Iran bought tanks. The deal stands. “Not now”, he said.\n\nIran bought tanks again.';
const found = (quote: string, within?: { start: number; end: number }) => {
  const span = locateQuote(TEXT, quote, within);
  return span && [span.start, TEXT.slice(span.start, span.end)];
};

describe('a quote', () => {
  it('is found word for word, without the blanks around it', () => {
    expect(found('  Iran bought tanks.\n')).toEqual([17, 'Iran bought tanks.']);
  });

  it('that stands in several places is the first of them, or the first of its sentence', () => {
    expect(found('The deal stands.')).toEqual([0, 'The deal stands.']);
    expect(found('The deal stands.', { start: 30, end: 53 })).toEqual([36, 'The deal stands.']);
    expect(found('Iran bought tanks', { start: 36, end: TEXT.length })?.[0]).toBe(TEXT.lastIndexOf('Iran'));
  });

  it.each([
    ['other quotation marks', '"Not now", he said.'],
    ['another letter case', 'iran bought tanks.'],
    ['one word changed', 'Iran sold tanks.'],
    ['a cut word at its beginning', 'ran bought tanks.'],
    ['a cut word at its end', 'Iran bought tank'],
    ['a single word', 'stands.'],
    ['too little', 'he said'],
    ['a gap between paragraphs', '“Not now”, he said.\n\nIran bought tanks again.'],
    ['nothing', ''],
    ['half a character', 'Iran bought \ud83d'],
  ])('with %s is none', (_, quote) => {
    expect(found(quote)).toBeNull();
  });

  it('of more than a thousand characters is none', () => {
    const long = `${'word '.repeat(250)}end.`;
    expect(locateQuote(`${long} Next.`, long)).toBeNull();
    expect(locateQuote(`${long} Next.`, long.slice(0, 999))).not.toBeNull();
  });

  it('that crosses the end of its sentence is none', () => {
    expect(found('Iran bought tanks. The deal', { start: 17, end: 35 })).toBeNull();
  });
});
