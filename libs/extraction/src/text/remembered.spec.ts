import { ownCopy, remembered } from './remembered';

describe('a memory of words', () => {
  it('knows what it was told, and is emptied when it is full', () => {
    const memory = remembered<number>(2);
    memory.set('one', 1);
    memory.set('two', 2);
    expect([memory.get('one'), memory.get('two'), memory.get('three')]).toEqual([1, 2, undefined]);
    memory.set('three', 3);
    expect([memory.get('one'), memory.get('two'), memory.get('three')]).toEqual([undefined, undefined, 3]);
  });

  it.each(['', 'word', 'Şahin', 'half a pair \ud83d', '"quoted"\n'])('copies %j letter by letter', (word) => {
    expect(ownCopy(word)).toBe(word);
  });
});
