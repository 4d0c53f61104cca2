import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readTraining } from '../tools/training-files';
import { LONGEST, leastTime, MOST_FACTOR, MOST_RATIO, measureGrowth, ordinaryText } from './growth';
import { HOSTILE_KINDS, mutated } from './hostile-texts';
import { randomOf } from './random';
import { readingFaults } from './reading-faults';

const TRAINING = resolve('libs', 'extraction', 'training');
/** Mostly short, so that a run reads many. */
const LENGTHS = [0, 1, 40, 400, 400, 1500, 1500, 4000, 4000, 40_000];
const MEGABYTE = 1_000_000;
const MOST_SHOWN = 20;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seconds = Number(values.seconds);
const firstSeed = Number(values.seed);
const found = new Map<string, string>();

/** Reads a text, and remembers the first seed at which each fault was seen. */
function read(kind: string, seed: number, text: string, title: string | null = null): void {
  for (const fault of readingFaults(text, title)) {
    const key = `${kind}: ${fault}`;
    if (!found.has(key)) found.set(key, `seed ${seed}`);
  }
}

/** One round: each hostile kind at a length of the round's own, and some spoilt texts. */
function round(seed: number, texts: readonly string[]): number {
  const random = randomOf(seed);
  for (const { name, make } of HOSTILE_KINDS) read(name, seed, make(random, random.pick(LENGTHS)));
  for (let count = 0; count < 40; count += 1) {
    read(
      'spoilt text',
      seed,
      mutated(random, random.pick(texts)),
      random.below(3) ? null : mutated(random, random.pick(texts)),
    );
  }
  return HOSTILE_KINDS.length + 40;
}

function showGrowth(): boolean {
  console.log(`\ntime for ${LONGEST} characters, beside an ordinary text, and beside a quarter of itself (linear: 4)`);
  let slow = false;
  for (const { kind, factor, ratio } of measureGrowth(firstSeed)) {
    const bad = factor > MOST_FACTOR || ratio > MOST_RATIO;
    slow ||= bad;
    console.log(
      `${bad ? '✗' : '✓'} ${kind.padEnd(26)} × ${factor.toFixed(2).padStart(6)}   ${ratio.toFixed(1).padStart(5)}`,
    );
  }
  const calm = leastTime(ordinaryText(MEGABYTE), 2);
  const sentence = HOSTILE_KINDS.find(({ name }) => name === 'one sentence')?.make(randomOf(firstSeed), MEGABYTE) ?? '';
  const factor = leastTime(sentence, 2) / calm;
  console.log(
    `${factor > MOST_FACTOR ? '✗' : '✓'} ${'one sentence of a megabyte'.padEnd(26)} × ${factor.toFixed(2).padStart(6)}`,
  );
  return slow || factor > MOST_FACTOR;
}

const texts = readTraining(TRAINING).map(({ json }) => (JSON.parse(json) as { text: string }).text);
const until = Date.now() + seconds * 1000;
let [seed, count] = [firstSeed, 0];
console.log(`seeds from ${firstSeed} (repeat: npm run fuzz:extract -- --seed ${firstSeed}), ${seconds} s`);
for (; Date.now() < until; seed += 1) count += round(seed, texts);
console.log(`${count} texts read in ${seed - firstSeed} rounds, ${found.size} kinds of faults`);
for (const [fault, where] of [...found].slice(0, MOST_SHOWN)) console.log(`✗ ${fault} (first at ${where})`);
if (showGrowth() || found.size > 0) process.exitCode = 1;
