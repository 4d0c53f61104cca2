import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, EVENT_TYPES } from '@dealwatch/domain';
import { analyse } from '../src/analysis';
import { evaluate } from '../src/evaluation/evaluate';
import { matchEvents, sameStep } from '../src/evaluation/match';
import { mergeCandidates } from '../src/events/merge';
import { type ReadClaim, readClaims, readingOf } from '../src/events/read-claims';
import type { Candidate } from '../src/events/types';
import type { Reading } from '../src/events/walk';
import { HEADS, type Head, type Models } from '../src/model/models';
import { RankModel } from '../src/model/rank-model';
import type { NetShape } from '../src/types/network';
import { OUTPUTS, TypeModel, type TypeWeights } from '../src/types/type-model';
import { LEARNT_WORDS, readVectors } from '../src/types/vectors';
import { trainNet } from './conv-net';
import { canonical } from './deal-choices';
import { type Labelled, labelledFolder, labelledHeldOut, labelledTraining } from './labelled-articles';
import { Collector } from './labels-decider';
import { FeatureIndex, type RankerOptions, trainRanker } from './ranker';
import { typeCasesOf } from './type-examples';

const home = join(__dirname, '../../../../libs/extraction');
const t0 = Date.now();
const say = (...words: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(0).padStart(4), ...words);
const vectors = readVectors(join(home, 'model'));
const learnt = LEARNT_WORDS.length;
const table = new Float32Array(vectors.rows * vectors.size);
for (let row = 0; row < vectors.rows; row += 1) table.set(vectors.vectorOf(row), row * vectors.size);
let s = 5;
for (let i = 0; i < learnt * 100; i += 1) {
  s = (Math.imul(s, 1103515245) + 12345) >>> 0;
  table[i] = (s / 4294967296 - 0.5) * 0.8;
}

const OPTIONS: Record<string, RankerOptions> = {
  deals: { epochs: 6, rate: 0.1, l2: 1e-3, damping: 1e-6 },
  polarity: { epochs: 6, rate: 0.1, l2: 1e-3, damping: 1e-6 },
  tranche: { epochs: 6, rate: 0.1, l2: 1e-3, damping: 1e-6 },
  occurred: { epochs: 6, rate: 0.03, l2: 1e-3, damping: 1 },
  expected: { epochs: 6, rate: 0.1, l2: 1e-2, damping: 1 },
  salience: { epochs: 6, rate: 0.03, l2: 1e-3, damping: 1 },
};
export interface Text {
  labelled: Labelled;
  reading: Reading;
}
export const textOf = (labelled: Labelled): Text => ({
  labelled,
  reading: readingOf(analyse(labelled.text, labelled.title), labelled.publishedOn as Day),
});

export function trainTypes(texts: readonly Text[], seeds: readonly number[], epochs: number): TypeWeights {
  const rules = new FeatureIndex();
  const cases = texts.flatMap(({ labelled, reading }) =>
    typeCasesOf({ labelled, article: reading.article, scene: reading.scene, rules: reading.rules }, vectors, rules),
  );
  const shape: NetShape = {
    size: 100,
    filters: 64,
    widths: [1, 2, 3],
    outputs: OUTPUTS,
    ruleFeatures: rules.names.length,
    grams: 0,
    hidden: 64,
    learntRows: learnt,
  };
  const nets = seeds.map((seed) => ({
    ...trainNet(
      cases.map(({ example }) => example),
      table,
      shape,
      { epochs, rate: 2e-3, batch: 48, wordDrop: 0.1, drop: 0.5, decay: 1e-5, seed },
    ),
    shape,
  }));
  return { ruleFeatures: rules.names, nets };
}
export function trainHeads(texts: readonly Text[]): Record<string, Record<string, number>> {
  const collector = new Collector();
  texts.forEach(({ labelled, reading }, text) => {
    collector.collect(text, labelled, reading);
  });
  return Object.fromEntries(
    Object.keys(OPTIONS).map((head) => {
      const h = head as 'deals';
      const weights = trainRanker(collector.choices[h], collector.index[h].names.length, OPTIONS[head]!);
      return [
        head,
        Object.fromEntries(
          collector.index[h].names.flatMap((name, i) =>
            Math.abs(weights[i]!) >= 0.01 ? [[name, Math.round(weights[i]! * 1000) / 1000]] : [],
          ),
        ),
      ];
    }),
  );
}
export const modelsOf = (types: TypeWeights, heads: Record<string, Record<string, number>>): Models => ({
  types: new TypeModel(types, vectors),
  heads: Object.fromEntries(HEADS.map((head) => [head, new RankModel(heads[head] ?? {})])) as unknown as Record<
    Head,
    RankModel
  >,
});
export function predict(models: Models, labelled: Labelled): ReadClaim[] {
  return readClaims(labelled.text, labelled.title, labelled.publishedOn as Day, models).claims;
}
const gold = (labelled: Labelled) => ({
  ...labelled,
  events: labelled.events.map((e) => ({ ...e, deal: { ...e.deal!, system: canonical(e.deal!.system) } })),
});
export function report(
  name: string,
  texts: readonly Labelled[],
  claims: Map<string, ReadClaim[]>,
  cut: number,
  keep?: (c: ReadClaim) => number,
) {
  const predictions = new Map(
    texts.map((t) => [
      t.id,
      mergeCandidates(
        (claims.get(t.id) ?? [])
          .filter((c) => (keep ? keep(c) : c.typeProbability) >= cut)
          .map(({ candidate }) => candidate),
      ).map((c) => ({ ...c, quote: t.text.slice(c.start, c.end) })),
    ]),
  );
  const e = evaluate(texts.map(gold) as never, predictions as never);
  const n = (v: number | null) => (v === null ? '-' : v.toFixed(3));
  say(
    `${name} @${cut} F1 ${n(e.f1)} P ${n(e.precision)} R ${n(e.recall)} lenient ${n(e.lenientF1)} date ${n(e.date)} exp ${n(e.expected)} tr ${n(e.tranche)} ev ${n(e.evidence)} sal ${n(e.salience)} am ${n(e.amounts)} macro ${n(e.macroF1)} FA ${n(e.falseAlarmsPerNegative)}`,
  );
  return e;
}
if (require.main === module) {
  const all = labelledTraining(join(home, 'training'));
  const texts = all.map(textOf);
  say('texts', texts.length);
  const types = trainTypes(texts, (process.argv[3] ?? '1').split(',').map(Number), 12);
  say('types trained');
  const heads = trainHeads(texts);
  say('heads trained');
  const models = modelsOf(types, heads);
  for (const [name, set] of [
    ['corpus', labelledFolder(process.argv[2] ?? '../shared/corpus')],
    ['held', labelledHeldOut(join(home, 'held-out'))],
  ] as const) {
    const claims = new Map(set.map((l) => [l.id, predict(models, l)]));
    for (const cut of [0.2, 0.3, 0.4, 0.5]) report(name, set, claims, cut);
    for (const cut of [0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
      report(`${name} product`, set, claims, cut, (c) => c.candidate.confidence);
  }
}
