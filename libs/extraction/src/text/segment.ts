import { splitsWrongly } from './abbreviations';
import { datelineOf } from './dateline';
import { fold } from './fold';
import type { Dateline, SegmentedArticle, Sentence } from './types';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const PARAGRAPH = /[^\n\r]+/g;
const ENDS_A_SENTENCE = /[.!?…:]["”’')\]]*$/;
/** A longer line is read as a sentence even where its full stop was lost. */
const LONGEST_HEADING = 90;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Cuts an article into sentences with their offsets; datelines are set apart, headings and the title are marked. */
export function segment(text: string, title: string | null): SegmentedArticle {
  const sentences: Sentence[] = [];
  const datelines: Dateline[] = [];
  const add = (paragraph: number, role: Sentence['role'], start: number, end: number, words: string) =>
    sentences.push({ index: sentences.length, paragraph, role, start, end, text: words });
  if (title) add(-1, 'title', 0, 0, title);
  let paragraph = 0;
  for (const match of text.matchAll(PARAGRAPH)) {
    const span = trimmed(text, match.index, match.index + match[0].length);
    if (span.start >= span.end) continue;
    const line = text.slice(span.start, span.end);
    const dateline = datelineOf(line);
    if (dateline) datelines.push({ place: dateline.place, start: span.start, end: span.start + dateline.length });
    const role = isHeading(line, title) ? 'heading' : 'body';
    for (const part of sentencesOf(text, span.start + (dateline?.length ?? 0), span.end)) {
      add(paragraph, role, part.start, part.end, text.slice(part.start, part.end));
    }
    paragraph += 1;
  }
  return { text, sentences, datelines };
}

function isHeading(line: string, title: string | null): boolean {
  if (title !== null && fold(line.trim()) === fold(title.trim())) return true;
  return line.length <= LONGEST_HEADING && !ENDS_A_SENTENCE.test(line);
}

function sentencesOf(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  let open = start;
  let last = start;
  for (const part of segmenter.segment(text.slice(start, end))) {
    const at = start + part.index;
    if (at > open && !splitsWrongly(text.slice(Math.max(open, at - 24), at), text.slice(at, at + 24))) {
      spans.push(trimmed(text, open, at));
      open = at;
    }
    last = at + part.segment.length;
  }
  spans.push(trimmed(text, open, last));
  return spans.filter((span) => span.end > span.start);
}

function trimmed(text: string, start: number, end: number): Span {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
