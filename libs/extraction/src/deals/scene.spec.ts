import { analyse } from '../analysis';
import { nounCovers, type Scene, sceneOf, singular } from './scene';
import { triplesOf } from './triples';

const scene = (text: string, title: string | null = null) => sceneOf(analyse(text, title));
const names = ({ systems }: Scene) => systems.map(({ name }) => name);
const codes = ({ parties }: Scene) => parties.map(({ code }) => code);
const deals = (one: Scene) =>
  triplesOf(one).map(
    ({ system, supplier, recipient }) =>
      `${one.parties[supplier]?.code}>${one.parties[recipient]?.code} ${one.systems[system]?.name}`,
  );

describe('the scene of an article', () => {
  it('holds each system once with its places, the most named first', () => {
    const one = scene('Peru wants the Gripen. Peru saw the K2 and the Gripen. Sweden sells the Gripen.');
    expect(names(one)).toEqual(['Gripen', 'K2']);
    expect(one.systems[0]?.places.map(({ sentence }) => sentence)).toEqual([0, 1, 2]);
    expect(one.systems.map(({ rank }) => rank)).toEqual([1, 2]);
  });

  it('counts a title for more than a later sentence', () => {
    expect(names(scene('Peru has K2s. Peru saw the Rafale. It was fine.', 'Peru wants the Rafale'))[0]).toBe('Rafale');
  });

  it('takes a noun of weapons for a system where goods bear no other name', () => {
    const one = scene('Peru saw the K2 tank. Peru ordered four frigates and two batteries of howitzers.');
    expect(one.systems.filter(({ general }) => general).map(({ name }) => name)).toContain('frigate');
  });

  it('knows states by name, through companies, and as makers of what is named', () => {
    const one = scene('Poland and Hanwha Aerospace spoke of the Gripen.');
    expect(codes(one)).toEqual(expect.arrayContaining(['PL', 'KR', 'SE']));
    expect(one.parties.find(({ code }) => code === 'SE')?.places).toEqual([]);
    expect(one.parties.find(({ code }) => code === 'KR')?.places.map(({ form }) => form)).toEqual(['company']);
  });

  it('keeps a programme apart from goods on sale', () => {
    const [system] = scene('Turkey was thrown out of the F-35 programme over its S-400s.').systems.filter(
      ({ name }) => name === 'F-35',
    );
    expect([system?.places.length, system?.programmes.length]).toEqual([0, 1]);
  });

  it('is bounded, however many states and systems a list holds', () => {
    const list =
      'Gripen, Rafale, K2, K9, S-400, S-300, Su-35, Su-30, F-16, F-35, F-15, T-90, T-72, Leopard 2, Abrams, Patriot, NASAMS';
    const states =
      'Peru, Chile, Brazil, Poland, Sweden, France, Spain, Italy, Greece, Turkey, India, Japan, Egypt, Kenya, Iraq, Iran';
    const one = scene(`${list}, Bayraktar TB2 and Javelin were shown to ${states} and Oman.`);
    expect([one.systems.length, one.parties.length]).toEqual([16, 14]);
  });

  it.each([
    ['submarines', 'submarine'],
    ['batteries', 'battery'],
    ['howitzers', 'howitzer'],
    ['torpedoes', 'torpedo'],
    ['aircraft', 'aircraft'],
    ['air defense systems', 'air defence system'],
    ['armored vehicles', 'armoured vehicle'],
  ])('names general goods in the singular, in British spelling: %s', (noun, one) => {
    expect(singular(noun)).toBe(one);
  });
});

describe('the deals that an article could speak of', () => {
  it('hold the right one, and a maker that is not named', () => {
    expect(deals(scene('Poland signed a contract with South Korea for 180 K2 tanks.'))).toContain('KR>PL K2');
    expect(deals(scene('Peru has ordered 24 Gripen jets.'))).toContain('SE>PE Gripen');
    expect(deals(scene('Greece handed its old Leopard 2 tanks on to Ukraine.'))).toContain('GR>UA Leopard 2');
  });

  it('never sell to the seller, nor to a state that the article does not name', () => {
    const all = deals(scene('Peru and Chile looked at the Gripen and the Rafale.'));
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((deal) => !/^([A-Z]{2})>(?!\1)(?:PE|CL) /.test(deal))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });
});

test('a noun can stand for a system of its class', () => {
  const one = scene('Peru has K2 tanks. The tanks came by ship with some frigates.');
  const [k2] = one.systems;
  const nouns = one.sentences[1]?.items.filter(({ kind }) => kind === 'class') ?? [];
  expect(k2 && nouns.map((noun) => [noun.lower, nounCovers(noun, k2)])).toEqual(
    expect.arrayContaining([
      ['tanks', true],
      ['frigates', false],
    ]),
  );
});
