import { join } from 'node:path';
import { type Day, EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { analyse } from '../analysis';
import { readingOf } from '../events/read-claims';
import { loadModels } from '../model/load';
import { ruledTriggers, ruleFeaturesOf } from './rule-features';
import { likelyTypes, MOST_WORDS, rowsOf, type TypeOdds } from './type-model';
import { readVectors } from './vectors';
import { wordsOf } from './words';

const MODEL = join(__dirname, '../../model');
const readingFor = (text: string, title: string | null = null) => readingOf(analyse(text, title), '2024-06-12' as Day);
const wordsFor = (text: string) => wordsOf(analyse(text, null).analysed[0]?.items ?? []);
const ruleFeaturesFor = (text: string) => {
  const article = analyse(text, null);
  return ruleFeaturesOf(article, article.analysed.map(ruledTriggers));
};

describe('the words that the networks read', () => {
  it('are the same whoever deals in whatever, so that no deal is learnt by heart', () => {
    const poland = wordsFor('Poland signed a contract with South Korea for 180 K2s worth $6 billion on 3 May 2024.');
    expect(wordsFor('Peru signed a contract with Sweden for 24 Gripens worth $3 billion on 4 June 2023.')).toEqual(
      poland,
    );
    expect(poland).toEqual(
      '@state signed a contract with @state for @number @system worth @money on @date .'.split(' '),
    );
  });

  it('tell names, adjectives, capitals, towns, office-holders and programmes apart', () => {
    const words = wordsFor(
      'Warsaw told the Polish foreign ministry in Gdansk that the F-35 programme needs Lockheed Martin.',
    );
    expect(words).toEqual(expect.arrayContaining(['@capital', '@agent', '@city', '@programme', '@company']));
  });

  it('end after a bound', () => {
    const [list] = analyse(`Peru bought Gripens, ${'and maps, '.repeat(130)}and left.`, null).analysed;
    expect(list?.items.length).toBeGreaterThan(MOST_WORDS);
    expect(list && rowsOf(list, readVectors(MODEL))).toHaveLength(MOST_WORDS);
  });
});

describe('what the rules see, as features of the networks', () => {
  it('is frames, moods and types, those that fire apart from those that do not', () => {
    const [denied, signed] = ruleFeaturesFor(
      'Poland has not signed for K2 tanks. Poland signed a contract for K2 tanks.',
    );
    expect(signed).toEqual(expect.arrayContaining(['frame:sign', 'fires:aContractSigned', 'no:money', 'no:date']));
    expect(denied?.some((feature) => /^mood:\w+\/not-/.test(feature))).toBe(true);
    expect(denied).not.toContain('fires:aContractSigned');
  });

  it('tells what the sentence before says, and where the sentence stands', () => {
    const [first, second] = ruleFeaturesFor(
      'Sweden delivered six Gripen jets to Peru on Monday. The Gripen crews were glad of it.',
    );
    expect(first).toEqual(expect.arrayContaining(['nth:0', 'passage']));
    expect(second).toEqual(expect.arrayContaining(['nth:1', 'before:DeliveryMade']));
    expect(first).not.toContain('before:DeliveryMade');
  });
});

describe('the statistical layer', () => {
  const { types } = loadModels(MODEL);
  const oddsOf = (text: string, title: string | null = null) => {
    const { article, ruled } = readingFor(text, title);
    return types.read(article, ruled);
  };

  it('gives each type a probability', () => {
    for (const odds of oddsOf('Poland signed a contract with South Korea for 180 K2 tanks. It rained in Seoul, too.')) {
      expect(odds?.types).toHaveLength(EVENT_TYPES.length);
      for (const value of [...(odds?.types ?? []), odds?.denied]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it('reads title and sentences, not headings, and nothing where no weapon is named', () => {
    const text = 'Tanks from Seoul\n\nPoland signed a contract with South Korea for 180 K2 tanks.';
    expect(oddsOf(text, 'Poland buys K2 tanks').map((odds) => odds !== null)).toEqual([true, false, true]);
    expect(oddsOf('The striker signed a contract with the club.')).toEqual([]);
  });

  it('names stretches of the sentence that speak for a type, the heaviest first', () => {
    const { article, ruled } = readingFor('Poland signed a contract with South Korea for 180 K2 tanks.');
    const [sentence] = article.analysed;
    const [odds] = types.read(article, ruled);
    if (!sentence || !odds) throw new Error('nothing was read');
    const leading = types.leadingWords(sentence, odds, 'ContractSigned', 3);
    expect(leading.length).toBeGreaterThan(0);
    expect(leading.map(({ weight }) => weight)).toEqual(leading.map(({ weight }) => weight).sort((a, b) => b - a));
    for (const { from, to } of leading) expect(from >= 0 && to <= sentence.items.length).toBe(true);
  });

  it('names the one word that speaks most for a type, never a name, and none where nothing was read', () => {
    const { article, ruled } = readingFor('Poland signed a contract with South Korea, and Seoul has shipped K2 tanks.');
    const [sentence] = article.analysed;
    const [odds] = types.read(article, ruled);
    if (!sentence || !odds) throw new Error('nothing was read');
    const strongest = (type: EventType) => sentence.items[types.strongestWord(sentence, odds, type) ?? -1];
    expect(strongest('ContractSigned')?.kind).toBe('word');
    expect(strongest('ContractSigned')?.lower).not.toBe(strongest('DeliveryMade')?.lower);
    expect(types.strongestWord(sentence, { ...odds, reading: null }, 'ContractSigned')).toBeNull();
  });
});

test('likely types are those that reach a limit, in the order of the catalogue', () => {
  const odds: TypeOdds = { types: new Float32Array(EVENT_TYPES.length), denied: 0, reading: null };
  odds.types.set([0.5, 0.1, 0.25]);
  expect(likelyTypes(odds, 0.25)).toEqual([
    { type: EVENT_TYPES[0], probability: 0.5 },
    { type: EVENT_TYPES[2], probability: 0.25 },
  ]);
});
