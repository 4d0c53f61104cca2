import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.cwd(), 'libs', 'extraction', 'training');

/** The texts of the whole articles among the labelled passages, writer by writer. */
export function readTrainingTexts(folder = FOLDER): string[] {
  const writers = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = writers.flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(name, file)));
  const articles = files.filter((file) => /articles-\d+\.jsonl$/.test(file)).sort();
  const lines = articles.flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}
