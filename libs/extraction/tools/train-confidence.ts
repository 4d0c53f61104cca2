/** node train-confidence.js CV.json… : trains the confidence head on cross-validated claims and shows what it gains. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameStep } from '../src/evaluation/match';
import { confidenceFeatures } from '../src/events/confidence-features';
import type { ReadClaim } from '../src/events/read-claims';
import { canonical } from './deal-choices';
import { type Labelled, labelledTraining } from './labelled-articles';
import { type Choice, FeatureIndex, probabilities, trainRanker } from './ranker';
import { report, textOf } from './train';

export interface Judged {
  readonly labelled: Labelled;
  readonly claims: readonly ReadClaim[];
  readonly features: readonly (readonly string[])[];
  readonly right: readonly boolean[];
}

export function judge(labelled: Labelled, claims: readonly ReadClaim[]): Judged {
  const { reading } = textOf(labelled);
  const gold = labelled.events.map((event) => ({
    ...event,
    deal: { ...event.deal, system: canonical(event.deal?.system ?? '') },
  }));
  return {
    labelled,
    claims,
    features: claims.map((_, i) => confidenceFeatures(reading, claims, i)),
    right: claims.map(({ candidate }) =>
      gold.some((event) => sameStep(event as never, { ...candidate, quote: '' } as never)),
    ),
  };
}
export function choicesOf(judged: readonly Judged[], index: FeatureIndex): Choice[] {
  return judged.flatMap(({ features, right }) =>
    features.map((names, i) => ({
      candidates: [new Int32Array(0), Int32Array.from(names, (name) => index.id(name))],
      right: [right[i] ? 1 : 0],
      weight: 1,
    })),
  );
}
if (require.main === module) {
  const files = process.argv.slice(2);
  const all = new Map(labelledTraining(join(__dirname, '../../../../libs/extraction/training')).map((l) => [l.id, l]));
  const folds = files.map((file) =>
    (JSON.parse(readFileSync(file, 'utf8')) as { id: string; claims: ReadClaim[] }[]).map(({ id, claims }) =>
      judge(all.get(id) as Labelled, claims),
    ),
  );
  const every = folds.flat();
  console.log(
    'articles',
    every.length,
    'claims',
    every.flatMap((j) => j.right).length,
    'right',
    every.flatMap((j) => j.right).filter(Boolean).length,
  );
  const texts = every.map((j) => j.labelled);
  const raw = new Map(every.map((j) => [j.labelled.id, [...j.claims]]));
  for (const cut of [0.3, 0.4, 0.5, 0.6]) report('type p', texts, raw, cut);
  for (const cut of [0.2, 0.3, 0.4])
    report('product', texts, raw, cut, (c) => c.typeProbability * c.decided.answer.probability);
  for (const options of [
    { epochs: 6, rate: 0.03, l2: 1e-3, damping: 1 },
    { epochs: 6, rate: 0.1, l2: 1e-2, damping: 1 },
  ]) {
    const scores = new Map<ReadClaim, number>();
    folds.forEach((fold, f) => {
      const index = new FeatureIndex();
      const train = choicesOf(folds.filter((_, g) => g !== f).flat(), index);
      const weights = trainRanker(train, index.names.length, options);
      const size = index.names.length;
      for (const { claims, features } of fold)
        claims.forEach((claim, i) => {
          const ids = Int32Array.from((features[i] as string[]).map((n) => index.id(n)).filter((id) => id < size));
          scores.set(claim, probabilities([new Int32Array(0), ids], weights)[1] as number);
        });
    });
    for (const cut of [0.3, 0.35, 0.4, 0.45, 0.5, 0.6])
      report(`confidence ${options.rate}`, texts, raw, cut, (c) => scores.get(c) ?? 0);
    const auc = (score: (c: ReadClaim) => number) => { const list = every.flatMap(({ claims, right }) => claims.map((c, i) => [score(c), right[i] ? 1 : 0] as const)).sort((a, b) => a[0] - b[0]); let [rank, pos] = [0, 0]; list.forEach(([, y], i) => { if (y) { rank += i + 1; pos += 1; } }); return (rank - (pos * (pos + 1)) / 2) / (pos * (list.length - pos)); };
    console.log('AUC type', auc((c) => c.typeProbability).toFixed(3), 'product', auc((c) => c.typeProbability * c.decided.answer.probability).toFixed(3), 'confidence', auc((c) => scores.get(c) ?? 0).toFixed(3));
    const bins = Array.from({ length: 10 }, () => [0, 0, 0]);
    for (const { claims, right } of every)
      claims.forEach((c, i) => {
        const p = scores.get(c) ?? 0;
        const b = bins[Math.min(9, Math.floor(p * 10))] as number[];
        b[0] = b[0]! + 1;
        b[1] = b[1]! + (right[i] ? 1 : 0);
        b[2] = b[2]! + p;
      });
    console.log(bins.map(([n, r, p]) => `${(p! / n!).toFixed(2)}→${(r! / n!).toFixed(2)} (${n})`).join('  '));
  }
}
