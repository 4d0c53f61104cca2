import { addTo, HiddenModel } from './hidden-model';

const MODEL = new HiddenModel(
  { near: 1, far: -1 },
  { bias: [-1, 0], out: [2, -3], rows: { near: [1, 0.5], state: [1, -2], far: [0, 0] } },
);
const scoreOf = (...features: string[]) => MODEL.score(MODEL.sumOf(features));

describe('a linear model with hidden units', () => {
  it('adds what features mean together to what each means', () => {
    expect(scoreOf('near')).toBe(1 - 3 * 0.5);
    expect(scoreOf('state')).toBe(0);
    expect(scoreOf('near', 'state')).toBe(1 + 2 * (1 + 1 - 1));
  });

  it('is the linear model where it has no units', () => {
    const linear = new HiddenModel({ near: 1, far: -1 });
    expect(linear.score(linear.sumOf(['near', 'near', 'far', 'unknown']))).toBe(1);
  });

  it('scores sums of parts as it does the whole', () => {
    const sum = MODEL.sumOf(['near']);
    addTo(sum, MODEL.sumOf(['state', 'far']));
    expect(sum).toEqual(MODEL.sumOf(['near', 'state', 'far']));
  });

  it('reckons the features of the same traits once', () => {
    const asked: string[] = [];
    const of = (traits: number, feature: string) =>
      MODEL.sumOfTraits(traits, () => {
        asked.push(feature);
        return [feature];
      });
    expect(of(7, 'near')).toEqual(of(7, 'near'));
    expect(of(8, 'far')).toEqual(MODEL.sumOf(['far']));
    expect(asked).toEqual(['near', 'far']);
  });

  it('tells what speaks for a candidate, with the units that it switches on', () => {
    const alone = MODEL.sumOf(['near']);
    const together = MODEL.sumOf(['near', 'state']);
    expect(MODEL.speaking(['near', 'state', 'far'], alone, 3)).toEqual([{ feature: 'state', weight: 6 }]);
    expect(MODEL.speaking(['near', 'state', 'far'], together, 3)).toEqual([
      { feature: 'near', weight: 3 },
      { feature: 'state', weight: 2 },
    ]);
    expect(MODEL.speaking(['near', 'state'], together, 1)).toEqual([{ feature: 'near', weight: 3 }]);
  });
});
