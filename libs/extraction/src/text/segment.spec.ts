import { datelineOf } from './dateline';
import { fold } from './fold';
import { LONGEST_SENTENCE } from './long-sentences';
import { segment } from './segment';
import { tokenize } from './tokenize';

const bodies = (text: string, title: string | null = null) =>
  segment(text, title)
    .sentences.filter(({ role }) => role === 'body')
    .map(({ text: words }) => words);

describe('segment', () => {
  it.each([
    ['Mr. Silva signed. He left.', ['Mr. Silva signed.', 'He left.']],
    ['It cost $4.5 bn. in all. The rest is open.', ['It cost $4.5 bn. in all.', 'The rest is open.']],
    ['Officials in the U.S. Senate met. The bill passed.', ['Officials in the U.S. Senate met.', 'The bill passed.']],
    ['He flew to the U.S. The visit was short.', ['He flew to the U.S.', 'The visit was short.']],
    ['Deliveries began on Nov. 17 at noon.', ['Deliveries began on Nov. 17 at noon.']],
    ['Gen. J. K. Rao spoke. No. The waiver stands.', ['Gen. J. K. Rao spoke.', 'No.', 'The waiver stands.']],
    ['“We will sign,” he said. “Soon.”', ['“We will sign,” he said.', '“Soon.”']],
  ])('cuts %j', (text, sentences) => {
    expect(bodies(text)).toEqual(sentences);
  });

  it('sets a dateline apart from the first sentence', () => {
    const text = 'LIMA, Peru, June 3 (AFP) - Peru chose a fighter.\nMore later.';
    const article = segment(text, null);
    expect(article.sentences.map(({ text: words }) => words)).toEqual(['Peru chose a fighter.', 'More later.']);
    expect(article.datelines).toEqual([{ place: 'LIMA', start: 0, end: text.indexOf('Peru chose') }]);
  });

  it('takes no sentence for a dateline', () => {
    expect(datelineOf('NATO allies met - briefly - in June.')).toBeNull();
    expect(datelineOf('Poland and Korea met on Friday.')).toBeNull();
  });

  it('marks the title and lines that are no sentences', () => {
    const roles = segment('A deal is near\n\nWhat it means\n\nPeru signed.', 'A deal is near').sentences.map(
      ({ role }) => role,
    );
    expect(roles).toEqual(['title', 'heading', 'heading', 'body']);
  });

  it('gives offsets of the text as it stands', () => {
    const text = '  Erdoğan  spoke.\r\n\r\n\tAnkara\u00a0answered. ';
    for (const { start, end, text: words } of segment(text, null).sentences) expect(text.slice(start, end)).toBe(words);
  });
});

describe('segment on endless text', () => {
  const pieces = (text: string) => {
    const { sentences } = segment(text, null);
    for (const { start, end, text: words } of sentences) expect(words).toBe(text.slice(start, end));
    return sentences.map(({ text: words }) => words);
  };

  it.each([
    ['after a comma', 'Peru, which signed last year, and '.repeat(300)],
    ['at a blank', 'Peru has signed and '.repeat(300)],
    ['where it must', 'x'.repeat(5000)],
    ['between characters of two units', '\u{1F680}'.repeat(3000)],
  ])('cuts a sentence that does not end %s, and loses nothing', (_, text) => {
    const cut = pieces(text);
    expect(Math.max(...cut.map((piece) => piece.length))).toBeLessThanOrEqual(LONGEST_SENTENCE);
    expect(cut.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(cut.filter((piece) => /^[\udc00-\udfff]/.test(piece))).toEqual([]);
  });

  it('cuts after a mark where one is near', () => {
    const cut = pieces('Peru, which signed last year, and '.repeat(300));
    expect(cut.slice(0, -1).filter((piece) => !piece.endsWith(','))).toEqual([]);
  });

  it('finds the same sentences in one long paragraph as in many short ones', () => {
    const paragraph = (n: number) =>
      `Peru signed contract no. ${n} on Friday. “It cost $4.5 bn.,” he said. Gen. Rao spoke. `;
    const many = Array.from({ length: 400 }, (_, n) => paragraph(n));
    expect(pieces(many.join(''))).toEqual(many.flatMap((text) => pieces(text)));
  });

  it('reads no more of a title than of a sentence', () => {
    expect(segment('Peru signed.', 'x'.repeat(1e6)).sentences[0]?.text).toHaveLength(LONGEST_SENTENCE);
  });
});

describe('tokenize', () => {
  const words = (text: string) => tokenize(text, 0).map(({ lower }) => lower);

  it('cuts designations alike however they are written', () => {
    expect(words('S-400')).toEqual(words('S400'));
    expect(words('S-400')).toEqual(words('s 400'));
  });

  it('keeps abbreviations and decimals, cuts possessives and contractions', () => {
    expect(words("The U.S. hasn't paid Turkey's $2.5 billion")).toEqual([
      'the',
      'u.s.',
      'hasn',
      "'t",
      'paid',
      'turkey',
      "'s",
      '$',
      '2.5',
      'billion',
    ]);
  });

  it('folds diacritics and Turkish letters', () => {
    expect(['Işık', 'Çavuşoğlu', 'ŁÓDŹ', 'İsmail'].map(fold)).toEqual(['isik', 'cavusoglu', 'lodz', 'ismail']);
  });
});
