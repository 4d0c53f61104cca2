import contract from '../../lexicon/triggers/contract.json';
import delivery from '../../lexicon/triggers/delivery.json';
import operation from '../../lexicon/triggers/operation.json';
import pressure from '../../lexicon/triggers/pressure.json';
import technology from '../../lexicon/triggers/technology.json';
import { compile } from '../patterns/compile';
import { PatternIndex } from '../patterns/pattern-index';
import type { Pattern } from '../patterns/types';
import { FRAMES, type Frame } from './frames';
import type { TriggerMeaning } from './types';

interface Row {
  readonly frame: string;
  readonly mood?: string;
  readonly patterns: readonly string[];
}

const ROWS: readonly Row[] = [...contract, ...delivery, ...technology, ...operation, ...pressure];

/** All trigger patterns, compiled once. */
export const TRIGGER_PATTERNS: readonly Pattern<TriggerMeaning>[] = ROWS.flatMap((row) =>
  row.patterns.map((source) => compile(source, { frame: frameOf(row.frame), mood: row.mood ?? null })),
);

export const TRIGGERS = new PatternIndex(TRIGGER_PATTERNS);

function frameOf(name: string): Frame {
  const frame = FRAMES.find((known) => known === name);
  if (frame === undefined) throw new Error(`the trigger lexicon names the unknown frame "${name}"`);
  return frame;
}
