import { tokenize } from '../text/tokenize';
import { findMentions } from './find-mentions';
import { settleRiskyNames } from './risky-names';
import type { Item } from './types';

const items = (text: string): readonly Item[] => settleRiskyNames([findMentions(tokenize(text, 0))])[0] ?? [];
const only = <Kind extends Item['kind']>(text: string, kind: Kind) =>
  items(text).filter((item): item is Item & { kind: Kind } => item.kind === kind);

describe('mentions', () => {
  it('are all laid out alike, of whatever kind', () => {
    const text =
      'On 12 May 2021 the Turkish defence ministry paid NATO and Saab $3 billion for 12 Gripen jets and a radar in Oslo.';
    const layouts = new Set(items(text).map((item) => Object.keys(item).join()));
    expect(new Set(items(text).map(({ kind }) => kind)).size).toBeGreaterThan(7);
    expect(layouts.size).toBe(1);
  });

  it.each([
    ['the S-400s', 'S-400'],
    ['S400 Triumf', 'S-400'],
    ['ten F-35As', 'F-35'],
    ['Leopard 2A7 tanks', 'Leopard 2'],
    ['F-16 Block 70 jets', 'F-16'],
    ['long-range Patriot air and missile defence systems', 'Patriot'],
    ['a ZQ-17 missile', 'ZQ-17'],
    ['the Marlin-class submarine', 'Marlin'],
    ['a Type 777 frigate', 'Type 777'],
    ['two Perry frigates', 'Oliver Hazard Perry'],
    ['the Nagapasa submarines', 'Type 209'],
    ['twelve HAWKs', 'HAWK'],
    ['two Hawks from Brough', 'Hawk'],
    ['Chile will buy no more Leopards', 'Leopard 2'],
  ])('knows the system in %j', (text, name) => {
    expect(only(text, 'system').map((item) => item.name)).toEqual([name]);
  });

  it.each([
    'It will replace the Marder with the Lynx, the CV90 or the Redback.',
    'It was beaten by the Lynx of the German company Rheinmetall.',
  ])('takes a word for a system where a list or its maker stands beside it: %j', (text) => {
    expect(only(text, 'system').map((item) => item.name)).toContain('Lynx');
  });

  it.each([
    'a patriot spoke',
    'a lynx and its young were seen',
    'The Lynx, a cat, is rare in Germany.',
    'the typhoon hit Manila',
    'the F4 standard',
    'page A4',
    'a Virginia farmer',
    'Attack submarines of all kinds',
    'River patrol boats',
    'Istanbul frigates',
  ])('sees no system in %j', (text) => {
    expect(only(text, 'system')).toEqual([]);
  });

  it('asks a long text for a word on armed forces before a common word on sale is taken for goods', () => {
    const bought = 'Chile bought Mistral as its second brand of soap.';
    const read = (...others: string[]) =>
      settleRiskyNames([bought, ...others].map((text) => findMentions(tokenize(text, 0))))
        .flat()
        .filter(({ kind }) => kind === 'system').length;
    const dull = ['It foams.', 'It is green.', 'It sells well.', 'Shops have it.'];
    expect(read(...dull)).toBe(0);
    expect(read('The army wants it.', ...dull)).toBe(1);
  });

  it('takes a programme for no goods', () => {
    expect(only('the F-35 programme and the F-35 jets', 'system').map(({ programme }) => programme)).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['Ankara', 'TR', 'capital'],
    ['the Kremlin', 'RU', 'metonym'],
    ['Polish', 'PL', 'demonym'],
    ['the Philippines', 'PH', 'name'],
  ])('knows the state in %j', (text, code, form) => {
    expect(only(text, 'state')).toMatchObject([{ code, form, from: 0 }]);
  });

  it('joins office and person to their state', () => {
    expect(only("Peru's defence minister Ana Quispe Rojas spoke", 'state')).toMatchObject([
      { code: 'PE', agent: 'defence minister', named: 'Ana Quispe Rojas' },
    ]);
  });

  it.each([
    ['$2.5 bln', 2_500_000_000, 'USD'],
    ['8 billion-pound', 8_000_000_000, 'GBP'],
    ['US$500 million', 500_000_000, 'USD'],
    ['EUR 1.2bn', 1_200_000_000, 'EUR'],
    ['Rs 35,000 crore', 350_000_000_000, 'INR'],
  ])('reads the money in %j', (text, value, unit) => {
    expect(only(text, 'money')).toMatchObject([{ value, unit }]);
  });

  it.each([
    ['a dozen', 12],
    ['two dozen', 24],
    ['twenty-four', 24],
    ['5,000', 5000],
  ])('reads the number in %j', (text, value) => {
    expect(only(text, 'number')).toMatchObject([{ value }]);
  });

  it('covers every token once', () => {
    const text = 'Warsaw said on 3 May that 32 F-35 jets, worth $4.6bn, are due.';
    const tokens = tokenize(text, 0);
    expect(items(text).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))).toEqual(
      tokens.map((_, i) => i),
    );
  });
});
