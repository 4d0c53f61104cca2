import { Kernel } from '../src/kernel/kernel';
import type { NetShape } from '../src/types/network';

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
  /** Shares: of sentences that are joined with another, of words left out, of activations left out. */
  readonly joined: number;
  readonly wordDrop: number;
  readonly drop: number;
  readonly decay: number;
  readonly seed: number;
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

const FLOAT = 4;

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
  const random = generator(options.seed);
  const longest = examples.reduce((most, { words }) => Math.max(most, words.length), 0);
  const trainer = new Trainer(vectors, shape, options, random, 2 * longest + 1);
  const order = examples.map((_, index) => index);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    const rate = options.rate * (1 - epoch / options.epochs);
    for (let at = 0; at < order.length; at += options.batch) {
      const batch = order.slice(at, at + options.batch).map((index) => {
        const example = examples[index] as Example;
        if (random() >= options.joined) return example;
        return joined(example, examples[Math.floor(random() * examples.length)] as Example);
      });
      trainer.learn(batch, rate);
    }
  }
  return trainer.trained();
}

/**
 * Two sentences as one: it states what either states. So that a step is found in whatever company it stands, as in mixing
 * examples up (Zhang, Cissé, Dauphin, Lopez-Paz 2018), though nothing is averaged.
 */
export function joined(first: Example, second: Example): Example {
  const words = new Int32Array(first.words.length + second.words.length + 1).fill(NOTHING);
  words.set(first.words);
  words.set(second.words, first.words.length + 1);
  const wanted = first.wanted.map((value, output) => Math.max(value, second.wanted[output] as number));
  return {
    words,
    rules: Int32Array.from(new Set([...first.rules, ...second.rules])),
    wanted,
    weight: first.weight.map((value, output) =>
      wanted[output] === 1 ? 1 : Math.min(value, second.weight[output] as number),
    ),
  };
}

/** No word: left out for once, or the gap between two sentences. */
const NOTHING = -1;

/** Parameters with their slopes and running moments (Adam: Kingma, Ba 2015), values and slopes in the kernel's memory. */
class Parameters {
  readonly at: number;
  readonly slopesAt: number;
  values: Float32Array = new Float32Array();
  slopes: Float32Array = new Float32Array();
  readonly #first: Float32Array;
  readonly #second: Float32Array;

  constructor(
    private readonly kernel: Kernel,
    readonly size: number,
    private readonly fill: (index: number) => number,
  ) {
    this.at = kernel.reserve(size * FLOAT);
    this.slopesAt = kernel.reserve(size * FLOAT);
    this.#first = new Float32Array(size);
    this.#second = new Float32Array(size);
  }

