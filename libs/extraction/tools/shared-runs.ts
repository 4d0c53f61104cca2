/**
 * Finds labelled texts and sentences that share a run of five words with a folder of articles:
 *   npm run training:runs -- FOLDER [--drop]
 * Training on words of a test corpus would flatter every figure. With --drop they are taken out of their files. Exit code 1
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

/** What a line of a file holds to compare: title and text, or a sentence. A headline over sentences cannot be dropped alone. */
export function placed(file: string, index: number, line: string): { place: string; texts: string[] } {
  const place = `${file}:${index + 1}`;
  if (line.trim() === '') return { place, texts: [] };
  if (file.endsWith('.tsv')) return { place, texts: line.startsWith('#') ? [] : [line.split('\t')[1] ?? ''] };
  const { id, text, title } = JSON.parse(line) as { id: string; text: string; title: string | null };
  return { place: id, texts: [text, title ?? ''] };
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
  const runIn = (text: string) => runsOf(text).find((run) => known.has(run));
  let shared = 0;
  const training = join(HOME, 'training');
  const files = readdirSync(training, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:jsonl|tsv)$/.test(name),
  );
  for (const file of files.sort()) {
    const path = join(training, file);
    const lines = readFileSync(path, 'utf8').split('\n');
    const kept = lines.filter((line, index) => {
      const { place, texts } = placed(file, index, line);
      const run = texts.map(runIn).find((one) => one !== undefined);
      if (run === undefined) return true;
      shared += 1;
      console.log(`${place}  “${run}”  ${known.get(run)}`);
      return false;
    });
    if (values.drop && kept.length < lines.length) writeFileSync(path, kept.join('\n'));
  }
  console.log(`${shared} texts share a run of ${RUN} words${values.drop ? ' and were taken out' : ''}`);
  if (shared > 0 && !values.drop) process.exitCode = 1;
}

if (require.main === module) main();
