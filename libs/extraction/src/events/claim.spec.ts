import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { type AnalysedSentence, analyse } from '../analysis';
import { FRAMES } from '../triggers/frames';
import { ruledTriggers } from '../types/rule-features';
import { claimOf, triggerOf } from './claim';
import { polarityFeatures } from './polarity-features';
import { salienceFeatures } from './salience-features';
import { standing, surroundings } from './surroundings';

function claim(text: string, type: EventType) {
  const [sentence] = analyse(text, null).analysed as [AnalysedSentence];
  const found = claimOf(0, sentence, ruledTriggers(sentence), type);
  return { sentence, found, anchor: found.anchor === null ? null : sentence.items[found.anchor]?.lower };
}

describe('a claim', () => {
  it('is anchored at the trigger of its type', () => {
    const { found, anchor } = claim(
      'Sweden delivered jets before Peru signed a contract for Gripens.',
      'ContractSigned',
    );
    expect([anchor, found.sure, found.ruled?.decision?.type]).toEqual(['signed', true, 'ContractSigned']);
  });

  it('is anchored, unsurely, at a trigger of its track or any other where its own is not there', () => {
    const near = claim('Poland signed a contract with South Korea for K2 tanks.', 'AgreementReached');
    expect([near.anchor, near.found.sure, near.found.ruled]).toEqual(['signed', false, null]);
  });

  it('is anchored at the word that speaks most for its type where no trigger does, in the tense of that word', () => {
    const text = 'Seoul has shipped ten tanks, and Poland signed a contract for more K2 tanks.';
    const [sentence] = analyse(text, null).analysed as [AnalysedSentence];
    const shipped = sentence.items.findIndex(({ lower }) => lower === 'shipped');
    const ruled = ruledTriggers(sentence);
    expect(claimOf(0, sentence, ruled, 'PaymentMade', () => shipped)).toMatchObject({
      anchor: shipped,
      sure: false,
      ruled: null,
      tense: 'perfect',
    });
    expect(claimOf(0, sentence, ruled, 'ContractSigned', () => shipped).sure).toBe(true);
  });

  it('has no anchor where there is no trigger, and takes its tense from the sentence', () => {
    const { found } = claim('The K2 has been a sight in Poland.', 'DeliveryMade');
    expect(found).toMatchObject({ anchor: null, sure: false, tense: 'perfect' });
    expect(claim('K2 tanks for Poland!', 'DeliveryMade').found.tense).toBe('unknown');
  });

  it('has a trigger for amounts to be read at, whatever its type', () => {
    const { found, sentence } = claim('Poland signed a contract with South Korea for K2 tanks.', 'ContractSigned');
    expect(triggerOf(found)).toBe(found.ruled?.trigger);
    for (const type of EVENT_TYPES) {
      const trigger = triggerOf(claimOf(0, sentence, [], type));
      expect(FRAMES).toContain(trigger.frame);
      expect(trigger.to).toBe(trigger.head + 1);
    }
  });
});

describe('the words around a claim', () => {
  it('are those near its anchor, and small words by whether they stand in its clause', () => {
    const { sentence, found } = claim(
      'Poland has not yet signed a contract for K2 tanks, but Seoul said it will.',
      'ContractSigned',
    );
    const features = surroundings(sentence, found);
    expect(features).toEqual(expect.arrayContaining(['w=yet', 'a=signed', 'b=yet_signed', 'c=not', 's=will']));
    expect(features).not.toContain('w=said');
  });

  it('are the small words of the sentence where no anchor is known', () => {
    const { sentence, found } = claim('The K2 has been a sight in Poland.', 'DeliveryMade');
    expect(surroundings(sentence, found)).toEqual(['s=has', 's=been']);
  });

  it('tell a negation by its place and side', () => {
    const { sentence, found } = claim('Poland has not signed a contract for K2 tanks.', 'ContractSigned');
    expect(polarityFeatures(sentence, found, ['w=has', 'at:lead'])).toEqual(
      expect.arrayContaining(['neg', 'neg:not', 'neg:c<near', 'type:ContractSigned', 'w=has']),
    );
    const plain = claim('Poland signed a contract for K2 tanks.', 'ContractSigned');
    const features = polarityFeatures(plain.sentence, plain.found, ['w=has', 'at:lead']);
    expect(features).toContain('rule:affirmed');
    expect(features.filter((feature) => feature.startsWith('neg') || feature === 'at:lead')).toEqual([]);
  });

  it('tell news from background by deal, age and place', () => {
    const { sentence, found } = claim('Poland signed a contract for K2 tanks.', 'ContractSigned');
    const situation = standing(sentence, 0, 5);
    expect(situation).toEqual(['at:lead', 'nth:0']);
    const features = salienceFeatures({
      sentence,
      claim: found,
      situation,
      age: 'today',
      mainDeal: true,
      titleDeal: false,
      titleTypes: ['ContractSigned'],
    });
    expect(features).toEqual(
      expect.arrayContaining([
        'age:today|main',
        'no-title-deal',
        'title-type|main',
        'at:lead|main',
        'at:lead|age:today',
      ]),
    );
  });

  it('know the lead, the late and the short text', () => {
    const text = ['One K2.', 'Two K2.', 'Three K2.', 'Four K2.', 'Five K2.'].join('\n\n');
    const places = analyse(text, null).analysed.map((sentence) => standing(sentence, 9, 5)[0]);
    expect(places).toEqual(['at:lead', 'at:second', 'at:middle', 'at:late', 'at:late']);
    expect(analyse('One K2.', null).analysed.map((sentence) => standing(sentence, 9, 1))).toEqual([
      ['at:short', 'nth:5'],
    ]);
  });
});
