import { type NetShape, widthsOf } from '../src/types/network';

/** A sentence to learn from. */
export interface Example {
  /** Rows of the word vectors. */
  readonly words: Int32Array;
  /** Ids of the rules' features. */
  readonly rules: Int32Array;
  /** Wanted outputs, and 0 where an output is not to be learnt from. */
  readonly wanted: Float32Array;
  readonly weight: Float32Array;
}

export interface Training {
  readonly epochs: number;
  readonly rate: number;
  readonly batch: number;
  readonly wordDrop: number;
  readonly drop: number;
  readonly decay: number;
  readonly seed: number;
}

/** Parameters with their running moments (Adam: Kingma, Ba 2015). */
class Parameters {
  readonly values: Float32Array;
  readonly slopes: Float32Array;
  readonly #first: Float32Array;
  readonly #second: Float32Array;

  constructor(size: number, fill: (index: number) => number) {
    this.values = Float32Array.from({ length: size }, (_, index) => fill(index));
    this.slopes = new Float32Array(size);
    this.#first = new Float32Array(size);
    this.#second = new Float32Array(size);
  }

  step(rate: number, decay: number, time: number, scale: number): void {
    const { values, slopes } = this;
    const first = this.#first;
    const second = this.#second;
    const correct = Math.sqrt(1 - 0.999 ** time) / (1 - 0.9 ** time);
    for (let i = 0; i < values.length; i += 1) {
      const slope = (slopes[i] as number) * scale + decay * (values[i] as number);
      const m = 0.9 * (first[i] as number) + 0.1 * slope;
      const v = 0.999 * (second[i] as number) + 0.001 * slope * slope;
      first[i] = m;
      second[i] = v;
      values[i] = (values[i] as number) - (rate * correct * m) / (Math.sqrt(v) + 1e-8);
      slopes[i] = 0;
    }
  }
}

export interface Trained {
  readonly taps: Float32Array;
  readonly bias: Float32Array;
  readonly out: Float32Array;
  readonly outBias: Float32Array;
  readonly wide: Float32Array;
  readonly deepIn: Float32Array;
  readonly deepBias: Float32Array;
  readonly deepOut: Float32Array;
  /** Vectors of the rows that were learnt (kinds of mention and unknown words), by row. */
  readonly rows: Float32Array;
}

/**
 * Trains the network of `src/types/network.ts` by hand-written gradients: convolutions over word vectors with max-pooling (Kim
 * 2014) beside a linear and a one-layer reading of the rules' features. Deterministic for a seed.
 * @param vectors the word vectors, row by row; rows below `shape.learntRows` are learnt, the others stay
 */
