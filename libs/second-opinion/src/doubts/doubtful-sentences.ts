import type { ExtractedReport } from '@dealwatch/domain';
import { UNSURE_BELOW } from '../merge/confidence';
import type { Reading } from '../reading';

/** A sentence that the rules are unsure of. */
export interface DoubtfulSentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The sentence before it in its paragraph; empty where there is none. */
  readonly before: string;
}

/** Sentences of one article that are sent at most: those nearest to an event first. */
const MOST_SENTENCES = 40;
const LONGEST = 1_500;
const LOOK_BACK = 600;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences where something nearly fired, and those of reports that are weak, in the order of the text. Spans that
 * do not lie in the text, or are longer than a sentence can be, are left out.
 */
export function doubtfulSentences(reading: Reading, text: string): DoubtfulSentence[] {
  const weak = reading.reports
    .filter(isWeak)
    .map(({ start, end, confidence }) => ({ start, end, weight: 1 + confidence }));
  const near = (reading.doubts ?? []).map(({ start, end, probability }) => ({ start, end, weight: probability }));
  const spans = [...weak, ...near].filter(({ start, end }) => start >= 0 && start < end && end <= text.length);
  const ranked = spans
    .filter(({ start, end }) => end - start <= LONGEST)
    .sort((a, b) => b.weight - a.weight || a.start - b.start);
  const chosen: { start: number; end: number }[] = [];
  for (const span of ranked) {
    if (chosen.length === MOST_SENTENCES) break;
    if (!chosen.some((other) => span.start < other.end && other.start < span.end)) chosen.push(span);
  }
  return chosen
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end), before: sentenceBefore(text, start) }));
}

/** Whether the rules are unsure of a report of theirs. */
export function isWeak({ confidence }: Pick<ExtractedReport, 'confidence'>): boolean {
  return confidence < UNSURE_BELOW;
}

function sentenceBefore(text: string, start: number): string {
  const paragraph =
    text
      .slice(Math.max(0, start - LOOK_BACK), start)
      .split('\n')
      .at(-1) ?? '';
  const parts = [...segmenter.segment(paragraph)].map(({ segment }) => segment.trim()).filter((part) => part !== '');
  return parts.at(-1) ?? '';
}
