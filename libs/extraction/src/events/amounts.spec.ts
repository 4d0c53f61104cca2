import { analyse } from '../analysis';
import { findMentions } from '../mentions/find-mentions';
import { tokenize } from '../text/tokenize';
import type { Frame } from '../triggers/frames';
import { quantityOf, sumOf } from './amounts';

const numbers = (text: string) =>
  findMentions(tokenize(text, 0)).flatMap((item) => (item.kind === 'number' ? [item.value] : []));
const sums = (text: string) =>
  findMentions(tokenize(text, 0)).flatMap((item) => (item.kind === 'money' ? [[item.value, item.unit]] : []));

/** What is read for a trigger at a word of a sentence. */
function read(text: string, word: string, frame: Frame, system: string | null = null) {
  const [sentence] = analyse(text, null).analysed;
  const head = sentence?.items.findIndex(({ lower }) => lower === word) ?? -1;
  if (!sentence || head < 0) throw new Error(`No "${word}" in "${text}".`);
  const trigger = { pattern: word, frame, mood: null, head, from: head, to: head + 1 };
  const found = { ...trigger, matched: [head], nominal: false, place: null };
  const quantity = quantityOf(sentence, found, system);
  return { quantity: quantity && [quantity.amount, quantity.unit], value: sumOf(sentence, found) };
}
const ordered = (text: string, system?: string) => read(`Peru ordered ${text} from Spain.`, 'ordered', 'buy', system);

describe('numbers', () => {
  it.each([
    ['36', 36],
    ['5,000', 5000],
    ['some 36', 36],
    ['two dozen', 24],
    ['half a dozen', 6],
    ['a pair', 2],
    ['a couple', 2],
    ['twenty-four', 24],
    ['three hundred', 300],
    ['one hundred and fourteen', 114],
    ['a hundred', 100],
    ['100-odd', 100],
    ['20-plus', 20],
    ['100 to 150', 100],
    ['14-to-28', 14],
    ['between 12 and 18', 12],
    ['12–18', 12],
  ])('are read from %j', (text, value) => {
    expect(numbers(`${text} jets`)).toEqual([value]);
  });

  it.each(['one', 'the 18th', 'the 221st', 'several hundred', 'a', 'half'])('are none in %j', (text) => {
    expect(numbers(`${text} jets`)).toEqual([]);
  });

  it('keeps both ends of a rise and of a pair of years', () => {
    expect(numbers('from 12 to 18 jets')).toEqual([12, 18]);
    expect(numbers('the 737-800 planes')).toEqual([737, 800]);
  });
});

describe('sums of money', () => {
  it.each([
    ['$2.5bn', 2.5e9, 'USD'],
    ['US$500 million', 5e8, 'USD'],
    ['€600m', 6e8, 'EUR'],
    ['600m euros', 6e8, 'EUR'],
    ['A$1.3bn', 1.3e9, 'AUD'],
    ['R$4 billion', 4e9, 'BRL'],
    ['Rs 59,000 crore', 5.9e11, 'INR'],
    ['Rs. 1.2 lakh crore', 1.2e12, 'INR'],
    ['₹9,000 crore', 9e10, 'INR'],
    ['zł 4.9 billion', 4.9e9, 'PLN'],
    ['4.9 billion zlotys', 4.9e9, 'PLN'],
    ['SEK 39.3bn', 3.93e10, 'SEK'],
    ['CZK14.4 billion', 1.44e10, 'CZK'],
    ['PHP2.38 billion', 2.38e9, 'PHP'],
    ['2.9 billion rand', 2.9e9, 'ZAR'],
    ['nearly half a billion dollars', 5e8, 'USD'],
    ['two and a half billion dollars', 2.5e9, 'USD'],
    ['a billion euros', 1e9, 'EUR'],
    ['a billion-dollar package', 1e9, 'USD'],
    ['one million pounds', 1e6, 'GBP'],
    ['five hundred million dollars', 5e8, 'USD'],
    ['800 million Australian dollars', 8e8, 'AUD'],
    ['600 million Swedish crowns', 6e8, 'SEK'],
    ['300 million Kuwaiti dinars', 3e8, 'KWD'],
    ['between 2 and 3 billion dollars', 2e9, 'USD'],
    ['between $2 billion and $3 billion', 2e9, 'USD'],
    ['$2-3 billion', 2e9, 'USD'],
    ['$2 to $3 billion', 2e9, 'USD'],
  ])('are read from %j', (text, value, unit) => {
    expect(sums(`worth ${text}`)).toEqual([[value, unit]]);
  });

  it.each([
    'a 2,000-pound bomb',
    'they 12 try',
    'multibillion-dollar',
    'a real loss',
    'it won 3 tenders',
    'F-16 dollars',
  ])('are none in %j', (text) => {
    expect(sums(text)).toEqual([]);
  });
});

