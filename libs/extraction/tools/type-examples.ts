import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import type { AnalysedArticle } from '../src/analysis';
import { ruledTriggers, ruleFeaturesOf } from '../src/types/rule-features';
import type { Vectors } from '../src/types/vectors';
import { pairsOf, wordsOf } from '../src/types/words';
import type { Example } from './conv-net';
import { type Prepared, sentenceOf } from './deal-choices';
import type { FeatureIndex } from './ranker';

export const OUTPUTS = EVENT_TYPES.length + 1;
export const DENIED = EVENT_TYPES.length;
const OUTPUT_OF = new Map(EVENT_TYPES.map((type, index) => [type as string, index]));
const MOST_WORDS = 120;

export interface TypeCase {
  readonly example: Example;
  readonly prepared: Prepared;
  readonly sentence: number;
  readonly gold: ReadonlySet<EventType>;
  readonly ignored: ReadonlySet<EventType>;
  readonly fires: ReadonlySet<EventType>;
}

/** One example a body sentence. A type that the article has elsewhere is neither right nor wrong here: repeats are labelled once. */
export function typeCasesOf(prepared: Prepared, vectors: Vectors, rules: FeatureIndex, grams: ReadonlyMap<string, number>): TypeCase[] {
  const { labelled, article } = prepared;
  const ruled = article.analysed.map(ruledTriggers);
  const features = ruleFeaturesOf(article, ruled);
  const placed = labelled.events.map((event) => ({ event, sentence: sentenceOf(prepared, event.quote) }));
  return article.analysed.flatMap((analysed, sentence) => {
    if (analysed.sentence.role !== 'body') return [];
    const here = placed.filter((one) => one.sentence === sentence);
    const gold = new Set(here.map(({ event }) => event.type as EventType));
    const elsewhere = new Set(labelled.events.map(({ type }) => type as EventType).filter((type) => !gold.has(type)));
    const wanted = new Float32Array(OUTPUTS);
    const weight = new Float32Array(OUTPUTS).fill(1);
    for (const type of gold) wanted[OUTPUT_OF.get(type) as number] = 1;
    for (const type of elsewhere) weight[OUTPUT_OF.get(type) as number] = 0;
    wanted[DENIED] = here.some(({ event }) => event.polarity === 'denied') ? 1 : 0;
    weight[DENIED] = here.length > 0 ? 1 : 0;
    const fires = new Set(
      (ruled[sentence] ?? []).flatMap(({ decision, fires: firing }) => (firing && decision ? [decision.type] : [])),
    );
    return [
      {
        example: {
          words: rowsOf(analysed, vectors),
          rules: Int32Array.from(features[sentence] ?? [], (name) => rules.id(name)),
          wanted,
          weight,
          grams: Int32Array.from(pairsOf(wordsOf(analysed.items.slice(0, MOST_WORDS))).flatMap((pair) => grams.get(pair) ?? [])),
        },
        prepared,
        sentence,
        gold,
        ignored: elsewhere,
        fires,
      },
    ];
  });
}

export function rowsOf({ items }: AnalysedArticle['analysed'][number], vectors: Vectors): Int32Array {
  return Int32Array.from(wordsOf(items).slice(0, MOST_WORDS), (word) => vectors.rowOf(word));
}

export interface TypeScore {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

/** Types by sentence, micro. */
export function scoreTypes(
  cases: readonly TypeCase[],
  predicted: (index: number) => ReadonlySet<EventType>,
): TypeScore {
  let [tp, fp, fn] = [0, 0, 0];
  cases.forEach(({ gold, ignored }, index) => {
    const types = predicted(index);
    for (const type of types) {
      if (gold.has(type)) tp += 1;
      else if (!ignored.has(type)) fp += 1;
    }
    for (const type of gold) if (!types.has(type)) fn += 1;
  });
  return { f1: (2 * tp) / (2 * tp + fp + fn), precision: tp / (tp + fp), recall: tp / (tp + fn) };
}

/** The pairs of words that stand in at least so many sentences, numbered. */
export function frequentPairs(articles: readonly AnalysedArticle[], least: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { analysed } of articles)
    for (const { sentence, items } of analysed) {
      if (sentence.role !== 'body') continue;
      for (const pair of pairsOf(wordsOf(items.slice(0, MOST_WORDS)))) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  return new Map([...counts].filter(([, count]) => count >= least).map(([pair], id) => [pair, id]));
}
