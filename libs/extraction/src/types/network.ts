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
  /** Pooled activations, and where each was found (index of the first word of its window, can be negative). */
  readonly pooled: Float32Array;
  readonly where: Int32Array;
}

/** Views on the kernel's memory. */
interface Views {
  readonly buffer: ArrayBuffer;
  readonly best: Float32Array;
  readonly where: Int32Array;
  readonly pooled: Float32Array;
  readonly sums: Float32Array;
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

/** A network with a memory of what each word adds to its filters, so that a text costs additions only. */
export class SentenceNet {
  readonly #kernel = new Kernel();
  /** Addresses of the weights and of what a reading is reckoned in. */
  readonly #at: Readonly<
    Record<'taps' | 'out' | 'vector' | 'nothing' | 'kept' | 'best' | 'where' | 'pooled' | 'sums', number>
  >;
  readonly #rowBytes: number;
  readonly #starts: readonly number[];
  /** Addresses of the rows of words that are known. */
  readonly #rows = new Map<number, number>();
  /** The weights from the hidden numbers to the outputs, by hidden number: [hidden][output]. */
  readonly #deepOut: Float32Array;
  readonly #totals: Float64Array;
  #list: { readonly address: number; readonly room: number };
  #known: Views | null = null;

  /** Throws where the sizes do not divide by four, as four numbers are reckoned at a time. */
  constructor(
    readonly weights: NetWeights,
    private readonly vectorOf: (row: number) => Float32Array,
  ) {
    const { filters, size, widths, outputs } = weights.shape;
    if (filters % 4 > 0 || size % 4 > 0)
      throw new Error(`${filters} filters over ${size} numbers do not divide by four`);
    let before = 0;
    this.#starts = widths.map((width) => {
      const start = before;
      before += width;
      return start;
    });
    const pooled = filters * widths.length;
    this.#rowBytes = before * filters * FLOAT;
    const kernel = this.#kernel;
    this.#at = {
      taps: kernel.reserve(weights.taps.byteLength),
      out: kernel.reserve(weights.out.byteLength),
      vector: kernel.reserve(size * FLOAT),
      nothing: kernel.reserve(this.#rowBytes),
      best: kernel.reserve(pooled * FLOAT),
      where: kernel.reserve(pooled * FLOAT),
      pooled: kernel.reserve(pooled * FLOAT),
      sums: kernel.reserve(outputs * FLOAT),
      kept: kernel.reserve(KEPT_WORDS * this.#rowBytes),
    };
    kernel.floats(this.#at.taps, weights.taps.length).set(weights.taps);
    kernel.floats(this.#at.out, weights.out.length).set(weights.out);
    this.#list = { address: 0, room: 0 };
    this.#totals = new Float64Array(outputs);
    this.#deepOut = weights.deepOut.map((_, at) => {
      const [hidden, output] = [Math.floor(at / outputs), at % outputs];
      return weights.deepOut[output * weights.shape.hidden + hidden] as number;
    });
  }

