import { runsOf } from './shared-runs';

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
