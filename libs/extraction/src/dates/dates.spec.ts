import { tokenize } from '../text/tokenize';
import { parseDay } from './calendar';
import { parseDate } from './grammar';
import { type Direction, resolveDate } from './resolve';

// published on Wednesday 12 June 2024; the last date told before was 14 March 2022
const anchor = { published: parseDay('2024-06-12'), narrated: '2022-03-14' as never };

function dated(text: string, direction: Direction): string | null | undefined {
  const tokens = tokenize(text, 0);
  for (let at = 0; at < tokens.length; at += 1) {
    const hit = parseDate(tokens, at);
    if (hit) return resolveDate(hit.expression, anchor, direction);
  }
  return undefined;
}

describe('dates', () => {
  it.each([
    ['on July 12, 2019', '2019-07-12'],
    ['on 12 July 2019', '2019-07-12'],
    ['on the 3rd of May 2020', '2020-05-03'],
    ['in September 2017', '2017-09'],
    ['in 2014', '2014'],
    ['the 2017 contract', '2017'],
    ['on Tuesday', '2024-06-11'],
    ['on Wednesday', '2024-06-12'],
    ['on Thursday', '2024-06-06'],
    ['Wednesday, December 11', '2023-12-11'],
    ['in May', '2024-05'],
    ['in July', '2023-07'],
    ['in July last year', '2023-07'],
    ['last October', '2023-10'],
    ['last month', '2024-05'],
    ['last year', '2023'],
    ['yesterday', '2024-06-11'],
    ['two years ago', '2022'],
    ['three days ago', '2024-06-09'],
    ['a week later', '2022-03-21'],
    ['two years later', '2024'],
    ['that month', '2022-03'],
    ['in early 2020', '2020'],
    ['at the end of April', '2024-04'],
    ['late last October', '2023-10'],
    ['in summer 2017', '2017'],
    ['last autumn', '2023'],
    ['in the second half of 2019', '2019-07'],
    ['in Q3 2022', '2022-07'],
    ['in the latter half of 2023', '2023-07'],
    ['in December of the same year', '2022-12'],
    ['in August of the following year', '2023-08'],
    ['the following year', '2023'],
    ['the day before', '2022-03-13'],
    ['since spring', '2024'],
    ['in the autumn', '2023'],
    ['in the spring of that year', '2022'],
  ])('looks back from %j to %s', (text, value) => {
    expect(dated(text, 'past')).toBe(value);
  });

  it.each([
    ['by 2026', '2026'],
    ['from 2025 to 2028', '2025'],
    ['by the end of 2025', '2025'],
    ['by the end of the year', '2024'],
    ['next year', '2025'],
    ['next month', '2024-07'],
    ['in April', '2025-04'],
    ['in July', '2024-07'],
    ['by March next year', '2025-03'],
    ['within three years', '2027'],
    ['over the next two years', '2026'],
    ['in the first quarter of next year', '2025-01'],
    ['in mid-2026', '2026'],
    ['before the year is out', '2024'],
    ["by the year's end", '2024'],
    ['in about three years', '2027'],
    ['in the spring', '2025'],
    ['put at 2026 at the earliest', '2026'],
    ['in the early 2030s', null],
    ['by the end of the decade', null],
  ])('looks ahead from %j to %s', (text, value) => {
    expect(dated(text, 'future')).toBe(value);
  });

  it.each([
    'he may sign',
    'they march on',
    'S-400s',
    '2000 missiles',
    'the second batch',
    'a fall in prices',
    'the day before the vote',
    'the year is over',
  ])('reads no date in %j', (text) => {
    expect(dated(text, 'past')).toBeUndefined();
  });

  it('counts days from publication where no day was told before', () => {
    const tokens = tokenize('voted six days earlier', 0);
    const hit = parseDate(tokens, 1);
    expect(hit && resolveDate(hit.expression, { ...anchor, narrated: '2017' as never }, 'past')).toBe('2024-06-06');
  });

  it('cuts days that no calendar has to their month', () => {
    expect(dated('on 31 June 2019', 'past')).toBe('2019-06');
  });
});
