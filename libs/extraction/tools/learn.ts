import { join } from 'node:path';
import type { Hidden } from '../src/model/hidden-model';
import { headsOf } from '../src/model/load';
import type { Head, Models } from '../src/model/models';
import type { Weights } from '../src/model/rank-model';
import type { NetShape } from '../src/types/network';
import { OUTPUTS, TypeModel, type TypeWeights } from '../src/types/type-model';
import { LEARNT_WORDS, readVectors, type Vectors } from '../src/types/vectors';
import { generator, trainNet } from './conv-net';
import { type HiddenOptions, namedHidden, trainHiddenRanker } from './hidden-ranker';
import { Collector } from './labels-decider';
import type { Text } from './learn-text';
import { FeatureIndex, type RankerOptions, trainRanker } from './ranker';
import type { LabelledSentence } from './training-sentences';
import { sentenceCaseOf, typeCasesOf } from './type-examples';

/** Folder of the extraction library in the source tree, seen from the built file. */
export const HOME = join(__dirname, '../../../../libs/extraction');
/** How many of the most frequent words have vectors that are learnt along. */
const TUNED = 4_000;
const LEARNT_ROWS = LEARNT_WORDS.length + TUNED;
/** How often all sentences are gone through, and what each pass is like: chosen on articles left out of training. */
const NET_TRAINING = { epochs: 10, rate: 2e-3, batch: 48, joined: 0.3, wordDrop: 0.1, drop: 0.3, decay: 1e-5 };
const PLAIN: RankerOptions = { epochs: 6, rate: 0.1, l2: 1e-3, damping: 1e-6 };
const CALM: RankerOptions = { epochs: 6, rate: 0.03, l2: 1e-3, damping: 1 };
/** How each head is trained; the confidence head comes after them, from what they do on texts left out. */
const HEAD_TRAINING: Readonly<Record<Exclude<Head, 'confidence'>, RankerOptions>> = {
  deals: PLAIN,
  polarity: PLAIN,
  tranche: PLAIN,
  occurred: CALM,
  expected: { epochs: 6, rate: 0.1, l2: 1e-2, damping: 1 },
  salience: CALM,
};
/** The hidden units of the head of deals: chosen on articles left out of training. */
const HIDDEN: HiddenOptions = {
  units: 32,
  least: 100,
  epochs: 6,
  rate: 0.03,
  drop: 0.2,
  l2: 1e-3,
  rowL2: 3e-4,
  seed: 1,
};
const LEAST_WEIGHT = 0.01;

/** What the heads have learnt. */
export interface LearntHeads {
  readonly weights: Readonly<Partial<Record<Head, Weights>>>;
  /** Of the head of deals. */
  readonly hidden: Hidden;
}

/** Trains one network a seed on the sentences of the texts and on single labelled sentences. */
export function learnTypes(
  texts: readonly Text[],
  sentences: readonly LabelledSentence[],
  vectors: Vectors,
  seeds: readonly number[],
): TypeWeights {
  const rules = new FeatureIndex();
  const examples = [
    ...texts.flatMap((text) => typeCasesOf(text, vectors, rules)),
    ...sentences.flatMap((sentence) => sentenceCaseOf(sentence, vectors, rules) ?? []),
  ].map(({ example }) => example);
  const shape: NetShape = {
    size: vectors.size,
    filters: 256,
    widths: [1, 2, 3, 4],
    outputs: OUTPUTS,
    ruleFeatures: rules.names.length,
    hidden: 128,
    learntRows: LEARNT_ROWS,
  };
  const table = startingTable(vectors);
  const nets = seeds.map((seed) => ({ ...trainNet(examples, table, shape, { ...NET_TRAINING, seed }), shape }));
  return { ruleFeatures: rules.names, nets };
}

/** Seeds of so many networks, from one on. */
export const seedsFrom = (first: number, nets: number): number[] => Array.from({ length: nets }, (_, at) => first + at);

/** The word vectors as one table; the kinds of mention begin at small random places. */
function startingTable(vectors: Vectors): Float32Array {
  const table = new Float32Array(vectors.rows * vectors.size);
  for (let row = 0; row < vectors.rows; row += 1) table.set(vectors.vectorOf(row), row * vectors.size);
  const random = generator(5);
  for (let at = 0; at < LEARNT_WORDS.length * vectors.size; at += 1) table[at] = (random() - 0.5) * 0.8;
  return table;
}

/** Trains the heads that decide deals, polarity, tranche, dates and salience, on the labelled events, with the types as learnt. */
export function learnHeads(texts: readonly Text[], types: TypeModel | null = null): LearntHeads {
  const collector = new Collector(types);
  texts.forEach(({ labelled, reading }, text) => {
    collector.collect(text, labelled, reading);
  });
  const { choices, index } = collector;
  const weightsOf = (head: Exclude<Head, 'confidence'>) =>
    trainRanker(choices[head], index[head].names.length, HEAD_TRAINING[head]);
  const deals = trainHiddenRanker(choices.deals, weightsOf('deals'), HIDDEN);
  const heads = Object.keys(HEAD_TRAINING) as Exclude<Head, 'confidence'>[];
  const weights = heads.map((head) => [
    head,
    namedWeights(index[head].names, head === 'deals' ? deals.linear : weightsOf(head)),
  ]);
  return { weights: Object.fromEntries(weights), hidden: namedHidden(index.deals.names, deals) };
}

/** Weights by name, rounded, without those that hardly weigh. */
export function namedWeights(names: readonly string[], weights: Float64Array): Weights {
  return Object.fromEntries(
    names.flatMap((name, id) => {
      const weight = Math.round((weights[id] as number) * 1000) / 1000;
      return Math.abs(weight) >= LEAST_WEIGHT ? [[name, weight] as const] : [];
    }),
  );
}

/** Models as the extractor reads with them. */
export function modelsOf(types: TypeWeights, { weights, hidden }: LearntHeads, vectors: Vectors): Models {
  return { types: new TypeModel(types, vectors), heads: headsOf(weights, hidden) };
}

export const readOwnVectors = (): Vectors => readVectors(join(HOME, 'model'));
