import { Kernel } from '../kernel/kernel';
import { First } from '../lists';

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
  /** Pooled activations, and the window where each was found, counted from the first that holds a word. */
  readonly pooled: Float32Array;
  readonly where: Int16Array;
}

/** Views on the kernel's memory. */
interface Views {
  readonly buffer: ArrayBuffer;
  readonly pooled: Float32Array;
  readonly where: Int16Array;
  readonly sums: Float32Array;
  readonly deep: Float32Array;
  readonly deepSums: Float32Array;
  readonly list: Int32Array;
}

/** A window of words with what it adds to an output. */
export interface LeadingWindow {
  /** The first word of the window; can be negative. */
  readonly at: number;
  readonly width: number;
  readonly weight: number;
}

const heavierFirst = (a: LeadingWindow, b: LeadingWindow): number =>
  b.weight - a.weight || a.at - b.at || a.width - b.width;

/** How many words' sums are kept; with more they are forgotten and made anew. */
const KEPT_WORDS = 8_192;
const FLOAT = 4;
const SHORT = 2;
/**
 * What a word adds to a filter is kept as a whole number of these parts: sums from -8 to 8 are told apart down to 1/4096. Those of
 * trained networks stay below 6.
 */
const PARTS = 4_096;
/** So many filters are reckoned at a time. */
const TOGETHER = 32;

/** A network with a memory of what each word adds to its filters, so that a text costs additions only. */
export class SentenceNet {
  readonly #kernel = new Kernel();
  /** Addresses of the weights and of what a reading is reckoned in. */
  readonly #at: Readonly<
    Record<
      | 'taps'
      | 'bias'
      | 'out'
      | 'rules'
      | 'deepOut'
      | 'vector'
      | 'row'
      | 'nothing'
      | 'pooled'
      | 'where'
      | 'sums'
      | 'deep'
      | 'deepSums'
      | 'kept',
      number
    >
  >;
  /** Numbers of what a word adds: to each filter at each tap. */
  readonly #rowLength: number;
  /** Length of what a rule's feature adds: to the hidden numbers, then to the outputs, then nothing up to a multiple of four. */
  readonly #ruleBytes: number;
  readonly #starts: readonly number[];
  /** Addresses of the rows of words that are known. */
  readonly #rows = new Map<number, number>();
  #list: { readonly address: number; readonly room: number };
  #known: Views | null = null;

