import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const KINDS = ['passages', 'articles', 'hard-negatives'] as const;
export type Kind = (typeof KINDS)[number];

/** One line of a file of labelled passages, not yet parsed. */
export interface TrainingLine {
  /** Name of the writer's folder, `writer-a`. */
  readonly writer: string;
  readonly kind: Kind;
  /** Where it stands, as `writer-a/passages-01.jsonl:12`. */
  readonly place: string;
  readonly json: string;
}

/**
 * Every line of every file in the writers' folders, in the order of their names.
 * @throws Error where a file's name says no kind
 */
export function readTraining(folder: string): TrainingLine[] {
  const writers = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return writers
    .map(({ name }) => name)
    .sort()
    .flatMap((writer) => filesOf(folder, writer).flatMap((file) => linesOf(folder, writer, file)));
}

function filesOf(folder: string, writer: string): string[] {
  return readdirSync(join(folder, writer))
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
}

function linesOf(folder: string, writer: string, file: string): TrainingLine[] {
  const kind = KINDS.find((name) => file.startsWith(`${name}-`));
  if (kind === undefined) throw new Error(`${writer}/${file} must begin with one of ${KINDS.join(', ')}`);
  const lines = readFileSync(join(folder, writer, file), 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((json, index) => ({ writer, kind, place: `${writer}/${file}:${index + 1}`, json }));
}