  /** Reads one sentence, of fewer words than are kept: rows of its words, ids of the rules' features. */
  read(words: Int32Array, rules: Int32Array): NetReading {
    const { pooled, where } = this.pool(words);
    return { scores: this.#score(rules), pooled, where };
  }

  private pool(words: Int32Array): { pooled: Float32Array; where: Int32Array } {
    const { filters, widths } = this.weights.shape;
    const { bias } = this.weights;
    const widest = Math.max(...widths);
    const list = this.#listOf(words, widest - 1);
    const bytes = filters * FLOAT;
    widths.forEach((width, which) => {
      const windows = words.length + width - 1;
      const tap = (this.#starts[which] as number) * bytes;
      const [best, where] = [this.#at.best + which * bytes, this.#at.where + which * bytes];
      if (windows > 0) this.#kernel.pool(list + (widest - width) * FLOAT, windows, width, tap, bytes, best, where);
      else {
        this.#kernel.floats(best, filters).fill(Number.NEGATIVE_INFINITY);
        this.#kernel.integers(where, filters).fill(0);
      }
    });
    const { best, where: found, pooled: handed } = this.#views();
    const pooled = new Float32Array(bias.length);
    const where = found.slice();
    for (let which = 0; which < widths.length; which += 1) {
      const back = (widths[which] as number) - 1;
      for (let i = which * filters; i < (which + 1) * filters; i += 1) {
        const value = (best[i] as number) + (bias[i] as number);
        pooled[i] = value > 0 ? value : 0;
        where[i] = (where[i] as number) - back;
      }
    }
    handed.set(pooled);
    return { pooled, where };
  }

  /** Views on what a reading is reckoned in, made anew where the kernel's memory has grown. */
  #views(): Views {
    const { buffer } = this.#kernel;
    if (this.#known?.buffer !== buffer) {
      const { bias, outBias } = this.weights;
      this.#known = {
        buffer,
        best: this.#kernel.floats(this.#at.best, bias.length),
        where: this.#kernel.integers(this.#at.where, bias.length),
        pooled: this.#kernel.floats(this.#at.pooled, bias.length),
        sums: this.#kernel.floats(this.#at.sums, outBias.length),
        list: this.#kernel.integers(this.#list.address, this.#list.room),
      };
    }
    return this.#known;
  }

  /** Puts the addresses of the words' rows one after the other, with nothing before and after them, and tells where. */
  #listOf(words: Int32Array, margin: number): number {
    const room = words.length + 2 * margin;
    if (this.#list.room < room) {
      this.#list = { address: this.#kernel.reserve(2 * room * FLOAT), room: 2 * room };
      this.#known = null;
    }
    if (this.#rows.size + words.length > KEPT_WORDS) this.#rows.clear();
    const { list } = this.#views();
    list.fill(this.#at.nothing, 0, room);
    for (let at = 0; at < words.length; at += 1) list[margin + at] = this.#rowOf(words[at] as number);
    return this.#list.address;
  }

  /** Address of what a word adds to each filter at each tap. */
  #rowOf(word: number): number {
    const known = this.#rows.get(word);
    if (known !== undefined) return known;
    const { size } = this.weights.shape;
    const address = this.#at.kept + this.#rows.size * this.#rowBytes;
    this.#kernel.floats(this.#at.vector, size).set(this.vectorOf(word));
    this.#kernel.multiply(this.#at.taps, this.#at.vector, size * FLOAT, this.#rowBytes / FLOAT, address);
    this.#rows.set(word, address);
    return address;
  }

  /** Log-odds of each output, of what was pooled last. */
  #score(rules: Int32Array): Float32Array {
    const { shape, bias, outBias, wide, deepIn, deepBias } = this.weights;
    const { outputs, hidden } = shape;
    this.#kernel.multiply(this.#at.out, this.#at.pooled, bias.length * FLOAT, outputs, this.#at.sums);
    const scores = this.#views().sums.slice();
    const deep = deepBias.slice();
    for (let at = 0; at < rules.length; at += 1) {
      const row = (rules[at] as number) * hidden;
      for (let i = 0; i < hidden; i += 1) deep[i] = (deep[i] as number) + (deepIn[row + i] as number);
    }
    const totals = this.#totals;
    for (let o = 0; o < outputs; o += 1) totals[o] = (scores[o] as number) + (outBias[o] as number);
    for (let i = 0; i < hidden; i += 1) {
      const value = deep[i] as number;
      if (value <= 0) continue;
      const column = i * outputs;
      for (let o = 0; o < outputs; o += 1)
        totals[o] = (totals[o] as number) + (this.#deepOut[column + o] as number) * value;
    }
    for (let at = 0; at < rules.length; at += 1) {
      const row = (rules[at] as number) * outputs;
      for (let o = 0; o < outputs; o += 1) totals[o] = (totals[o] as number) + (wide[row + o] as number);
    }
    scores.set(totals);
    return scores;
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
        const place = (where[i] as number) + back;
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
        const from = Math.max(0, where[i] as number);
        const to = Math.min(words, (where[i] as number) + width);
        for (let at = from; at < to; at += 1) sums[at] = (sums[at] as number) + weight;
      }
    }
    return sums;
  }
}
