import fc from 'fast-check';
import { normaliseText } from './text';

const messy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        ' ',
        '\t',
        '\u0000',
        '\ufeff',
        '\u0085',
        '\u2028',
        'e\u0301',
        '\ud83d',
        'a',
        '\u00a0',
        '\u0301',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

test('normalising twice changes nothing', () => {
  fc.assert(fc.property(messy, (text) => normaliseText(normaliseText(text)) === normaliseText(text)));
});

test('no normalised text holds what a store or a hash would stumble over', () => {
  fc.assert(
    fc.property(messy, (text) => !/(?![\n\t])\p{Cc}|\p{Surrogate}|\ufeff|[^\S\n]\n|^\n|\n$/u.test(normaliseText(text))),
  );
});

test('two files of one text are the same text, whatever system wrote them', () => {
  const windows = '\ufeff\r\n  Talks went on. \r\n\r\nThe caf\u0065\u0301 closed.\u0000\t\r\n\r\n';
  expect(normaliseText(windows)).toBe('  Talks went on.\n\nThe café closed.');
});
