/**
 * Reads one fold of the whole articles with models that never saw it, and writes its claims.
 *   node dist/libs/extraction/tools/learn-fold.js FOLD FOLDS NETS OUT.json
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TypeModel } from '../src/types/type-model';
import { foldOf, isWhole } from './folds';
import { labelledTraining } from './labelled-articles';
import { HOME, learnHeads, learnTypes, modelsOf, readOwnVectors, seedsFrom } from './learn';
import { textOf } from './learn-text';
import { claimsOf } from './read-texts';
import { readSentences } from './training-sentences';

const [fold = 0, folds = 3, nets = 1] = process.argv.slice(2, 5).map(Number);
const out = process.argv[5];
if (out === undefined)
  throw new Error('Name the fold, how many there are, how many networks to learn, and the file to write.');
const all = labelledTraining(join(HOME, 'training'));
const left = all.filter((labelled) => isWhole(labelled) && foldOf(labelled.id, folds) === fold);
const seen = new Set(left.map(({ id }) => id));
const texts = all.filter(({ id }) => !seen.has(id)).map(textOf);
const { sentences } = readSentences(join(HOME, 'training'));
const vectors = readOwnVectors();
const types = learnTypes(texts, sentences, vectors, seedsFrom(10 * fold + 1, nets));
const models = modelsOf(types, learnHeads(texts, new TypeModel(types, vectors)), vectors);
writeFileSync(out, JSON.stringify(left.map((labelled) => ({ id: labelled.id, claims: claimsOf(models, labelled) }))));
console.log(`fold ${fold}: ${texts.length} texts learnt, ${left.length} read`);
