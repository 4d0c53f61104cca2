import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import type { AnalysedArticle, AnalysedSentence } from '../analysis';
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
}

/** Words of a sentence that are read; what goes on after them is a list. */
export const MOST_WORDS = 120;
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

  /** The odds of each sentence of an article; null for title and headings. */
  read(article: AnalysedArticle, ruled: readonly (readonly RuledTrigger[])[]): (TypeOdds | null)[] {
    const features = ruleFeaturesOf(article, ruled);
    return article.analysed.map((sentence, index) =>
      sentence.sentence.role === 'body' ? this.#odds(sentence, features[index] ?? []) : null,
    );
  }

  /** The stretches of a sentence that speak most for a type, by the first network. */
  leadingWords(sentence: AnalysedSentence, type: EventType, most: number): LeadingWords[] {
    const [net] = this.#nets;
    if (!net) return [];
    const reading = net.read(rowsOf(sentence, this.vectors), new Int32Array(0));
    return net.windows(reading, EVENT_TYPES.indexOf(type), most).map(({ at, width, weight }) => ({
      from: Math.max(0, at),
      to: Math.min(sentence.items.length, at + width),
      weight,
    }));
  }

  #odds(sentence: AnalysedSentence, features: readonly string[]): TypeOdds {
    const words = rowsOf(sentence, this.vectors);
    const rules = Int32Array.from(
      features.flatMap((name) => {
        const id = this.#rules.get(name);
        return id === undefined ? [] : [id];
      }),
    );
    const sum = new Float32Array(OUTPUTS);
    for (const net of this.#nets) add(sum, net.read(words, rules));
    const mean = sum.map((value) => value / this.#nets.length);
    return { types: mean.subarray(0, EVENT_TYPES.length), denied: mean[EVENT_TYPES.length] ?? 0 };
  }
}

function add(sum: Float32Array, { scores }: NetReading): void {
  for (let output = 0; output < sum.length; output += 1)
    sum[output] = (sum[output] as number) + sigmoid(scores[output] as number);
}

/** Rows of the word table for a sentence's items. */
export function rowsOf({ items }: AnalysedSentence, vectors: Vectors): Int32Array {
  return Int32Array.from(wordsOf(items.slice(0, MOST_WORDS)), (word) => vectors.rowOf(word));
}

/** The types of a sentence whose probability reaches a limit, in the order of the catalogue. */
export function likelyTypes(odds: TypeOdds, least: number): { type: EventType; probability: number }[] {
  return EVENT_TYPES.flatMap((type, index) => {
    const probability = odds.types[index] as number;
    return probability >= least ? [{ type, probability }] : [];
  });
}
