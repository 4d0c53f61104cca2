import { placed, runsOf } from './shared-runs';

const shares = (a: string, b: string) => runsOf(a).some((run) => runsOf(b).includes(run));

describe('runs of five words', () => {
  it('are shared by texts with five words in a row in common, not with four', () => {
    const text = 'On Friday Peru signed a contract for jets.';
    expect(shares(text, 'In Lima, Peru signed a contract for 24 tanks.')).toBe(true);
    expect(shares(text, 'In Lima, Peru signed a contract with Sweden for jets.')).toBe(false);
  });

  it('are the same in whatever case and with whatever signs between', () => {
    expect(shares('“Peru signed a contract,” for jets', 'PERU SIGNED — A CONTRACT FOR')).toBe(true);
    expect(shares('Perú firmó un contrato aquí', 'perú firmó un contrato aquí mismo')).toBe(true);
  });

  it('are none in fewer than five words', () => {
    expect(runsOf('Peru signed a contract.')).toEqual([]);
    expect(runsOf('')).toEqual([]);
    expect(runsOf('Peru signed a contract today.')).toEqual(['peru signed a contract today']);
  });
});

describe('lines of training files', () => {
  it('hold a title and a text, or one sentence; headlines over sentences and empty lines hold nothing to compare', () => {
    const json = JSON.stringify({ id: 'a-p-0001', title: 'Title', text: 'Text.' });
    expect(placed('writer-a/passages-01.jsonl', 0, json)).toEqual({ place: 'a-p-0001', texts: ['Text.', 'Title'] });
    const sentences = 'writer-z/sentences-01.tsv';
    expect(placed(sentences, 1, '-\tIt rained.')).toEqual({ place: `${sentences}:2`, texts: ['It rained.'] });
    expect(placed(sentences, 0, '# 2024-06-12 | Peru').texts).toEqual([]);
    expect(placed(sentences, 2, '').texts).toEqual([]);
  });
});
