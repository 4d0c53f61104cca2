import { join } from 'node:path';
import type { EventType } from '@dealwatch/domain';
import {
  anchorOf,
  ask,
  type Choice,
  EMPTY_MEMORY,
  isRight,
  type Prepared,
  prepare,
  remember,
  ruleOf,
  sameSystem,
  sentenceOf,
  triplesOf,
} from './deal-choices';
import { labelledFolder, labelledTraining } from './labelled-articles';
import { FeatureIndex, probabilities, trainRanker } from './ranker';

const root = join(__dirname, '../../../../libs/extraction/training');
const index = new FeatureIndex();
const unreachable = new Map<string, number>();
const samples: string[] = [];

interface Case {
  choice: Choice;
  right: boolean[];
  writer: string;
  kind: string;
  rule: boolean;
  where: string;
  describe: (i: number) => string;
}

function casesOf(prepared: Prepared): Case[] {
  const { labelled, scene } = prepared;
  const events = labelled.events
    .map((event) => ({ event, sentence: sentenceOf(prepared, event.quote) }))
    .filter(({ sentence }) => sentence >= 0)
    .sort((a, b) => a.sentence - b.sentence);
  const triples = triplesOf(scene);
  const cases: Case[] = [];
  let memory = EMPTY_MEMORY;
  for (const { event, sentence } of events) {
    const type = event.type as EventType;
    const rule = ruleOf(prepared, sentence, type);
    const question = { sentence, type, anchor: anchorOf(prepared, sentence, type), memory, rule };
    const rightOnes = triples.map((triple) => isRight(scene, triple, event.deal!));
    const others = events.filter(
      (other) => other.sentence === sentence && other.event.type === event.type && other.event !== event,
    );
    const also = triples.map((triple) => others.some((o) => isRight(scene, triple, o.event.deal!)));
    const right = rightOnes.indexOf(true);
    if (right < 0) {
      const sys = scene.systems.some((s) => sameSystem(event.deal!.system, s.name));
      const sup = scene.parties.some((p) => p.code === event.deal!.supplier);
      const rec = scene.parties.some((p) => p.code === event.deal!.recipient);
      const key = [sys ? '' : 'system', sup ? '' : 'supplier', rec ? '' : 'recipient'].join(' ').trim() || 'pair';
      unreachable.set(key, (unreachable.get(key) ?? 0) + 1);
      samples.push(
        `${key} | ${labelled.id} | ${JSON.stringify(event.deal)} | ${scene.systems.map((s) => s.name)} | ${scene.parties.map((p) => p.code)} | ${event.quote.slice(0, 160)}`,
      );
    } else {
      const keep = triples.map((_, i) => i).filter((i) => i === right || !also[i]);
      const asked = ask(
        scene,
        question,
        keep.map((i) => triples[i]!),
        index,
      );
      cases.push({
        choice: { candidates: asked.features, right: keep.indexOf(right), weight: 1 },
        right: keep.map((i) => rightOnes[i]!),
        writer: labelled.writer,
        kind: labelled.kind,
        rule:
          rule !== null &&
          rule.supplier === event.deal!.supplier &&
          rule.recipient === event.deal!.recipient &&
          sameSystem(event.deal!.system, rule.systems[0]!),
        where: `${labelled.id} ${type} ${JSON.stringify(event.deal)} | ${event.quote.slice(0, 200)}`,
        describe: (i) => {
          const t = triples[keep[i]!]!;
          return `${scene.parties[t.supplier]!.code}>${scene.parties[t.recipient]!.code} ${scene.systems[t.system]!.name}`;
        },
      });
    }
    memory = remember(memory, event.deal as any, sentence);
  }
  return cases;
}
const t0 = Date.now();
const texts = [...labelledTraining(root), ...labelledFolder(process.argv[2] ?? '../shared/corpus')];
const prepared = texts.map(prepare);
const cases = prepared.flatMap(casesOf);
console.log(
  'cases',
  cases.length,
  'features',
  index.names.length,
  'unreachable',
  Object.fromEntries(unreachable),
  Date.now() - t0,
  'ms',
);
if (process.argv.includes('--unreachable')) console.log(samples.filter((_, i) => i % 4 === 0).join('\n'));
console.log('mean candidates', cases.reduce((s, c) => s + c.choice.candidates.length, 0) / cases.length);
for (const test of ['writer-a', 'writer-b', 'writer-c', 'corpus']) {
  const train = cases.filter(({ writer }) => writer !== test && writer !== 'corpus');
  const weights = trainRanker(
    train.map(({ choice }) => choice),
    index.names.length,
    { epochs: 8, rate: 0.1, l2: 1e-4 },
  );
  for (const kind of ['passages', 'articles']) {
    const held = cases.filter((one) => one.writer === test && one.kind === kind);
    if (held.length === 0) continue;
    let ok = 0;
    let rule = 0;
    for (const one of held) {
      const odds = probabilities(one.choice.candidates, weights);
      const top = odds.indexOf(Math.max(...odds));
      if (one.right[top]) ok += 1;
      else if (process.argv.includes('--errors') && test === 'corpus')
        console.log('  ', one.describe(top), '|', one.where);
      if (one.rule) rule += 1;
    }
    console.log(
      test,
      kind,
      held.length,
      'model',
      (ok / held.length).toFixed(3),
      'rule',
      (rule / held.length).toFixed(3),
      Date.now() - t0,
      'ms',
    );
  }
}
