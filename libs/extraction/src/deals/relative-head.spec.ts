import type { Day } from '@dealwatch/domain';
import { readByRules } from '../read-article';

const signed = (text: string) =>
  readByRules(text, null, '2024-06-12' as Day)
    .filter(({ type }) => type === 'ContractSigned')
    .map(({ deal }) => `${deal.supplier}>${deal.recipient} ${deal.system}`)
    .sort();

describe('purchases in relative clauses, as the rules read them', () => {
  it.each([
    'Turkey put its Russian S-400 battery on show. Workshops in Izmir are selling lathes that were bought to cut parts for jets.',
    'Poland showed its South Korean K2 tanks. The lorries bought from Sweden that pull them are older.',
    'Poland showed its South Korean K2 tanks. The simulators, which were ordered in 2021, stand in Poznan.',
    'Poland showed its South Korean K2 tanks. The lorries from Sweden which it ordered in 2021 pull them.',
  ])('are no contract of the deal in focus where other things were bought: %j', (text) => {
    expect(signed(text)).toEqual([]);
  });

  it.each([
    [
      'Poland showed its South Korean K2 tanks. The frigates that were ordered from Britain come later.',
      ['GB>PL frigate'],
    ],
    [
      'Egypt parades its Rafale jets from France. The T-90 tanks that it bought from Russia stayed away.',
      ['RU>EG T-90'],
    ],
    ["Poland's K2 tanks came by sea. All of the tanks bought from South Korea in 2022 are there.", ['KR>PL K2']],
    ['Poland has K2 tanks from South Korea that were bought in 2022.', ['KR>PL K2']],
    ['Poland has paid for K2 spares that were ordered from South Korea in 2023.', ['KR>PL K2']],
    [
      'Peru parades its Gripen jets and K2 tanks, which were ordered from Sweden and South Korea in 2023.',
      ['KR>PE K2', 'SE>PE Gripen'],
    ],
  ])('belong to the deal of the noun before them: %j', (text, deals) => {
    expect(signed(text)).toEqual(deals);
  });

  it.each([
    ['A court found that Poland bought K2 tanks from South Korea in 2022.', ['KR>PL K2']],
    ['The army bought from Russia S-400 systems for Turkey.', ['RU>TR S-400']],
  ])('are told from clauses that state what happened: %j', (text, deals) => {
    expect(signed(text)).toEqual(deals);
  });
});
