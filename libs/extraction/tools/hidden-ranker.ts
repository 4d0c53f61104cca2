import type { Hidden } from '../src/model/hidden-model';
import { softmax } from '../src/model/rank-model';
import { generator, shuffle } from './conv-net';
import type { Choice } from './ranker';

export interface HiddenOptions {
  /** How many hidden units there are. */
  readonly units: number;
  /** Features that stand in fewer choices add to no unit. */
  readonly least: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of the units that a choice is learnt without. */
  readonly drop: number;
  /** Strength of the pull towards zero, of linear weights and of rows. */
  readonly l2: number;
  readonly rowL2: number;
  readonly seed: number;
}

/** What was learnt: linear weights by feature, and the units beside them; `rows` of those features that have one. */
export interface HiddenRanker {
  readonly linear: Float64Array;
  readonly bias: Float64Array;
  readonly out: Float64Array;
  readonly rows: ReadonlyMap<number, Float64Array>;
}

/** What the squares of slopes begin with, so that first steps are small; less for rows, of which each is seen seldom. */
const DAMPING = 0.1;
const ROW_DAMPING = 0.01;
/** How wide the small random numbers are spread from which rows and outputs begin. */
const ROWS_BEGIN = 0.2;
const OUT_BEGINS = 0.6;
/** A candidate whose part in the gradient is smaller is passed over. */
const LEAST_ERROR = 1e-3;

/**
 * Trains a conditional logit whose score is `w·x + v·max(0, Ex + b)`, from linear weights on that were learnt before. AdaGrad as in
 * `trainRanker`, units dropped at random (Srivastava and others 2014), and the mean of what stands at four moments of each pass of the last half.
 */
export function trainHiddenRanker(
  choices: readonly Choice[],
  start: Float64Array,
  options: HiddenOptions,
): HiddenRanker {
  if (choices.length === 0) throw new Error('There is nothing to learn hidden units from.');
  const state = new State(choices, start, options);
  const order = choices.map((_, index) => index);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, state.random);
    order.forEach((index, done) => {
      state.learn(choices[index] as Choice);
      if (epoch >= options.epochs / 2 && done % Math.ceil(order.length / 4) === 0) state.remember();
    });
  }
  return state.mean();
}

/** Numbers that are learnt, with the squares of their slopes and the sum over the moments that are kept. */
class Learnt {
  readonly squares: Float64Array;
  readonly sum: Float64Array;

  constructor(
    readonly values: Float64Array,
    damping: number,
    private readonly rate: number,
  ) {
    this.squares = new Float64Array(values.length).fill(damping);
    this.sum = new Float64Array(values.length);
  }

  step(at: number, slope: number): void {
    const square = (this.squares[at] as number) + slope * slope;
    this.squares[at] = square;
    this.values[at] = (this.values[at] as number) - (this.rate * slope) / Math.sqrt(square);
  }

  keep(): void {
    for (let at = 0; at < this.sum.length; at += 1)
      this.sum[at] = (this.sum[at] as number) + (this.values[at] as number);
  }
}

class State {
  readonly random: () => number;
  private readonly linear: Learnt;
  private readonly rows: Learnt;
  private readonly bias: Learnt;
  private readonly out: Learnt;
  /** Where a feature's row is; -1 of those that have none. */
  private readonly rowOf: Int32Array;
  private readonly linearSlopes: Float64Array;
  private readonly rowSlopes: Float64Array;
  private readonly touched: Uint8Array;
  private kept = 0;

  constructor(
    choices: readonly Choice[],
    start: Float64Array,
    private readonly options: HiddenOptions,
  ) {
    const { units, rate, least, seed } = options;
    this.random = generator(seed);
    this.rowOf = frequent(choices, start.length, least);
    const count = this.rowOf.reduce((most, row) => Math.max(most, row + 1), 0);
    const small = (length: number, width: number) => Float64Array.from({ length }, () => (this.random() - 0.5) * width);
    this.linear = new Learnt(Float64Array.from(start), DAMPING, rate);
    this.rows = new Learnt(small(count * units, ROWS_BEGIN), ROW_DAMPING, rate);
    this.out = new Learnt(small(units, OUT_BEGINS), DAMPING, rate);
    this.bias = new Learnt(new Float64Array(units), DAMPING, rate);
    this.linearSlopes = new Float64Array(start.length);
    this.rowSlopes = new Float64Array(count * units);
    this.touched = new Uint8Array(start.length);
  }