export function trainNet(
  examples: readonly Example[],
  vectors: Float32Array,
  shape: NetShape,
  options: Training,
): Trained {
  const { size, filters, outputs, ruleFeatures, hidden, learntRows } = shape;
  const taps = widthsOf(shape).reduce((sum, width) => sum + width, 0);
  const pooled = filters * shape.widths.length;
  const random = generator(options.seed);
  const spread = (range: number) => () => (random() * 2 - 1) * range;
  const tap = new Parameters(taps * filters * size, spread(Math.sqrt(3 / (2 * size))));
  const bias = new Parameters(pooled, spread(0.05));
  const out = new Parameters(outputs * pooled, spread(1 / Math.sqrt(pooled)));
  const outBias = new Parameters(outputs, () => -3.5);
  const wide = new Parameters(ruleFeatures * outputs, () => 0);
  const deepIn = new Parameters(ruleFeatures * hidden, spread(0.15));
  const deepBias = new Parameters(hidden, () => 0.01);
  const deepOut = new Parameters(outputs * hidden, spread(1 / Math.sqrt(hidden)));
  const rows = new Parameters(learntRows * size, (index) => vectors[index] as number);
  const table = vectors.slice();
  const starts: number[] = [];
  let before = 0;
  for (const width of shape.widths) {
    starts.push(before);
    before += width;
  }
  const order = examples.map((_, index) => index);
  let time = 0;
  const perTap = filters * size;
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    const rate = options.rate * (1 - epoch / options.epochs);
    for (let at = 0; at < order.length; at += options.batch) {
      const batch = order.slice(at, at + options.batch).map((index) => examples[index] as Example);
      table.set(rows.values, 0);
      const projected = project(batch, table, tap.values, taps, filters, size);
      for (const example of batch) {
        const words = example.words.map((word) => (random() < options.wordDrop ? -1 : word));
        const h = new Float32Array(pooled);
        const where = new Int32Array(pooled);
        forwardPool(words, projected, shape.widths, starts, filters, bias.values, h, where);
        const keepH = new Float32Array(pooled);
        for (let i = 0; i < pooled; i += 1) keepH[i] = random() < options.drop ? 0 : 1 / (1 - options.drop);
        const deep = new Float32Array(hidden);
        const keepD = new Float32Array(hidden);
        for (let i = 0; i < hidden; i += 1) {
          let sum = deepBias.values[i] as number;
          for (const rule of example.rules) sum += deepIn.values[rule * hidden + i] as number;
          deep[i] = sum > 0 ? sum : 0;
          keepD[i] = random() < options.drop ? 0 : 1 / (1 - options.drop);
        }
        const dh = new Float32Array(pooled);
        const dd = new Float32Array(hidden);
        for (let o = 0; o < outputs; o += 1) {
          const importance = example.weight[o] as number;
          if (importance === 0) continue;
          let sum = outBias.values[o] as number;
          const row = o * pooled;
          for (let i = 0; i < pooled; i += 1)
            sum += (out.values[row + i] as number) * (h[i] as number) * (keepH[i] as number);
          for (const rule of example.rules) sum += wide.values[rule * outputs + o] as number;
          const drow = o * hidden;
          for (let i = 0; i < hidden; i += 1)
            sum += (deepOut.values[drow + i] as number) * (deep[i] as number) * (keepD[i] as number);
          const error = (1 / (1 + Math.exp(-sum)) - (example.wanted[o] as number)) * importance;
          outBias.slopes[o] = (outBias.slopes[o] as number) + error;
          for (const rule of example.rules)
            wide.slopes[rule * outputs + o] = (wide.slopes[rule * outputs + o] as number) + error;
          for (let i = 0; i < pooled; i += 1) {
            const k = keepH[i] as number;
            if (k === 0) continue;
            out.slopes[row + i] = (out.slopes[row + i] as number) + error * (h[i] as number) * k;
            dh[i] = (dh[i] as number) + error * (out.values[row + i] as number) * k;
          }
          for (let i = 0; i < hidden; i += 1) {
            const k = keepD[i] as number;
            if (k === 0) continue;
            deepOut.slopes[drow + i] = (deepOut.slopes[drow + i] as number) + error * (deep[i] as number) * k;
            dd[i] = (dd[i] as number) + error * (deepOut.values[drow + i] as number) * k;
          }
        }
        for (let i = 0; i < hidden; i += 1) {
          if ((deep[i] as number) <= 0) continue;
          const slope = dd[i] as number;
          deepBias.slopes[i] = (deepBias.slopes[i] as number) + slope;
          for (const rule of example.rules)
            deepIn.slopes[rule * hidden + i] = (deepIn.slopes[rule * hidden + i] as number) + slope;
        }
        for (let i = 0; i < pooled; i += 1) {
          const slope = dh[i] as number;
          if (slope === 0 || (h[i] as number) <= 0) continue;
          bias.slopes[i] = (bias.slopes[i] as number) + slope;
          const which = Math.floor(i / filters);
          const filter = i - which * filters;
          const width = shape.widths[which] as number;
          for (let j = 0; j < width; j += 1) {
            const position = (where[i] as number) + j;
            const word = position < 0 || position >= words.length ? -1 : (words[position] as number);
            if (word < 0) continue;
            const base = ((starts[which] as number) + j) * perTap + filter * size;
            const vector = word * size;
            for (let d = 0; d < size; d += 1)
              tap.slopes[base + d] = (tap.slopes[base + d] as number) + slope * (table[vector + d] as number);
            if (word < learntRows)
              for (let d = 0; d < size; d += 1)
                rows.slopes[vector + d] =
                  (rows.slopes[vector + d] as number) + slope * (tap.values[base + d] as number);
          }
        }
      }
      time += 1;
      const scale = 1 / batch.length;
      for (const parameters of [tap, bias, out, outBias, wide, deepIn, deepBias, deepOut, rows])
        parameters.step(rate, options.decay, time, scale);
    }
  }
  return {
    taps: tap.values,
    bias: bias.values,
    out: out.values,
    outBias: outBias.values,
    wide: wide.values,
    deepIn: deepIn.values,
    deepBias: deepBias.values,
    deepOut: deepOut.values,
    rows: rows.values,
  };
}

/** What each different word of a batch adds to each filter at each tap, reckoned once for all its places. */
function project(
  batch: readonly Example[],
  table: Float32Array,
  weights: Float32Array,
  taps: number,
  filters: number,
  size: number,
): Map<number, Float32Array> {
  const projected = new Map<number, Float32Array>();
  for (const { words } of batch)
    for (const word of words) {
      if (projected.has(word)) continue;
      const row = new Float32Array(taps * filters);
      const vector = word * size;
      for (let k = 0; k < row.length; k += 1) {
        const base = k * size;
        // four sums, as one would wait for itself at each addition
        let [a, b, c, e] = [0, 0, 0, 0];
        for (let d = 0; d < size; d += 4) {
          a += (weights[base + d] as number) * (table[vector + d] as number);
          b += (weights[base + d + 1] as number) * (table[vector + d + 1] as number);
          c += (weights[base + d + 2] as number) * (table[vector + d + 2] as number);
          e += (weights[base + d + 3] as number) * (table[vector + d + 3] as number);
        }
        row[k] = a + b + c + e;
      }
      projected.set(word, row);
    }
  return projected;
}

function forwardPool(
  words: Int32Array,
  projected: ReadonlyMap<number, Float32Array>,
  widths: readonly number[],
  starts: readonly number[],
  filters: number,
  bias: Float32Array,
  h: Float32Array,
  where: Int32Array,
): void {
  const sum = new Float32Array(filters);
  widths.forEach((width, which) => {
    const base = which * filters;
    h.fill(-1e9, base, base + filters);
    for (let position = 1 - width; position < words.length; position += 1) {
      sum.fill(0);
      for (let j = 0; j < width; j += 1) {
        const at = position + j;
        const word = at < 0 || at >= words.length ? -1 : (words[at] as number);
        if (word < 0) continue;
        const row = projected.get(word) as Float32Array;
        const start = ((starts[which] as number) + j) * filters;
        for (let f = 0; f < filters; f += 1) sum[f] = (sum[f] as number) + (row[start + f] as number);
      }
      for (let f = 0; f < filters; f += 1)
        if ((sum[f] as number) > (h[base + f] as number)) {
          h[base + f] = sum[f] as number;
          where[base + f] = position;
        }
    }
    for (let f = 0; f < filters; f += 1) {
      const value = (h[base + f] as number) + (bias[base + f] as number);
      h[base + f] = value > 0 ? value : 0;
    }
  });
}

/** Random numbers from 0 to 1 that a seed fixes (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
