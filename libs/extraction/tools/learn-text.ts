import type { Day } from '@dealwatch/domain';
import { analyse } from '../src/analysis';
import { readingOf } from '../src/events/read-claims';
import type { Reading } from '../src/events/walk';
import type { Labelled } from './labelled-articles';

/** A labelled text with what is known of it before its claims are decided. */
export interface Text {
  readonly labelled: Labelled;
  readonly reading: Reading;
}

export function textOf(labelled: Labelled): Text {
  return { labelled, reading: readingOf(analyse(labelled.text, labelled.title), labelled.publishedOn as Day) };
}