  /** Throws where the filters do not divide by 32 or other sizes by four, as so many numbers are reckoned at a time. */
  constructor(
    readonly weights: NetWeights,
    private readonly vectorOf: (row: number) => Float32Array,
  ) {
    const { filters, size, widths, outputs, hidden, ruleFeatures } = weights.shape;
    if (filters % TOGETHER > 0) throw new Error(`${filters} filters do not divide by ${TOGETHER}`);
    if (size % 4 > 0 || hidden % 4 > 0)
      throw new Error(`${size} numbers of a word and ${hidden} hidden ones do not divide by four`);
    let before = 0;
    this.#starts = widths.map((width) => {
      const start = before;
      before += width;
      return start;
    });
    const pooled = filters * widths.length;
    const outputBytes = Math.ceil(outputs / 4) * 4 * FLOAT;
    this.#rowLength = before * filters;
    this.#ruleBytes = hidden * FLOAT + outputBytes;
    const kernel = this.#kernel;
    this.#at = {
      taps: kernel.reserve(weights.taps.byteLength),
      bias: kernel.reserve(weights.bias.byteLength),
      out: kernel.reserve(weights.out.byteLength),
      rules: kernel.reserve((ruleFeatures + 1) * this.#ruleBytes),
      deepOut: kernel.reserve(weights.deepOut.byteLength),
      vector: kernel.reserve(size * FLOAT),
      row: kernel.reserve(this.#rowLength * FLOAT),
      nothing: kernel.reserve(this.#rowLength * SHORT),
      pooled: kernel.reserve(pooled * FLOAT),
      where: kernel.reserve(pooled * SHORT),
      sums: kernel.reserve(outputBytes),
      deep: kernel.reserve(this.#ruleBytes),
      deepSums: kernel.reserve(outputBytes),
      kept: kernel.reserve(KEPT_WORDS * this.#rowLength * SHORT),
    };
    for (const name of ['taps', 'bias', 'out', 'deepOut'] as const)
      kernel.floats(this.#at[name], weights[name].length).set(weights[name]);
    const rule = (id: number, deep: Float32Array, wide: Float32Array) => {
      kernel.floats(this.#ruleAt(id), hidden).set(deep);
      kernel.floats(this.#ruleAt(id) + hidden * FLOAT, outputs).set(wide);
    };
    for (let id = 0; id < ruleFeatures; id += 1)
      rule(
        id,
        weights.deepIn.subarray(id * hidden, (id + 1) * hidden),
        weights.wide.subarray(id * outputs, (id + 1) * outputs),
      );
    rule(ruleFeatures, weights.deepBias, weights.outBias);
    this.#keepRow(this.#at.nothing);
    this.#list = { address: 0, room: 0 };
  }

  /** Reads one sentence, of fewer words than are kept: rows of its words, ids of the rules' features. */
  read(words: Int32Array, rules: Int32Array): NetReading {
    return this.justRead(this.scores(words, rules));
  }

  /** What the last sentence gave, from the scores that it was given. */
  justRead(scores: Float32Array): NetReading {
    const { pooled, where } = this.#views();
    return { scores, pooled: pooled.slice(), where: where.slice() };
  }

  /** Log-odds of each output for one sentence, as `read` gives them. */
  scores(words: Int32Array, rules: Int32Array): Float32Array {
    this.#pool(words);
    const { shape, bias } = this.weights;
    const { outputs, hidden, ruleFeatures } = shape;
    const list = this.#listOf(rules.length + 1);
    for (let at = 0; at < rules.length; at += 1) list[at] = this.#ruleAt(rules[at] as number);
    list[rules.length] = this.#ruleAt(ruleFeatures);
    const kernel = this.#kernel;
    kernel.sum(this.#list.address, rules.length + 1, this.#ruleBytes, this.#at.deep);
    const { deep, sums, deepSums } = this.#views();
    for (let i = 0; i < hidden; i += 1) if ((deep[i] as number) < 0) deep[i] = 0;
    kernel.multiply(this.#at.out, this.#at.pooled, bias.length * FLOAT, outputs, this.#at.sums);
    kernel.multiply(this.#at.deepOut, this.#at.deep, hidden * FLOAT, outputs, this.#at.deepSums);
    const scores = sums.slice();
    for (let o = 0; o < outputs; o += 1)
      scores[o] = (sums[o] as number) + (deepSums[o] as number) + (deep[hidden + o] as number);
    return scores;
  }

  /** The highest sum of each filter over all windows of the words, and where it is. */
  #pool(words: Int32Array): void {
    const { filters, widths } = this.weights.shape;
    const margin = Math.max(...widths) - 1;
    const room = words.length + 2 * margin;
    if (this.#rows.size + words.length > KEPT_WORDS) this.#rows.clear();
    const list = this.#listOf(room);
    list.fill(this.#at.nothing, 0, room);
    for (let at = 0; at < words.length; at += 1) list[margin + at] = this.#rowOf(words[at] as number);
    const bytes = filters * SHORT;
    for (let which = 0; which < widths.length; which += 1) {
      const width = widths[which] as number;
      const windows = words.length + width - 1;
      const from = this.#list.address + (margin + 1 - width) * FLOAT;
      const tap = (this.#starts[which] as number) * bytes;
      const best = this.#at.pooled + which * filters * FLOAT;
      const where = this.#at.where + which * bytes;
      if (windows > 0) {
        this.#kernel.poolNarrow(from, windows, width, tap, bytes, best, where, 1 / PARTS);
        continue;
      }
      this.#kernel.floats(best, filters).fill(0);
      this.#kernel.shorts(where, filters).fill(0);
    }
  }

  #ruleAt(id: number): number {
    return this.#at.rules + id * this.#ruleBytes;
  }

  /** Views on what a reading is reckoned in, made anew where the kernel's memory has grown. */
  #views(): Views {
    const { buffer } = this.#kernel;
    if (this.#known?.buffer !== buffer) {
      const { bias, shape } = this.weights;
      this.#known = {
        buffer,
        pooled: this.#kernel.floats(this.#at.pooled, bias.length),
        where: this.#kernel.shorts(this.#at.where, bias.length),
        sums: this.#kernel.floats(this.#at.sums, shape.outputs),
        deep: this.#kernel.floats(this.#at.deep, shape.hidden + shape.outputs),
        deepSums: this.#kernel.floats(this.#at.deepSums, shape.outputs),
        list: this.#kernel.integers(this.#list.address, this.#list.room),
      };
    }
    return this.#known;
  }

  /** A list of addresses, with room for so many. */
  #listOf(room: number): Int32Array {
    if (this.#list.room < room) {
      this.#list = { address: this.#kernel.reserve(2 * room * FLOAT), room: 2 * room };
      this.#known = null;
    }
    return this.#views().list;
  }

  /** Address of what a word adds to each filter at each tap. */
  #rowOf(word: number): number {
    const known = this.#rows.get(word);
    if (known !== undefined) return known;
    const { size } = this.weights.shape;
    const address = this.#at.kept + this.#rows.size * this.#rowLength * SHORT;
    this.#kernel.floats(this.#at.vector, size).set(this.vectorOf(word));
    this.#kernel.multiply(this.#at.taps, this.#at.vector, size * FLOAT, this.#rowLength, this.#at.row);
    this.#keepRow(address);
    this.#rows.set(word, address);
    return address;
  }

  /** Puts what was reckoned for a word where it is kept. The bias of a filter is added with the first word of each window. */
  #keepRow(address: number): void {
    const bytes = this.weights.shape.filters * FLOAT;
    this.#starts.forEach((start, which) => {
      this.#kernel.add(this.#at.row + start * bytes, this.#at.bias + which * bytes, 1, bytes);
    });
    this.#kernel.narrow(this.#at.row, this.#rowLength * FLOAT, PARTS, address);
  }

  /** What windows of words add to an output: the first word of the window, how many words, and the weight; largest first. */
  windows({ pooled, where }: NetReading, output: number, most: number): LeadingWindow[] {
    const { shape, out } = this.weights;
    const { filters, widths } = shape;
    const first = new First<LeadingWindow>(most, heavierFirst);
    const row = output * pooled.length;
    for (let which = 0; which < widths.length; which += 1) {
      const width = widths[which] as number;
      // a window may begin before the first word, by less than its width
      const back = width - 1;
      const sums: number[] = [];
      for (let i = which * filters; i < (which + 1) * filters; i += 1) {
        const value = pooled[i] as number;
        if (value === 0) continue;
        const place = where[i] as number;
        while (sums.length <= place) sums.push(0);
        sums[place] = (sums[place] as number) + (out[row + i] as number) * value;
      }
      for (let place = 0; place < sums.length; place += 1) {
        const weight = sums[place] as number;
        if (weight === 0 || (first.full && weight < (first.last?.weight ?? 0))) continue;
        first.add({ at: place - back, width, weight });
      }
    }
    return first.items;
  }

  /** How much each of the first `words` words adds to an output, the weight of a window shared out among its words. */
  byWord({ pooled, where }: NetReading, output: number, words: number): Float64Array {
    const { shape, out } = this.weights;
    const { filters, widths } = shape;
    const sums = new Float64Array(words);
    const row = output * pooled.length;
    for (let which = 0; which < widths.length; which += 1) {
      const width = widths[which] as number;
      for (let i = which * filters; i < (which + 1) * filters; i += 1) {
        const value = pooled[i] as number;
        if (value === 0) continue;
        const weight = ((out[row + i] as number) * value) / width;
        const end = (where[i] as number) + 1;
        const from = Math.max(0, end - width);
        const to = Math.min(words, end);
        for (let at = from; at < to; at += 1) sums[at] = (sums[at] as number) + weight;
      }
    }
    return sums;
  }
}
