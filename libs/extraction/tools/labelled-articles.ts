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

/** All texts of the training set, parsed; an error names the file and line that cannot be. */
export function labelledTraining(folder: string): Labelled[] {
  return readTraining(folder).map(({ writer, kind, json, place }) => ({ ...passageOf(json, place), writer, kind }));
}

/** A folder of labelled articles, one JSON file each, as `eval` reads it. */
export function labelledFolder(folder: string): Labelled[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      ...passageOf(readFileSync(join(folder, name), 'utf8'), name),
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
        .map((line, index) => ({ line, place: `${name}:${index + 1}` }))
        .filter(({ line }) => line.trim() !== '')
        .map(({ line, place }) => ({
          ...passageOf(line, place),
          writer: 'held-out',
          kind: name.replace(/-\d+\.jsonl$/, '') as Kind,
        })),
    );
}

/** A text with labels; what each of them must be is the matter of `training-check.ts`. */
function passageOf(json: string, place: string): Passage {
  const passage = parsed(json, place) as Passage | null;
  if (typeof passage?.text !== 'string' || !Array.isArray(passage.events))
    throw new Error(`${place}: holds no text with a list of events`);
  return passage;
}

function parsed(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
