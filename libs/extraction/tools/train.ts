/**
 * Trains the statistical layer and writes it to `model/`:
 *   npm run train -- [--nets N] [--fold-nets N] [--folds FILE…]
 * First three folds of the whole articles are read by models that never saw them, each by a process of its own; what is right
 * and wrong in them trains the confidence head; two networks a fold do, one less than are learnt from all texts in the end. Then everything is learnt from all texts. Deterministic: the same texts and
 * lexicon give the same files. Some 35 minutes on two idle cores.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReadClaim } from '../src/events/read-claims';
import { MODEL_VERSION } from '../src/model/load';
import { TypeModel } from '../src/types/type-model';
import { confidenceChoices, type Judged, judge } from './confidence-choices';
import { type Labelled, labelledTraining } from './labelled-articles';
import { HOME, learnHeads, learnTypes, namedWeights, readOwnVectors, seedsFrom } from './learn';
import { textOf } from './learn-text';
import { FeatureIndex, trainRanker } from './ranker';
import { readSentences } from './training-sentences';
import { writeModel } from './write-model';

const FOLDS = 3;
/** Of the first network; the folds have seeds of their own. */
const SEED = 101;
const CONFIDENCE = { epochs: 6, rate: 0.03, l2: 1e-3, damping: 1 };
const started = Date.now();
const say = (text: string) => console.log(`${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      nets: { type: 'string', default: '3' },
      'fold-nets': { type: 'string', default: '2' },
      folds: { type: 'string', multiple: true, default: [] },
    },
  });
  const nets = Number(values.nets);
  const foldNets = Number(values['fold-nets']);
  const all = labelledTraining(join(HOME, 'training'));
  const { sentences } = readSentences(join(HOME, 'training'));
  say(`${all.length} labelled texts, ${sentences.length} labelled sentences`);
  const folder = mkdtempSync(join(tmpdir(), 'train-'));
  try {
    const files = values.folds.length > 0 ? values.folds : await foldsIn(folder, foldNets);
    const judged = readFolds(files, all);
    const vectors = readOwnVectors();
    const texts = all.map(textOf);
    const types = learnTypes(texts, sentences, vectors, seedsFrom(SEED, nets));
    say(`${nets} networks learnt`);
    const { weights, hidden } = learnHeads(texts, new TypeModel(types, vectors));
    const heads = { weights: { ...weights, confidence: confidenceWeights(judged) }, hidden };
    writeModel(join(HOME, 'model'), MODEL_VERSION, types, heads);
    say('written to libs/extraction/model');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the folds, two at a time. */
async function foldsIn(folder: string, nets: number): Promise<string[]> {
  const files = Array.from({ length: FOLDS }, (_, fold) => join(folder, `fold-${fold}.json`));
  for (let fold = 0; fold < FOLDS; fold += 2)
    await Promise.all(files.slice(fold, fold + 2).map((file, index) => readFold(fold + index, nets, file)));
  return files;
}

function readFold(fold: number, nets: number, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = join(__dirname, 'learn-fold.js');
    const child = spawn(process.execPath, [script, String(fold), String(FOLDS), String(nets), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (data: Buffer) => say(data.toString().trim()));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Fold ${fold} ended with ${code}.`))));
  });
}

export function readFolds(files: readonly string[], all: readonly Labelled[]): Judged[] {
  const byId = new Map(all.map((labelled) => [labelled.id, labelled]));
  return files.flatMap((file) => {
    const read = JSON.parse(readFileSync(file, 'utf8')) as { id: string; claims: ReadClaim[] }[];
    return read.flatMap(({ id, claims }) => {
      const labelled = byId.get(id);
      return labelled ? [judge(textOf(labelled), claims)] : [];
    });
  });
}

export function confidenceWeights(judged: readonly Judged[]) {
  const index = new FeatureIndex();
  const choices = confidenceChoices(judged, index);
  return namedWeights(index.names, trainRanker(choices, index.names.length, CONFIDENCE));
}

if (require.main === module) void main();
