import * as fc from 'fast-check';
import { step } from './features';
import { argmax, RankModel, sigmoid, softmax } from './rank-model';

describe('a linear model over named features', () => {
  const model = new RankModel({ near: 2, far: -3, here: 0.5 });

  it('adds weights up; a feature that it does not know weighs nothing, one named twice weighs twice', () => {
    expect(model.score(['near', 'far', 'unheard-of'])).toBe(-1);
    expect(model.score(['near', 'near'])).toBe(4);
    expect(model.score([])).toBe(0);
  });

  it('weighs features under a beginning as by their whole names', () => {
    const dates = new RankModel({ 'none|w=had': 1, 'own|w=had': 2, 'none|at:lead|main': -0.25, 'w=had': 9 });
    const sums = [10, 20, 30];
    dates.addUnder(['none', 'own', 'unheard-of'], ['w=had', 'at:lead|main', 'unheard-of'], sums);
    const names = (beginning: string) => ['w=had', 'at:lead|main'].map((feature) => `${beginning}|${feature}`);
    expect(sums).toEqual([10 + dates.score(names('none')), 20 + dates.score(names('own')), 30]);
  });

  it('names the features that weigh most, for or against', () => {
    expect(model.leading(['here', 'near', 'far', 'unheard-of', 'near'], 2)).toEqual([
      { feature: 'far', weight: -3 },
      { feature: 'near', weight: 2 },
    ]);
  });
});

describe('scores', () => {
  it('become probabilities that add up to one, however large they are', () => {
    const scores = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, (values) => {
        const odds = softmax(values);
        expect(odds.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(values[argmax(odds)]).toBeCloseTo(Math.max(...values), 6);
      }),
    );
    expect(softmax([])).toEqual([]);
    expect([sigmoid(-1e4), sigmoid(0), sigmoid(1e4)]).toEqual([0, 0.5, 1]);
  });

  it('have a highest, the first of equals, and none where there are none', () => {
    expect([argmax([1, 3, 3]), argmax([-2]), argmax([])]).toEqual([1, 0, -1]);
  });

  it('are put into few steps', () => {
    expect([-1, 0, 0.4, 1, 2.5, 3, 4.9, 5, 8, 9, 1e9].map(step)).toEqual('0 0 <1 1 2 3 3 5 5 9 9'.split(' '));
  });
});