  /** Takes the views, once all memory is set aside. */
  start(): void {
    this.values = this.kernel.floats(this.at, this.size);
    this.slopes = this.kernel.floats(this.slopesAt, this.size);
    for (let i = 0; i < this.size; i += 1) this.values[i] = this.fill(i);
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

/** A network that is being learnt. */
class Trainer {
  readonly #kernel = new Kernel();
  readonly #parameters: Readonly<Record<keyof Trained, Parameters>>;
  /** Addresses: the word vectors, what the words of a batch add to the filters, the words of one example, what is pooled of them. */
  readonly #at: Readonly<
    Record<'table' | 'nothing' | 'rows' | 'list' | 'best' | 'where' | 'kept' | 'back' | 'sums', number>
  >;
  readonly #pooled: number;
  readonly #rowBytes: number;
  readonly #widest: number;
  readonly #starts: readonly number[];
  readonly #projected = new Map<number, number>();
  #time = 0;

  constructor(
    vectors: Float32Array,
    private readonly shape: NetShape,
    private readonly options: Training,
    private readonly random: () => number,
    longest: number,
  ) {
    const { size, filters, outputs, ruleFeatures, hidden, learntRows, widths } = shape;
    const kernel = this.#kernel;
    const taps = widths.reduce((sum, width) => sum + width, 0);
    this.#pooled = filters * widths.length;
    this.#rowBytes = taps * filters * FLOAT;
    this.#widest = Math.max(...widths);
    this.#starts = widths.map((_, which) => widths.slice(0, which).reduce((sum, width) => sum + width, 0));
    const spread = (range: number) => () => (random() * 2 - 1) * range;
    const parameters = (length: number, fill: (index: number) => number) => new Parameters(kernel, length, fill);
    this.#parameters = {
      taps: parameters(taps * filters * size, spread(Math.sqrt(3 / (2 * size)))),
      bias: parameters(this.#pooled, spread(0.05)),
      out: parameters(outputs * this.#pooled, spread(1 / Math.sqrt(this.#pooled))),
      outBias: parameters(outputs, () => -3.5),
      wide: parameters(ruleFeatures * outputs, () => 0),
      deepIn: parameters(ruleFeatures * hidden, spread(0.15)),
      deepBias: parameters(hidden, () => 0.01),
      deepOut: parameters(outputs * hidden, spread(1 / Math.sqrt(hidden))),
      rows: parameters(learntRows * size, (index) => vectors[index] as number),
    };
    const words = Math.min(vectors.length / size, options.batch * longest);
    this.#at = {
      table: kernel.reserve(vectors.byteLength),
      nothing: kernel.reserve(this.#rowBytes),
      rows: kernel.reserve(words * this.#rowBytes),
      list: kernel.reserve((longest + 2 * this.#widest) * FLOAT),
      best: kernel.reserve(this.#pooled * FLOAT),
      where: kernel.reserve(this.#pooled * FLOAT),
      kept: kernel.reserve(this.#pooled * FLOAT),
      back: kernel.reserve(this.#pooled * FLOAT),
      sums: kernel.reserve(outputs * FLOAT),
    };
    kernel.floats(this.#at.table, vectors.length).set(vectors);
    for (const each of Object.values(this.#parameters)) each.start();
  }

  trained(): Trained {
    const copies = Object.entries(this.#parameters).map(([name, { values }]) => [name, values.slice()]);
    return Object.fromEntries(copies) as Trained;
  }

  /** Goes one step down the slopes of a batch. */
  learn(batch: readonly Example[], rate: number): void {
    const { rows } = this.#parameters;
    this.#kernel.floats(this.#at.table, rows.size).set(rows.values);
    this.#projected.clear();
    this.#kernel.floats(this.#at.nothing, this.#rowBytes / FLOAT).fill(0);
    this.#addBias(this.#at.nothing);
    for (const example of batch) this.#learnFrom(example);
    this.#time += 1;
    const scale = 1 / batch.length;
    for (const each of Object.values(this.#parameters)) each.step(rate, this.options.decay, this.#time, scale);
  }

  #learnFrom({ words: all, rules, wanted, weight }: Example): void {
    const { outputs, hidden } = this.shape;
    const { out, outBias, wide, deepIn, deepBias, deepOut } = this.#parameters;
    const kernel = this.#kernel;
    const words = all.map((word) => (this.random() < this.options.wordDrop ? NOTHING : word));
    const { h, keep } = this.#pool(words);
    const deep = new Float32Array(hidden);
    const keepDeep = new Float32Array(hidden);
    for (let i = 0; i < hidden; i += 1) {
      let sum = deepBias.values[i] as number;
      for (const rule of rules) sum += deepIn.values[rule * hidden + i] as number;
      deep[i] = sum > 0 ? sum : 0;
      keepDeep[i] = this.#dropped();
    }
    const length = this.#pooled * FLOAT;
    kernel.multiply(out.at, this.#at.kept, length, outputs, this.#at.sums);
    const sums = kernel.floats(this.#at.sums, outputs);
    const back = kernel.floats(this.#at.back, this.#pooled).fill(0);
    const deepBack = new Float32Array(hidden);
    for (let o = 0; o < outputs; o += 1) {
      const importance = weight[o] as number;
      if (importance === 0) continue;
      let sum = (outBias.values[o] as number) + (sums[o] as number);
      for (const rule of rules) sum += wide.values[rule * outputs + o] as number;
      const row = o * hidden;
      for (let i = 0; i < hidden; i += 1)
        sum += (deepOut.values[row + i] as number) * (deep[i] as number) * (keepDeep[i] as number);
      const error = (1 / (1 + Math.exp(-sum)) - (wanted[o] as number)) * importance;
      outBias.slopes[o] = (outBias.slopes[o] as number) + error;
      for (const rule of rules) wide.slopes[rule * outputs + o] = (wide.slopes[rule * outputs + o] as number) + error;
      kernel.add(out.slopesAt + o * length, this.#at.kept, error, length);
      kernel.add(this.#at.back, out.at + o * length, error, length);
      for (let i = 0; i < hidden; i += 1) {
        const k = keepDeep[i] as number;
        if (k === 0) continue;
        deepOut.slopes[row + i] = (deepOut.slopes[row + i] as number) + error * (deep[i] as number) * k;
        deepBack[i] = (deepBack[i] as number) + error * (deepOut.values[row + i] as number) * k;
      }
    }
    for (let i = 0; i < hidden; i += 1) {
      if ((deep[i] as number) <= 0) continue;
      const slope = deepBack[i] as number;
      deepBias.slopes[i] = (deepBias.slopes[i] as number) + slope;
      for (const rule of rules) deepIn.slopes[rule * hidden + i] = (deepIn.slopes[rule * hidden + i] as number) + slope;
    }
    const where = kernel.integers(this.#at.where, this.#pooled);
    for (let i = 0; i < this.#pooled; i += 1)
      if ((h[i] as number) > 0 && (keep[i] as number) > 0)
        this.#learnFilter(i, (back[i] as number) * (keep[i] as number), words, where[i] as number);
  }

  /** 0 for what is dropped this once; what is kept counts for it. */
  #dropped(): number {
    const { drop } = this.options;
    return this.random() < drop ? 0 : 1 / (1 - drop);
  }

  /** The highest sum of each filter; what is kept of them lies at `kept`. */
  #pool(words: Int32Array): { h: Float32Array; keep: Float32Array } {
    const { filters, widths } = this.shape;
    const kernel = this.#kernel;
    const margin = this.#widest - 1;
    const addresses = words.map((word) => (word === NOTHING ? this.#at.nothing : this.#rowOf(word)));
    const list = kernel.integers(this.#at.list, words.length + 2 * margin).fill(this.#at.nothing);
    list.set(addresses, margin);
    const bytes = filters * FLOAT;
    widths.forEach((width, which) => {
      const windows = words.length + width - 1;
      const from = this.#at.list + (this.#widest - width) * FLOAT;
      const tap = (this.#starts[which] as number) * bytes;
      kernel.pool(from, windows, width, tap, bytes, this.#at.best + which * bytes, this.#at.where + which * bytes);
    });
    const h = kernel.floats(this.#at.best, this.#pooled);
    const kept = kernel.floats(this.#at.kept, this.#pooled);
    const keep = new Float32Array(this.#pooled);
    for (let i = 0; i < this.#pooled; i += 1) {
      keep[i] = this.#dropped();
      kept[i] = (h[i] as number) * (keep[i] as number);
    }
    return { h, keep };
  }

  /** Address of what a word adds to each filter at each tap, reckoned once a batch. */
  #rowOf(word: number): number {
    const known = this.#projected.get(word);
    if (known !== undefined) return known;
    const { size } = this.shape;
    const address = this.#at.rows + this.#projected.size * this.#rowBytes;
    const vector = this.#at.table + word * size * FLOAT;
    this.#kernel.multiply(this.#parameters.taps.at, vector, size * FLOAT, this.#rowBytes / FLOAT, address);
    this.#addBias(address);
    this.#projected.set(word, address);
    return address;
  }

  /** The bias of a filter is added with the first word of each window. */
  #addBias(row: number): void {
    const bytes = this.shape.filters * FLOAT;
    this.#starts.forEach((start, which) => {
      this.#kernel.add(row + start * bytes, this.#parameters.bias.at + which * bytes, 1, bytes);
    });
  }

  /** Hands the slope of a filter's highest sum on to the taps and words that made it. */
  #learnFilter(i: number, slope: number, words: Int32Array, window: number): void {
    const { size, filters, widths, learntRows } = this.shape;
    const { taps, bias, rows } = this.#parameters;
    if (slope === 0) return;
    bias.slopes[i] = (bias.slopes[i] as number) + slope;
    const which = Math.floor(i / filters);
    const width = widths[which] as number;
    const first = window + 1 - width;
    const bytes = size * FLOAT;
    for (let j = 0; j < width; j += 1) {
      const word = words[first + j] ?? NOTHING;
      if (word === NOTHING) continue;
      const tap = (((this.#starts[which] as number) + j) * filters + (i - which * filters)) * bytes;
      this.#kernel.add(taps.slopesAt + tap, this.#at.table + word * bytes, slope, bytes);
      if (word < learntRows) this.#kernel.add(rows.slopesAt + word * bytes, taps.at + tap, slope, bytes);
    }
  }
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
