import { tokenize } from '../text/tokenize';
import { findMentions } from './find-mentions';

const found = (text: string) =>
  findMentions(tokenize(text, 0)).flatMap((item) => (item.kind === 'system' ? [[item.name, item.systemClass]] : []));

describe('designations that no list holds', () => {
  it.each([
    ['letters and a number', 'Algeria bought 48 Kh-95MK2 missiles.', 'Kh-95MK2', 'missile'],
    ['capitals and a number', 'two batteries of the HQ-88 air defence system', 'HQ-88', 'air-defence'],
    ['letters in both cases', 'a dozen KaB-77K fighters', 'KaB-77K', 'fighter'],
    ['a number with letters and a number behind it', 'older M139A7 howitzers', 'M139A7', 'artillery'],
    ['a helicopter', 'the AH-7Z attack helicopters', 'AH-7Z', 'attack-helicopter'],
    ['a whole word and a number', 'the Zoran-474 missile', 'Zoran-474', 'missile'],
    ['a noun as general as systems', 'several TK-700 systems', 'TK-700', 'generic'],
    ['an index that begins with a number', 'four 9K795 missile systems', '9K795', 'missile'],
    ['an index with a suffix', 'a load of 44N9E2 missiles', '44N9E2', 'missile'],
    ['a type number', 'a Type 777 frigate', 'Type 777', 'frigate'],
    ['a type of ship by its zero', 'Karachi will get four Type 058C from China.', 'Type 058C', 'ship'],
    ['a project', 'the Project 21199 patrol ships', 'Project 21199', 'patrol-vessel'],
    ['a project of ships by its five digits', 'two more of Project 22995', 'Project 22995', 'ship'],
    ['a class of ships', 'the Marlin-class submarine', 'Marlin', 'submarine'],
    ['a class without a hyphen', 'three Sea Marlin class corvettes', 'Sea Marlin', 'corvette'],
    ['a class of one letter', 'an X-class frigate', 'X', 'frigate'],
    ['a Roman numeral', 'Zorvan II missiles', 'Zorvan II', 'missile'],
    ['a name in quotation marks', 'the “Zorvan” missile system', 'Zorvan', 'missile'],
    ['a number in quotation marks', 'the "Zorvan-9" rocket launchers', 'Zorvan-9', 'rocket-artillery'],
    ['a code of American equipment', 'for two AN/TPX-199 it paid cash', 'AN/TPX-199', 'radar'],
    ['a jammer by its code', 'with the AN/ALX-301', 'AN/ALX-301', 'electronic-warfare'],
    ['an Israeli radar', 'the EL/M-2999 was shown', 'EL/M-2999', 'radar'],
    ['a noun right before', 'the missile ZQ-88 was fired', 'ZQ-88', 'missile'],
  ])('are known by %s', (_, text, name, systemClass) => {
    expect(found(text)).toEqual([[name, systemClass]]);
  });

  it('share the noun of the last of a list', () => {
    expect(found('VT-88, VT-89 and ZX-3 tanks')).toEqual([
      ['VT-88', 'tank'],
      ['VT-89', 'tank'],
      ['ZX-3', 'tank'],
    ]);
  });

  it.each([
    'The MMRCA tender was scrapped.',
    'the MMRCA fighters',
    'COVID-19 ships were held in port',
    'leaders of the G20 missile club',
    'a G-20 system',
    'at 10:00 UTC+3 missiles fell',
    'the FY24 aircraft request',
    'in 2H25 missiles will follow',
    'the 8X8 vehicles',
    'World War II tanks',
    'Phase II missiles',
    'world-class frigates',
    'World class frigates',
    'first-class submarines',
    'Route-66 vehicles',
    'Article-5 missiles',
    'COP-29 drones',
    'the frigate F-721',
    'ZX-12 is a road',
    'Project 2025 won',
    'The “Great” Wall and the missile',
    'the ZX-9 engines',
    'June-12 missiles',
    'by 2030 ships',
  ])('are none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
