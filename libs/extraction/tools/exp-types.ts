import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_TYPES, type EventType } from '@dealwatch/domain';
import { type NetShape, SentenceNet } from '../src/types/network';
import { LEARNT_WORDS, readVectors } from '../src/types/vectors';
import { trainNet } from './conv-net';
import { labelledFolder, labelledHeldOut, labelledTraining } from './labelled-articles';
import { FeatureIndex } from './ranker';
import { textOf } from './train';
import { frequentPairs, OUTPUTS, scoreTypes, type TypeCase, typeCasesOf } from './type-examples';

const home = join(__dirname, '../../../../libs/extraction');
const vectors = readVectors(join(home, 'model'));
const hash = (id: string) => [...id].reduce((h, c) => (Math.imul(h, 31) + c.charCodeAt(0)) >>> 0, 7) % 997;
const t0 = Date.now();
const say = (...w: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(0).padStart(4), ...w);
const all = labelledTraining(join(home, 'training'));
const isHeld = (l: (typeof all)[number]) => l.kind === 'articles' && hash(l.id) % 3 === 0;
const name = process.argv[2] as string;
const opt = JSON.parse(process.argv[3] ?? '{}');
const train = all.filter((l) => !isHeld(l)).map(textOf);
const rules = new FeatureIndex();
const grams = opt.grams ? frequentPairs(train.map(({ reading }) => reading.article), opt.grams) : new Map<string, number>();
const cases = (texts: typeof train) => texts.flatMap(({ labelled, reading }) => typeCasesOf({ labelled, article: reading.article, scene: reading.scene, rules: reading.rules }, vectors, rules, grams));
const trainCases = cases(train);
if (opt.elsewhere) for (const c of trainCases) c.example.weight.forEach((w, i) => { if (w === 0 && i < 32) c.example.weight[i] = opt.elsewhere; });
const size = rules.names.length;
const sets: [string, TypeCase[]][] = [['fold', cases(all.filter(isHeld).map(textOf))], ['held', cases(labelledHeldOut(join(home, 'held-out')).map(textOf))], ['corpus', cases(labelledFolder(process.argv[4] ?? '../shared/corpus').map(textOf))]];
const learnt = LEARNT_WORDS.length + (opt.tune ?? 0);
const table = new Float32Array(vectors.rows * 100);
for (let row = 0; row < vectors.rows; row += 1) table.set(vectors.vectorOf(row), row * 100);
let s = 5;
for (let i = 0; i < LEARNT_WORDS.length * 100; i += 1) { s = (Math.imul(s, 1103515245) + 12345) >>> 0; table[i] = (s / 4294967296 - 0.5) * 0.8; }
const shape: NetShape = { size: 100, filters: opt.filters ?? 64, widths: opt.widths ?? [1, 2, 3], outputs: OUTPUTS, ruleFeatures: size, grams: grams.size, hidden: 64, learntRows: learnt };
say(name, 'sentences', trainCases.length, 'grams', grams.size);
const trained = trainNet(trainCases.map((c) => c.example), table, shape, { epochs: opt.epochs ?? 12, rate: opt.rate ?? 2e-3, batch: 48, wordDrop: opt.wordDrop ?? 0.1, drop: opt.drop ?? 0.5, decay: opt.decay ?? 1e-5, seed: opt.seed ?? 1 });
const net = new SentenceNet({ ...trained, shape }, (row) => (row < learnt ? trained.rows.subarray(row * 100, row * 100 + 100) : vectors.vectorOf(row)));
const dump: Record<string, number[][]> = {};
for (const [set, list] of sets) {
  const odds = list.map(({ example }) => net.read(example.words, example.rules.filter((id) => id < size), example.grams).scores);
  dump[set] = odds.map((o) => [...o].map((v) => Math.round(v * 100) / 100));
  say(name.padEnd(12), set.padEnd(7), [0.15, 0.25, 0.3, 0.35, 0.4, 0.5].map((cut) => { const r = scoreTypes(list, (i) => new Set(EVENT_TYPES.filter((_, o) => 1 / (1 + Math.exp(-odds[i]![o]!)) >= cut)) as Set<EventType>); return `${cut}: ${r.f1.toFixed(3)} (${r.precision.toFixed(2)} ${r.recall.toFixed(2)})`; }).join('  '));
}
writeFileSync(`/tmp/ml/exp-${name}.json`, JSON.stringify({ gold: Object.fromEntries(sets.map(([n, l]) => [n, l.map((c) => [[...c.gold].map((g) => EVENT_TYPES.indexOf(g)), [...c.ignored].map((g) => EVENT_TYPES.indexOf(g))])])), dump }));
