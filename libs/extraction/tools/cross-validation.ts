/**
 * What the confidence head and the limit on it do, on texts that no model saw:
 *   node dist/libs/extraction/tools/cross-validation.js FOLD.json…   (files of learn-fold.js)
 */
import { join } from 'node:path';
import { evaluate } from '../src/evaluation/evaluate';
import type { LabelledArticle } from '../src/evaluation/types';
import { type ClaimGroup, sureness } from '../src/events/merge-claims';
import { RankModel, sigmoid } from '../src/model/rank-model';
import type { Judged } from './confidence-choices';
import { labelledTraining } from './labelled-articles';
import { HOME } from './learn';
import { quoted, withCanonicalSystems } from './read-texts';
import { confidenceWeights, readFolds } from './train';

const all = labelledTraining(join(HOME, 'training'));
const folds = process.argv.slice(2).map((file) => readFolds([file], all));
const confidences = new Map<ClaimGroup, number>();
folds.forEach((fold, at) => {
  const head = new RankModel(confidenceWeights(folds.filter((_, other) => other !== at).flat()));
  for (const { groups, features } of fold)
    groups.forEach((group, index) => {
      confidences.set(group, sigmoid(head.score([...(features[index] ?? [])])));
    });
});
const every = folds.flat();
const product = ({ lead }: ClaimGroup) => sureness(lead);
const confidence = (group: ClaimGroup) => confidences.get(group) ?? 0;
for (const [name, score] of [
  ['type × deal', product],
  ['confidence', confidence],
] as const)
  for (const least of [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6])
    console.log(name.padEnd(12), least, line(every, score, least));
console.log(reliability());
console.log(
  `area under the curve: ${area(every, product).toFixed(3)} by type × deal, ${area(every, confidence).toFixed(3)} by confidence`,
);

function line(judged: readonly Judged[], score: (group: ClaimGroup) => number, least: number): string {
  const texts = judged.map(({ text }) => withCanonicalSystems(text.labelled));
  const read = new Map(
    judged.map(({ text, groups }) => [
      text.labelled.id,
      groups
        .filter((group) => score(group) >= least)
        .map((group) => ({ ...quoted(text.labelled, group), confidence: score(group) })),
    ]),
  );
  const result = evaluate(texts as unknown as LabelledArticle[], read);
  const n = (value: number | null) => (value === null ? '-' : value.toFixed(3));
  return `P ${n(result.precision)} R ${n(result.recall)} F1 ${n(result.f1)} lenient ${n(result.lenientF1)} date ${n(result.date)} expected ${n(result.expected)} tranche ${n(result.tranche)} salience ${n(result.salience)} amounts ${n(result.amounts)} false alarms ${n(result.falseAlarmsPerNegative)} news P ${n(result.newsPrecision)} cover ${n(result.newsCover)}`;
}

/** Share of pairs of a right and a wrong claim in which the right one scores higher. */
function area(judged: readonly Judged[], score: (group: ClaimGroup) => number): number {
  const rows = judged.flatMap(({ groups, right }) =>
    groups.map((group, index) => ({ score: score(group), right: right[index] })),
  );
  rows.sort((a, b) => a.score - b.score);
  let ranks = 0;
  let rights = 0;
  rows.forEach(({ right }, index) => {
    if (!right) return;
    ranks += index + 1;
    rights += 1;
  });
  return (ranks - (rights * (rights + 1)) / 2) / (rights * (rows.length - rights));
}

/** Confidence against the share that is right, in tenths, and the expected calibration error (Naeini, Cooper, Hauskrecht 2015). */
function reliability(): string {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, right: 0, sum: 0 }));
  for (const { groups, right } of every)
    groups.forEach((group, index) => {
      const bin = bins[Math.min(9, Math.floor(confidence(group) * 10))];
      if (!bin) return;
      bin.count += 1;
      bin.right += right[index] ? 1 : 0;
      bin.sum += confidence(group);
    });
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const error = bins.reduce((sum, { right, sum: said }) => sum + Math.abs(said - right), 0) / total;
  const rows = bins.map(
    ({ count, right, sum }) => `${(sum / count).toFixed(2)} → ${(right / count).toFixed(2)} (${count})`,
  );
  return `${rows.join('  ')}\nexpected calibration error ${error.toFixed(3)}`;
}