describe('the quantity of a step', () => {
  it.each([
    ['36 Rafale fighters', [36, 'aircraft']],
    ['a pair of frigates', [2, 'frigates']],
    ['two dozen new tanks', [24, 'tanks']],
    ['some 26,000 rifles', [26_000, 'rifles']],
    ['100-odd armoured vehicles', [100, 'armoured vehicles']],
    ['three S-400 regiments', [3, 'air defence']],
    ['two batteries of NASAMS', [2, 'batteries']],
    ['100 to 150 Gripen jets', [100, 'aircraft']],
    ['Gripen jets, a squadron of 18', [18, 'aircraft']],
    ['18 of 24 Rafale jets', [18, 'aircraft']],
    ['between 12 and 18 helicopters', [12, 'helicopters']],
  ])('is %j', (text, quantity) => {
    expect(ordered(text).quantity).toEqual(quantity);
  });

  it.each([
    'the 18th frigate',
    'jets for 221 Squadron',
    'jets in 2019',
    'tanks on 12 March',
    'the F-16 Block 70',
    'the Leopard 2 tank',
    'Boeing 737 aircraft',
    'helicopters with 40 percent of the parts',
    'jets worth 2 billion dollars',
  ])('is none in %j', (text) => {
    expect(ordered(text).quantity).toBeNull();
  });

  it('is that of the system of the deal, where several are counted', () => {
    expect(ordered('180 K2 tanks and 212 K9 howitzers', 'K9').quantity).toEqual([212, 'artillery']);
    expect(ordered('180 K2 tanks and 212 K9 howitzers', 'K2').quantity).toEqual([180, 'tank']);
  });

  it('is one for the first of several that come one by one', () => {
    const text = 'Spain delivered the first of four frigates to Peru.';
    expect(read(text, 'delivered', 'deliver').quantity).toEqual([1, 'frigates']);
  });

  it('stands outside the clause for an order, not for a delivery', () => {
    expect(read('Twelve K9 howitzers: Peru signed with Seoul.', 'signed', 'sign').quantity).toEqual([12, 'artillery']);
    expect(read('Twelve K9 howitzers: Seoul delivered on Friday.', 'delivered', 'deliver').quantity).toBeNull();
  });
});

describe('the value of a step', () => {
  it.each([
    ['Norway ordered Piorun missiles from Poland for 350 million crowns.', 350e6, 'NOK'],
    ['The Czech Republic ordered CAESAR howitzers from France for 8.5 billion crowns.', 8.5e9, 'CZK'],
    ['Pakistan ordered frigates from Turkey for 90 billion rupees.', 90e9, 'PKR'],
    ['Australia ordered missiles from Norway for 850 million dollars.', 850e6, 'USD'],
  ])('is in the money of a state of the sentence: %s', (text, amount, unit) => {
    expect(read(text, 'ordered', 'buy').value).toEqual({ amount, unit });
  });

  it('belongs to no delivery', () => {
    const text = 'Deliveries of the frigates to Peru began on Friday under a contract worth 600 million euros.';
    expect(read(text, 'began', 'deliver').value).toBeNull();
  });
});
