import { join } from 'node:path';
import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { type NetShape, SentenceNet } from '../src/types/network';
import { LEARNT_WORDS, readVectors } from '../src/types/vectors';
import { type Training, trainNet } from './conv-net';
import { prepare } from './deal-choices';
import { type Labelled, labelledFolder, labelledHeldOut, labelledTraining } from './labelled-articles';
import { FeatureIndex } from './ranker';
import { OUTPUTS, scoreTypes, type TypeCase, typeCasesOf } from './type-examples';

const home = join(__dirname, '../../../../libs/extraction');
const vectors = readVectors(join(home, 'model'));
const rules = new FeatureIndex();
const t0 = Date.now();
const say = (...words: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(0).padStart(4), ...words);
const casesFrom = (texts: readonly Labelled[]) => texts.map(prepare).flatMap((p) => typeCasesOf(p, vectors, rules));
const all = casesFrom(labelledTraining(join(home, 'training')));
const corpus = casesFrom(labelledFolder(process.argv[2] ?? '../shared/corpus'));
const held = casesFrom(labelledHeldOut(join(home, 'held-out')));
const learnt = LEARNT_WORDS.length;
const table = new Float32Array(vectors.rows * 100);
for (let row = 0; row < vectors.rows; row += 1) table.set(vectors.vectorOf(row), row * 100);
let s = 5;
for (let i = 0; i < learnt * 100; i += 1) {
  s = (Math.imul(s, 1103515245) + 12345) >>> 0;
  table[i] = (s / 4294967296 - 0.5) * 0.8;
}
const show = (name: string, cases: TypeCase[], odds: Float32Array[]) => {
  const line = [0.2, 0.25, 0.3, 0.35, 0.4, 0.5].map((cut) => {
    const { f1, precision, recall } = scoreTypes(
      cases,
      (i) => new Set(EVENT_TYPES.filter((_, o) => 1 / (1 + Math.exp(-odds[i]![o]!)) >= cut)) as Set<EventType>,
    );
    return `${cut}: ${f1.toFixed(3)} (${precision.toFixed(2)} ${recall.toFixed(2)})`;
  });
  say(name.padEnd(22), line.join('  '));
};
function run(train: TypeCase[], tests: [string, TypeCase[]][], shape: NetShape, options: Training) {
  const trained = trainNet(
    train.map(({ example }) => example),
    table,
    shape,
    options,
  );
  const own = trained.rows;
  const net = new SentenceNet({ ...trained, shape }, (row) =>
    row < learnt ? own.subarray(row * 100, row * 100 + 100) : vectors.vectorOf(row),
  );
  return tests.map(
    ([name, cases]) =>
      [name, cases, cases.map(({ example }) => net.read(example.words, example.rules).scores)] as const,
  );
}
const train = all.filter(({ prepared }) =>
  new RegExp('-[' + (process.env.TRAIN ?? 'abc') + ']$').test(prepared.labelled.writer),
);
const def = all.filter(({ prepared }) =>
  new RegExp('-[' + (process.env.TEST ?? 'def') + ']$').test(prepared.labelled.writer),
);
say(
  'train',
  train.length,
  'def',
  def.length,
  'held',
  held.length,
  'corpus',
  corpus.length,
  'rule features',
  rules.names.length,
);
const tests: [string, TypeCase[]][] = [
  ['def', def],
  ['held', held],
  ['corpus', corpus],
];
for (const [name, cases] of tests)
  say(
    'rules',
    name,
    scoreTypes(cases, (i) => cases[i]!.fires),
  );
const base = {
  size: 100,
  filters: 64,
  widths: [1, 2, 3],
  outputs: OUTPUTS,
  ruleFeatures: rules.names.length,
  hidden: 64,
  learntRows: learnt,
};
const opt = { epochs: 12, rate: 2e-3, batch: 32, wordDrop: 0.1, drop: 0.5, decay: 1e-5, seed: 1 };
const variants: Record<string, [NetShape, Training]> = {
  base: [base, opt],
  e20: [base, { ...opt, epochs: 20 }],
  w23: [{ ...base, widths: [2, 3], filters: 96 }, opt],
  w1234: [{ ...base, widths: [1, 2, 3, 4] }, opt],
  lr4: [base, { ...opt, rate: 4e-3 }],
  nodeep: [{ ...base, hidden: 1 }, opt],
  wd3: [base, { ...opt, wordDrop: 0.3 }],
};
const sums = new Map<string, Float32Array[]>();
let count = 0;
for (const key of process.argv.slice(3)) {
  const [shape, options] = variants[key.split(':')[0]!]!;
  const seed = Number(key.split(':')[1] ?? 1);
  const results = run(train, tests, shape, { ...options, seed });
  count += 1;
  for (const [name, cases, odds] of results) {
    show(`${key} ${name}`, cases, odds);
    const sum = sums.get(name) ?? odds.map((o) => new Float32Array(o.length));
    sums.set(name, sum);
    odds.forEach((o, i) =>
      o.forEach((v, k) => {
        sum[i]![k] = sum[i]![k]! + v;
      }),
    );
    if (count > 1)
      show(
        `mean of ${count} ${name}`,
        cases,
        sum.map((o) => o.map((v) => v / count)),
      );
  }
}
