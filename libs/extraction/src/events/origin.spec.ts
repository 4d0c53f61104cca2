import lexicon from '../../lexicon/outlets.json';
import { originOf } from './origin';

test.each([
  ['The second batch has been agreed, TASS reported on Monday.', 'tass'],
  ['The Vedomosti daily reported on Wednesday that the jets were ready.', 'vedomosti'],
  ['Talks are at an advanced stage, the minister told the daily Hürriyet.', 'hurriyet'],
  ['"We will sign," he told Russian state news agency RIA Novosti on Friday.', 'ria novosti'],
  ['Deliveries begin in May, according to Reuters, which cited two officials.', 'reuters'],
  ['The price is five billion dollars, according to a report by the Financial Times.', 'financial times'],
  ['Speaking to the Tasnim agency, he ruled out a delay.', 'tasnim'],
  ['ANKARA (Reuters) - Turkey has signed a contract for the missiles.', 'reuters'],
  ['Paris, 3 May (AFP) — Greece signed for six more jets.', 'afp'],
  ['MOSCOW, July 12. /TASS/. Deliveries have begun.', 'tass'],
  ['The jets will be built under licence, Agence France-Presse quoted him as saying.', 'afp'],
  ['The first ship was handed over, Jane’s reported.', 'janes'],
  ['The ministry is ready to pay, the newspaper Népszava wrote.', 'nepszava'],
  ['In an interview with the Danish daily Berlingske he named a price.', 'berlingske'],
])('%s: %s', (sentence, origin) => {
  expect(originOf(sentence)).toBe(origin);
});

test.each([
  'The minister told reporters in Ankara on Monday that the contract was signed.',
  'Washington told Moscow that the sale would trigger sanctions.',
  'According to the Turkish presidency, two batteries arrived.',
  'He told a Moscow newspaper that the jets were ready.',
  'The daily Monday briefing said nothing of the sale.',
  'The Bloomberg terminal maker and Janes are customers.',
  'A dawn raid was reported by the ministry.',
  'Rosoboronexport (Russia) has delivered two batteries.',
])('a sentence that names no outlet as its source has no origin: %s', (sentence) => {
  expect(originOf(sentence)).toBeNull();
});

test('an outlet and each of its forms stand once in the list, in the order of names', () => {
  const names = lexicon.outlets.map(({ name }) => name);
  const forms = lexicon.outlets.flatMap(({ name, aliases = [] }: { name: string; aliases?: string[] }) => [
    name,
    ...aliases,
  ]);
  expect(new Set(forms).size).toBe(forms.length);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

test('a long sentence of capitals takes time by its length, not by its square', () => {
  const timed = (times: number) => {
    const began = performance.now();
    originOf(`${times} ${'told the '.repeat(times)}${'According To Some '.repeat(4 * times)}`);
    return performance.now() - began;
  };
  timed(1_000);
  // twenty times as long would take four hundred times as long
  expect(timed(20_000)).toBeLessThan(150 * Math.max(1, timed(1_000)));
});
