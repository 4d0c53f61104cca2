import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { analyse } from '../src/analysis';
import { readingOf } from '../src/events/read-claims';
import type { Reading } from '../src/events/walk';
import { ruleFeaturesOf } from '../src/types/rule-features';
import { OUTPUTS, rowsOf } from '../src/types/type-model';
import type { Vectors } from '../src/types/vectors';
import type { Example } from './conv-net';
import { sentenceOf } from './labels';
import type { Text } from './learn-text';
import type { FeatureIndex } from './ranker';
import type { LabelledSentence } from './training-sentences';

/** How much it counts that a sentence lacks a type which the article has elsewhere: it may only repeat it. */
const REPEATED = 0.25;
const DENIED = EVENT_TYPES.length;
const OUTPUT_OF = new Map(EVENT_TYPES.map((type, index) => [type as string, index]));

export interface TypeCase {
  readonly example: Example;
  readonly gold: ReadonlySet<EventType>;
  readonly ignored: ReadonlySet<EventType>;
  readonly fires: ReadonlySet<EventType>;
}

/** One example a body sentence. A type that the article has elsewhere is hardly wrong here, as repeats are labelled once. */
export function typeCasesOf({ labelled, reading }: Text, vectors: Vectors, rules: FeatureIndex): TypeCase[] {
  const { article } = reading;
  const placed = labelled.events.map((event) => ({ event, sentence: sentenceOf(labelled, article, event.quote) }));
  const make = caseMaker(reading, vectors, rules);
  return article.analysed.flatMap((analysed, sentence) => {
    if (analysed.sentence.role !== 'body') return [];
    const here = placed.filter((one) => one.sentence === sentence);
    const gold = new Set(here.map(({ event }) => event.type as EventType));
    const elsewhere = new Set(labelled.events.map(({ type }) => type as EventType).filter((type) => !gold.has(type)));
    return [
      make(
        sentence,
        gold,
        elsewhere,
        here.some(({ event }) => event.polarity === 'denied'),
      ),
    ];
  });
}

/** The example of a single labelled sentence; none where it names no weapon or is read as several sentences. */
export function sentenceCaseOf(labelled: LabelledSentence, vectors: Vectors, rules: FeatureIndex): TypeCase | null {
  const reading = readingOf(analyse(labelled.text, labelled.title), labelled.publishedOn);
  const bodies = reading.article.analysed.flatMap(({ sentence }, index) => (sentence.role === 'body' ? [index] : []));
  if (bodies.length !== 1) return null;
  const gold = new Set([...labelled.affirmed, ...labelled.denied]);
  return caseMaker(reading, vectors, rules)(bodies[0] as number, gold, new Set(), labelled.denied.length > 0);
}

function caseMaker(reading: Reading, vectors: Vectors, rules: FeatureIndex) {
  const { article, ruled } = reading;
  const features = ruleFeaturesOf(article, ruled);
  return (
    sentence: number,
    gold: ReadonlySet<EventType>,
    ignored: ReadonlySet<EventType>,
    denied: boolean,
  ): TypeCase => {
    const wanted = new Float32Array(OUTPUTS);
    const weight = new Float32Array(OUTPUTS).fill(1);
    for (const type of gold) wanted[OUTPUT_OF.get(type) as number] = 1;
    for (const type of ignored) weight[OUTPUT_OF.get(type) as number] = REPEATED;
    wanted[DENIED] = denied ? 1 : 0;
    weight[DENIED] = gold.size > 0 ? 1 : 0;
    const fires = new Set(
      (ruled[sentence] ?? []).flatMap(({ decision, fires: firing }) => (firing && decision ? [decision.type] : [])),
    );
    return {
      example: {
        words: rowsOf(article.analysed[sentence] as (typeof article.analysed)[number], vectors),
        rules: Int32Array.from(features[sentence] ?? [], (name) => rules.id(name)),
        wanted,
        weight,
      },
      gold,
      ignored,
      fires,
    };
  };
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
