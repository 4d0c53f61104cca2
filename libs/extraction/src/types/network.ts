/** Sizes of the network that reads sentences. */
export interface NetShape {
  /** Numbers of a word vector. */
  readonly size: number;
  /** Filters of each width. */
  readonly filters: number;
  readonly widths: readonly number[];
  readonly outputs: number;
  readonly ruleFeatures: number;
  readonly hidden: number;
  /** How many rows of the word table were learnt with the network: unknown words and kinds of mention. */
  readonly learntRows: number;
}

export const widthsOf = ({ widths }: NetShape): readonly number[] => widths;

/** The weights of one trained network. */
export interface NetWeights {
  readonly shape: NetShape;
  /** [tap][filter][size], taps of all widths one after the other. */
  readonly taps: Float32Array;
  readonly bias: Float32Array;
  readonly out: Float32Array;
  readonly outBias: Float32Array;
  /** [rule feature][output] */
  readonly wide: Float32Array;
  readonly deepIn: Float32Array;
  readonly deepBias: Float32Array;
  readonly deepOut: Float32Array;
}

/** What one reading of a sentence gave, with what it rests on. */
export interface NetReading {
  /** Log-odds of each output. */
  readonly scores: Float32Array;
  /** Pooled activations, and where each was found (index of the first word of its window, can be negative). */
  readonly pooled: Float32Array;
  readonly where: Int32Array;
}

/** A network with a memory of what each word adds to its filters, so that a text costs additions only. */
export class SentenceNet {
  readonly #projected = new Map<number, Float32Array>();
  readonly #starts: readonly number[];
  readonly #taps: number;
  readonly #sum: Float32Array;

  constructor(
    readonly weights: NetWeights,
    private readonly vectorOf: (row: number) => Float32Array,
  ) {
    let before = 0;
    this.#starts = weights.shape.widths.map((width) => {
      const start = before;
      before += width;
      return start;
    });
    this.#taps = before;
    this.#sum = new Float32Array(weights.shape.filters);
  }

  /** Reads one sentence: rows of its words, ids of the rules' features. */
  read(words: Int32Array, rules: Int32Array): NetReading {
    const { pooled, where } = this.pool(words);
    return { scores: this.#score(pooled, rules), pooled, where };
  }

  private pool(words: Int32Array): { pooled: Float32Array; where: Int32Array } {
    const { shape, bias } = this.weights;
    const { filters, widths } = shape;
    const pooled = new Float32Array(filters * widths.length);
    const where = new Int32Array(pooled.length);
    const rows = Array.from(words, (word) => this.#project(word));
    for (let which = 0; which < widths.length; which += 1) {
      const width = widths[which] as number;
      const base = which * filters;
      const start = (this.#starts[which] as number) * filters;
      for (let f = 0; f < filters; f += 1) pooled[base + f] = Number.NEGATIVE_INFINITY;
      for (let position = 1 - width; position < rows.length; position += 1)
        this.#window(rows, position, width, start, base, pooled, where);
    }
    for (let i = 0; i < pooled.length; i += 1) {
      const value = (pooled[i] as number) + (bias[i] as number);
      pooled[i] = value > 0 ? value : 0;
    }
    return { pooled, where };
  }

  /** Adds the words of one window up for each filter, and keeps the highest sum with its place. */
  #window(
    rows: readonly Float32Array[],
    position: number,
    width: number,
    start: number,
    base: number,
    pooled: Float32Array,
    where: Int32Array,
  ): void {
    const { filters } = this.weights.shape;
    const sum = this.#sum;
    let begun = false;
    for (let j = 0; j < width; j += 1) {
      const row = rows[position + j];
      if (row === undefined) continue;
      const from = start + j * filters;
      if (begun) for (let f = 0; f < filters; f += 1) sum[f] = (sum[f] as number) + (row[from + f] as number);
      else for (let f = 0; f < filters; f += 1) sum[f] = row[from + f] as number;
      begun = true;
    }
    if (!begun) sum.fill(0); // a sentence without words: nothing of the one before may be left
    for (let f = 0; f < filters; f += 1) {
      if ((sum[f] as number) <= (pooled[base + f] as number)) continue;
      pooled[base + f] = sum[f] as number;
      where[base + f] = position;
    }
  }

  #score(pooled: Float32Array, rules: Int32Array): Float32Array {
    const { shape, out, outBias, wide, deepIn, deepBias, deepOut } = this.weights;
    const { outputs, hidden } = shape;
    const scores = Float32Array.from(outBias);
    const deep = Float32Array.from(deepBias);
    for (const rule of rules)
      for (let i = 0; i < hidden; i += 1) deep[i] = (deep[i] as number) + (deepIn[rule * hidden + i] as number);
    const found: number[] = [];
    for (let i = 0; i < pooled.length; i += 1) if ((pooled[i] as number) > 0) found.push(i);
    const lit: number[] = [];
    for (let i = 0; i < hidden; i += 1) if ((deep[i] as number) > 0) lit.push(i);
    for (let o = 0; o < outputs; o += 1) {
      let sum = scores[o] as number;
      const row = o * pooled.length;
      for (const i of found) sum += (out[row + i] as number) * (pooled[i] as number);
      for (const i of lit) sum += (deepOut[o * hidden + i] as number) * (deep[i] as number);
      for (const rule of rules) sum += wide[rule * outputs + o] as number;
      scores[o] = sum;
    }
    return scores;
  }

  #project(word: number): Float32Array {
    const known = this.#projected.get(word);
    if (known) return known;
    const { taps, shape } = this.weights;
    const vector = this.vectorOf(word);
    const row = new Float32Array(this.#taps * shape.filters);
    for (let k = 0; k < row.length; k += 1) {
      const base = k * shape.size;
      let sum = 0;
      for (let d = 0; d < shape.size; d += 1) sum += (taps[base + d] as number) * (vector[d] as number);
      row[k] = sum;
    }
    this.#projected.set(word, row);
    return row;
  }

  /** What each window of words adds to an output: the first word of the window, how many words, and the weight; largest first. */
  windows(
    { pooled, where }: NetReading,
    output: number,
    most: number,
  ): { at: number; width: number; weight: number }[] {
    const { shape, out } = this.weights;
    const sums = new Map<string, { at: number; width: number; weight: number }>();
    for (let i = 0; i < pooled.length; i += 1) {
      const weight = (out[output * pooled.length + i] as number) * (pooled[i] as number);
      const width = shape.widths[Math.floor(i / shape.filters)] as number;
      const at = where[i] as number;
      const key = `${at}+${width}`;
      const known = sums.get(key);
      if (known) known.weight += weight;
      else sums.set(key, { at, width, weight });
    }
    return [...sums.values()].sort((a, b) => b.weight - a.weight || a.at - b.at || a.width - b.width).slice(0, most);
  }

  /** How much each of the first `words` words adds to an output, the weight of a window shared out among its words. */
  byWord({ pooled, where }: NetReading, output: number, words: number): Float64Array {
    const { shape, out } = this.weights;
    const sums = new Float64Array(words);
    for (let i = 0; i < pooled.length; i += 1) {
      const width = shape.widths[Math.floor(i / shape.filters)] as number;
      const weight = ((out[output * pooled.length + i] as number) * (pooled[i] as number)) / width;
      if (weight === 0) continue;
      const from = Math.max(0, where[i] as number);
      const to = Math.min(words, (where[i] as number) + width);
      for (let at = from; at < to; at += 1) sums[at] = (sums[at] as number) + weight;
    }
    return sums;
  }
}