  learn({ candidates, right, weight }: Choice): void {
    const { units, drop } = this.options;
    const on = Float64Array.from({ length: units }, () => (this.random() < drop ? 0 : 1 / (1 - drop)));
    const active = candidates.map((features) => this.#activate(features, on));
    const odds = softmax(candidates.map((features, at) => this.#score(features, active[at] as Float64Array, on)));
    const share = right.reduce((sum, at) => sum + (odds[at] as number), 1e-12);
    const features: number[] = [];
    const outSlopes = new Float64Array(units);
    const biasSlopes = new Float64Array(units);
    candidates.forEach((candidate, at) => {
      const wanted = right.includes(at) ? (odds[at] as number) / share : 0;
      const error = ((odds[at] as number) - wanted) * weight;
      if (Math.abs(error) < LEAST_ERROR) return;
      const values = active[at] as Float64Array;
      const slopes = new Float64Array(units);
      for (let unit = 0; unit < units; unit += 1) {
        const value = values[unit] as number;
        if (value <= 0) continue;
        const scale = error * (on[unit] as number);
        slopes[unit] = scale * (this.out.values[unit] as number);
        outSlopes[unit] = (outSlopes[unit] as number) + scale * value;
        biasSlopes[unit] = (biasSlopes[unit] as number) + (slopes[unit] as number);
      }
      for (const feature of candidate) this.#blame(feature, error, slopes, features);
    });
    for (const feature of features) this.#improve(feature);
    for (let unit = 0; unit < units; unit += 1) {
      this.out.step(unit, outSlopes[unit] as number);
      this.bias.step(unit, biasSlopes[unit] as number);
    }
  }

  /** What the units are worth for a candidate; zero of those that are off or dropped. */
  #activate(features: Int32Array, on: Float64Array): Float64Array {
    const { units } = this.options;
    const values = Float64Array.from(this.bias.values);
    for (const feature of features) {
      const row = this.rowOf[feature] as number;
      if (row < 0) continue;
      for (let unit = 0; unit < units; unit += 1)
        values[unit] = (values[unit] as number) + (this.rows.values[row * units + unit] as number);
    }
    for (let unit = 0; unit < units; unit += 1) if ((values[unit] as number) < 0 || on[unit] === 0) values[unit] = 0;
    return values;
  }

  #score(features: Int32Array, values: Float64Array, on: Float64Array): number {
    let score = 0;
    for (const feature of features) score += this.linear.values[feature] as number;
    for (let unit = 0; unit < values.length; unit += 1)
      score += (values[unit] as number) * (this.out.values[unit] as number) * (on[unit] as number);
    return score;
  }

  /** Adds a candidate's error to the slopes of one of its features. */
  #blame(feature: number, error: number, slopes: Float64Array, features: number[]): void {
    if (this.touched[feature] === 0) {
      this.touched[feature] = 1;
      features.push(feature);
    }
    this.linearSlopes[feature] = (this.linearSlopes[feature] as number) + error;
    const row = this.rowOf[feature] as number;
    if (row < 0) return;
    const from = row * slopes.length;
    for (let unit = 0; unit < slopes.length; unit += 1)
      this.rowSlopes[from + unit] = (this.rowSlopes[from + unit] as number) + (slopes[unit] as number);
  }

  /** A step along the slopes of a feature, which are forgotten then. */
  #improve(feature: number): void {
    const { units, l2, rowL2 } = this.options;
    this.linear.step(feature, (this.linearSlopes[feature] as number) + l2 * (this.linear.values[feature] as number));
    this.linearSlopes[feature] = 0;
    this.touched[feature] = 0;
    const row = this.rowOf[feature] as number;
    if (row < 0) return;
    for (let at = row * units; at < (row + 1) * units; at += 1) {
      this.rows.step(at, (this.rowSlopes[at] as number) + rowL2 * (this.rows.values[at] as number));
      this.rowSlopes[at] = 0;
    }
  }

  remember(): void {
    this.kept += 1;
    for (const learnt of [this.linear, this.rows, this.bias, this.out]) learnt.keep();
  }

  mean(): HiddenRanker {
    const { units } = this.options;
    const mean = ({ sum }: Learnt) => sum.map((value) => value / this.kept);
    const rows = mean(this.rows);
    const byFeature = new Map<number, Float64Array>();
    this.rowOf.forEach((row, feature) => {
      if (row >= 0) byFeature.set(feature, rows.subarray(row * units, (row + 1) * units));
    });
    return { linear: mean(this.linear), bias: mean(this.bias), out: mean(this.out), rows: byFeature };
  }
}

/** Numbers the features that stand in enough choices; -1 for the others. */
function frequent(choices: readonly Choice[], features: number, least: number): Int32Array {
  const counts = new Int32Array(features);
  const last = new Int32Array(features).fill(-1);
  choices.forEach(({ candidates }, at) => {
    for (const candidate of candidates)
      for (const feature of candidate) {
        if (last[feature] === at) continue;
        last[feature] = at;
        counts[feature] = (counts[feature] as number) + 1;
      }
  });
  let rows = 0;
  return counts.map((count) => (count >= least ? rows++ : -1));
}

/** The units as the extractor reads them, rounded, by the names of features. */
export function namedHidden(names: readonly string[], { bias, out, rows }: HiddenRanker): Hidden {
  const rounded = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1000) / 1000);
  return {
    bias: rounded(bias),
    out: rounded(out),
    rows: Object.fromEntries([...rows].map(([feature, row]) => [names[feature] as string, rounded(row)])),
  };
}
