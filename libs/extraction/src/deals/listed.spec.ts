import type { DealKey } from '@dealwatch/domain';
import { analyse } from '../analysis';
import { listedPart } from './listed';
import { sceneOf } from './scene';

const deal = (name: string): DealKey => {
  const [supplier = '', recipient = '', ...system] = name.split(' ');
  return { supplier, recipient, system: system.join(' ') };
};
const partOf = (text: string, a: string, b: string) => listedPart(sceneOf(analyse(text, null)), 0, deal(a), deal(b));

describe('two deals in one list', () => {
  it.each([
    ['Egypt ordered 28 Su-30 fighters and 16 Yak-130 trainers from Russia.', 'RU EG Su-30', 'RU EG Yak-130', 'system'],
    ['Poland took delivery of the first K2 tanks and another 24 K9 howitzers.', 'KR PL K2', 'KR PL K9', 'system'],
    [
      'Peru looks at the Swedish Gripen, the French Rafale and the American F-16.',
      'SE PE Gripen',
      'FR PE Rafale',
      'system',
    ],
    ['Estonia and Latvia signed for the IRIS-T of Germany.', 'DE EE IRIS-T', 'DE LV IRIS-T', 'recipient'],
    ['Argentina bought used F-16 fighters from Denmark and the Netherlands.', 'DK AR F-16', 'NL AR F-16', 'supplier'],
    ['Peru wants three frigates and up to 24 Gripen jets.', 'SE PE Gripen', 'SE PE frigate', 'system'],
  ])('differ in the part that the list names: %s', (text, a, b, part) => {
    expect(partOf(text, a, b)).toBe(part);
  });

  it.each([
    ['Egypt ordered the Su-30 from Russia in 2006 and received the Yak-130 later.', 'RU EG Su-30', 'RU EG Yak-130'],
    ['Estonia signed for the IRIS-T, which Latvia may want.', 'DE EE IRIS-T', 'DE LV IRIS-T'],
    ['Poland parades its K2 tanks.', 'KR PL K2', 'KR PL K9'],
    ['Russia sends Su-30 fighters to India and Yak-130 trainers to Syria.', 'RU IN Su-30', 'RU IN Yak-130'],
    ['Poland parades its K2 tanks and K9 howitzers.', 'KR PL K2', 'KR PL K2'],
  ])('are none: %s', (text, a, b) => {
    expect(partOf(text, a, b)).toBeNull();
  });
});
