import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { ruleFeaturesOf } from '../src/types/rule-features';
import { OUTPUTS, rowsOf } from '../src/types/type-model';
import type { Vectors } from '../src/types/vectors';
import type { Example } from './conv-net';
import { sentenceOf } from './labels';
import type { Text } from './learn-text';
import type { FeatureIndex } from './ranker';

const DENIED = EVENT_TYPES.length;
const OUTPUT_OF = new Map(EVENT_TYPES.map((type, index) => [type as string, index]));

export interface TypeCase {
  readonly example: Example;
  readonly gold: ReadonlySet<EventType>;
  readonly ignored: ReadonlySet<EventType>;
  readonly fires: ReadonlySet<EventType>;
}

/** One example a body sentence. A type that the article has elsewhere is neither right nor wrong here: repeats are labelled once. */
export function typeCasesOf({ labelled, reading }: Text, vectors: Vectors, rules: FeatureIndex): TypeCase[] {
  const { article, ruled } = reading;
  const features = ruleFeaturesOf(article, ruled);
  const placed = labelled.events.map((event) => ({ event, sentence: sentenceOf(labelled, article, event.quote) }));
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
        },
        gold,
        ignored: elsewhere,
        fires,
      },
    ];
  });
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
