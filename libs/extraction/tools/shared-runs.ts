/**
 * Finds labelled texts that share a run of five words with a folder of articles, or with each other's whole text:
 *   npm run training:runs -- FOLDER [--drop]
 * Training on words of a test corpus would flatter every figure. With --drop the texts are taken out of their files. Exit code 1
 * where any are left.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { labelledFolder } from './labelled-articles';
import { HOME } from './learn';

const RUN = 5;

/** The runs of five words of a text, in lower case, signs left out. */
export function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, at) => words.slice(at, at + RUN).join(' '));
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { drop: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('Name the folder of articles to compare with.');
  const known = new Map<string, string>();
  for (const { id, text, title } of labelledFolder(folder))
    for (const run of [...runsOf(text), ...runsOf(title ?? '')]) known.set(run, id);
  let shared = 0;
  const training = join(HOME, 'training');
  const files = readdirSync(training, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonl'));
  for (const file of files.sort()) {
    const path = join(training, file);
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const kept = lines.filter((line) => {
      const { id, text, title } = JSON.parse(line) as { id: string; text: string; title: string | null };
      const run = [...runsOf(text), ...runsOf(title ?? '')].find((one) => known.has(one));
      if (run === undefined) return true;
      shared += 1;
      console.log(`${id}  “${run}”  ${known.get(run)}`);
      return false;
    });
    if (values.drop && kept.length < lines.length) writeFileSync(path, kept.map((line) => `${line}\n`).join(''));
  }
  console.log(`${shared} texts share a run of ${RUN} words${values.drop ? ' and were taken out' : ''}`);
  if (shared > 0 && !values.drop) process.exitCode = 1;
}

if (require.main === module) main();
