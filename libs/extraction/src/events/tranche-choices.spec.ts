import type { EventType } from '@dealwatch/domain';
import { type AnalysedSentence, analyse } from '../analysis';
import { ruledTriggers } from '../types/rule-features';
import { claimOf } from './claim';
import { trancheChoices } from './tranche-choices';

function choicesFor(text: string, last: number | null = null, type: EventType = 'DeliveryMade') {
  const [sentence] = analyse(text, null).analysed as [AnalysedSentence];
  return trancheChoices(sentence, claimOf(0, sentence, ruledTriggers(sentence), type), last);
}
const values = (text: string, last: number | null = null) => choicesFor(text, last).map(({ value }) => value);

describe('the tranches that a sentence offers', () => {
  it.each([
    ['Turkey received the second batch of S-400 missiles.', [null, 2]],
    ['Turkey received the 2nd battery of S-400 missiles after the first.', [null, 2, 1]],
    ['Peru took over Gripen jets of tranche 3.', [null, 3]],
    ['Peru took over the initial lot of Gripen jets.', [null, 1]],
    ['Peru took over six Gripen jets.', [null]],
  ])('are none and every number that could be one: %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('hold that of the event before, where one is told', () => {
    expect(values('It was flown to Ankara with S-400 crews.', 2)).toEqual([null, 2]);
  });

  it('say what an ordinal counts, past words in between', () => {
    const [none, second] = choicesFor('Turkey received the second S-400 battery, not a second chance.');
    expect(second?.features).toEqual(expect.arrayContaining(['number', 'number|2', 'number|@system:air-defence']));
    expect(none?.features).toEqual(expect.arrayContaining(['none', 'none|n2', 'none|@system:air-defence']));
    expect(choicesFor('Russia sent the second delayed batch of S-400s.')[1]?.features).toContain('number|batch');
  });

  it('are bounded, however many ordinals a sentence is made of', () => {
    expect(values(`Peru saw S-400s and ${'the first batch, the second batch, '.repeat(20)}and left.`)).toHaveLength(9);
  });
});
