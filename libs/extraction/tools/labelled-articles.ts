import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kind, readTraining } from './training-files';
import type { Passage } from './training-passage';

/** A labelled text with where it comes from. */
export interface Labelled extends Passage {
  /** Name of the writer's folder, or `corpus`. */
  readonly writer: string;
  readonly kind: Kind;
}

/** All texts of the training set, parsed. */
export function labelledTraining(folder: string): Labelled[] {
  return readTraining(folder).map(({ writer, kind, json }) => ({ ...(JSON.parse(json) as Passage), writer, kind }));
}

/** A folder of labelled articles, one JSON file each, as `eval` reads it. */
export function labelledFolder(folder: string): Labelled[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Passage),
      writer: 'corpus',
      kind: 'articles' as const,
    }));
}

/** The texts that no model is trained on, by another writer than the training set's. */
export function labelledHeldOut(folder: string): Labelled[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({
          ...(JSON.parse(line) as Passage),
          writer: 'held-out',
          kind: name.replace(/-\d+\.jsonl$/, '') as Kind,
        })),
    );
}
