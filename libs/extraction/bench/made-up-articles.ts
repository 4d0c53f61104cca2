import type { ArticleText } from '@dealwatch/extraction';

/** Length of a made-up article in characters. */
const ARTICLE_LENGTH = 2000;
const ARTICLES = 200;

const BUYERS = ['Poland', 'Egypt', 'Indonesia', 'Brazil', 'Morocco', 'Thailand', 'Greece', 'Peru', 'Norway', 'India'];
const SELLERS = ['France', 'the United States', 'South Korea', 'Sweden', 'Germany', 'Turkey', 'Israel', 'Italy'];
const GOODS = [
  'Rafale jets',
  'HIMARS launchers',
  'K2 tanks',
  'Gripen fighters',
  'Type 212 submarines',
  'S-400 systems',
  'Patriot batteries',
  'FREMM frigates',
];
const SENTENCES = [
  '{buyer} signed a contract with {seller} for {n} {goods} on 12 March {year}, the defence ministry announced.',
  'Deliveries of the {goods} are expected to begin in {year}, according to a spokesman in the capital.',
  'Officials of {buyer} and {seller} have been negotiating the price of the {goods} since last autumn.',
  'The second batch of {goods} will be handed over by the end of next year, he added.',
  'Washington warned that the purchase of the {goods} could trigger sanctions, which {buyer} dismissed.',
  'The minister said that technology transfer was a condition and that local production would follow.',
  'It rained for most of the week, and the ceremony was moved into a hangar of the old airfield.',
  'The budget committee spent two hours on pensions, roads and the price of fuel before it turned to defence.',
  'Pilots from {buyer} are training on the {goods}, and an advance payment of {n} million dollars has been made.',
  'Critics say that the country has no need of them; others recall that neighbours bought {n} of the same kind.',
];

/** Articles of made-up sentences, the same on every run. */
export function madeUpArticles(): ArticleText[] {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const pick = (list: readonly string[]) => list[next(list.length)] as string;
  return Array.from({ length: ARTICLES }, () => {
    const [buyer, seller, goods] = [pick(BUYERS), pick(SELLERS), pick(GOODS)];
    const fill = (sentence: string) =>
      sentence
        .replace(/\{buyer\}/g, buyer)
        .replace(/\{seller\}/g, seller)
        .replace(/\{goods\}/g, goods)
        .replace(/\{n\}/g, String(2 + next(60)))
        .replace(/\{year\}/g, String(2015 + next(12)));
    let text = '';
    while (text.length < ARTICLE_LENGTH) text += `${fill(pick(SENTENCES))}${next(3) === 0 ? '\n\n' : ' '}`;
    return {
      text: text.trim(),
      title: `${buyer} and the ${goods}`,
      publishedOn: '2024-06-12' as ArticleText['publishedOn'],
    };
  });
}
