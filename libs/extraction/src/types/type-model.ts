import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import type { AnalysedArticle, AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import { sigmoid } from '../model/rank-model';
import type { NetReading, NetWeights } from './network';
import { SentenceNet } from './network';
import { type RuledTrigger, ruleFeaturesOf } from './rule-features';
import type { Vectors } from './vectors';
import { wordsOf } from './words';

/** The trained networks of the statistical layer; their probabilities are averaged. */
export interface TypeWeights {
  /** Names of the rules' features, in the order of their ids. */
  readonly ruleFeatures: readonly string[];
  readonly nets: readonly (NetWeights & { readonly rows: Float32Array })[];
}

/** A stretch of a sentence's items that speaks for a type. */
export interface LeadingWords {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** What the networks make of one sentence. */
export interface TypeOdds {
  /** Probability of each type of the catalogue, in its order. */
  readonly types: Float32Array;
  /** Probability that an event of this sentence is denied. */
  readonly denied: number;
  /** What the first network found where, for explanations; null of no network. Reckoned when it is asked for. */
  readonly reading: NetReading | null;
}

/** Odds whose reading most sentences are never asked for. */
class LazyOdds implements TypeOdds {
  #reading: NetReading | null;

  constructor(
    readonly types: Float32Array,
    readonly denied: number,
    reading: NetReading | null,
    private readonly read: (() => NetReading) | null,
  ) {
    this.#reading = reading;
  }

  get reading(): NetReading | null {
    this.#reading ??= this.read?.() ?? null;
    return this.#reading;
  }
}

/** Words of a sentence that are read; what goes on after them is a list. */
export const MOST_WORDS = 120;
/** From this probability of a type on, claims are made of a sentence, and what the first network found in it is looked at. */
const ASKED_FOR = 0.15;
/** Outputs of a network: the types, then "denied". */
export const OUTPUTS = EVENT_TYPES.length + 1;

/** The statistical layer: words and rules' features of a sentence to the probability of each type. */
export class TypeModel {
  readonly #nets: readonly SentenceNet[];
  readonly #rules: ReadonlyMap<string, number>;

  constructor(
    weights: TypeWeights,
    private readonly vectors: Vectors,
  ) {
    this.#rules = new Map(weights.ruleFeatures.map((name, id) => [name, id]));
    this.#nets = weights.nets.map((net) => {
      const { size, learntRows } = net.shape;
      return new SentenceNet(net, (row) =>
        row < learntRows ? net.rows.subarray(row * size, (row + 1) * size) : vectors.vectorOf(row),
      );
    });
  }

  /** The odds of each sentence of an article, its title among them; null for headings. */
  read(article: AnalysedArticle, ruled: readonly (readonly RuledTrigger[])[]): (TypeOdds | null)[] {
    const features = ruleFeaturesOf(article, ruled);
    return article.analysed.map((sentence, index) =>
      sentence.sentence.role !== 'heading' ? this.#odds(sentence, features[index] ?? []) : null,
    );
  }

  /** The stretches of a sentence that speak most for a type, by the first network. */
  leadingWords({ items }: AnalysedSentence, { reading }: TypeOdds, type: EventType, most: number): LeadingWords[] {
    const [net] = this.#nets;
    if (!net || reading === null) return [];
    return net.windows(reading, EVENT_TYPES.indexOf(type), most).map(({ at, width, weight }) => ({
      from: Math.max(0, at),
      to: Math.min(items.length, at + width),
      weight,
    }));
  }

  /** The word of a sentence that speaks most for a type, by the first network; null where none does. */
  strongestWord({ items }: AnalysedSentence, { reading }: TypeOdds, type: EventType): number | null {
    const [net] = this.#nets;
    if (!net || reading === null) return null;
    const sums = net.byWord(reading, EVENT_TYPES.indexOf(type), Math.min(items.length, MOST_WORDS));
    let best: number | null = null;
    for (let at = 0; at < sums.length; at += 1) {
      if (items[at]?.kind !== 'word' || (sums[at] as number) <= 0) continue;
      if (best === null || (sums[at] as number) > (sums[best] as number)) best = at;
    }
    return best;
  }

  #odds(sentence: AnalysedSentence, features: readonly string[]): TypeOdds {
    const words = rowsOf(sentence, this.vectors);
    const rules = this.#idsOf(features);
    const mean = new Float32Array(OUTPUTS);
    const [first, ...others] = this.#nets;
    for (const net of others) add(mean, net.scores(words, rules));
    const scores = first?.scores(words, rules);
    if (scores) add(mean, scores);
    for (let output = 0; output < OUTPUTS; output += 1) mean[output] = (mean[output] as number) / this.#nets.length;
    const types = mean.subarray(0, EVENT_TYPES.length);
    // what the first network has just read is kept where it will be asked for
    const reading = first && scores && types.some((odds) => odds >= ASKED_FOR) ? first.justRead(scores) : null;
    return new LazyOdds(types, mean[EVENT_TYPES.length] ?? 0, reading, first ? () => first.read(words, rules) : null);
  }

  /** Numbers of the features that the networks know. */
  #idsOf(features: readonly string[]): Int32Array {
    const ids = new Int32Array(features.length);
    let count = 0;
    for (const name of features) {
      const id = this.#rules.get(name);
      if (id === undefined) continue;
      ids[count] = id;
      count += 1;
    }
    return ids.subarray(0, count);
  }
}

function add(sum: Float32Array, scores: Float32Array): void {
  for (let output = 0; output < sum.length; output += 1)
    sum[output] = (sum[output] as number) + sigmoid(scores[output] as number);
}

/** Rows of the word table for a sentence's items. */
export function rowsOf({ items }: AnalysedSentence, vectors: Vectors): Int32Array {
  const words = wordsOf(items.length > MOST_WORDS ? items.slice(0, MOST_WORDS) : items);
  const rows = new Int32Array(words.length);
  for (let at = 0; at < words.length; at += 1) rows[at] = vectors.rowOf(words[at] as string);
  return rows;
}

/** The types of a sentence whose probability reaches a limit, in the order of the catalogue. */
export function likelyTypes(odds: TypeOdds, least: number): { type: EventType; probability: number }[] {
  return flat(EVENT_TYPES, (type, index) => {
    const probability = odds.types[index] as number;
    return probability >= least ? [{ type, probability }] : [];
  });
}
