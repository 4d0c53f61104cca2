/** Cross-validation over articles: node train-cv.js FOLD FOLDS OUT.json  predicts one fold with models that never saw it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelledTraining } from './labelled-articles';
import { modelsOf, predict, textOf, trainHeads, trainTypes } from './train';

const home = join(__dirname, '../../../../libs/extraction');
const [fold = 0, folds = 3] = process.argv.slice(2, 4).map(Number);
const out = process.argv[4] as string;
const hash = (id: string) => [...id].reduce((h, c) => (Math.imul(h, 31) + c.charCodeAt(0)) >>> 0, 7) % 997;
const all = labelledTraining(join(home, 'training'));
const isWhole = ({ kind, writer }: (typeof all)[number]) =>
  kind === 'articles' || (kind === 'hard-negatives' && /-[klmn]$/.test(writer));
const held = all.filter((l) => isWhole(l) && hash(l.id) % folds === fold);
const ids = new Set(held.map(({ id }) => id));
const texts = all.filter(({ id }) => !ids.has(id)).map(textOf);
const types = trainTypes(texts, [fold + 1], 10);
console.log('types', fold);
const models = modelsOf(types, trainHeads(texts));
writeFileSync(out, JSON.stringify(held.map((l) => ({ id: l.id, claims: predict(models, l) }))));
console.log('done', fold, held.length);
