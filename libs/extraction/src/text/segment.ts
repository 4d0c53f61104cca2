import { splitsWrongly } from './abbreviations';
import { datelineOf } from './dateline';
import { fold } from './fold';
import { cutLong, LONGEST_SENTENCE } from './long-sentences';
import type { Dateline, SegmentedArticle, Sentence, TextSpan } from './types';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const PARAGRAPH = /[^\n\r]+/g;
const ENDS_A_SENTENCE = /[.!?…:]["”’')\]]*$/;
/** Length of what the segmenter is given at once; a sentence is shorter by far. */
const WINDOW = 3 * LONGEST_SENTENCE;
const LOOK_AHEAD = 100;
/** A longer line is read as a sentence even where its full stop was lost. */
const LONGEST_HEADING = 90;

/** Cuts an article into sentences with their offsets; datelines are set apart, headings and the title are marked, endless ones cut. */
export function segment(text: string, title: string | null): SegmentedArticle {
  const sentences: Sentence[] = [];
  const datelines: Dateline[] = [];
  const add = (paragraph: number, role: Sentence['role'], start: number, end: number, words: string) =>
    sentences.push({ index: sentences.length, paragraph, role, start, end, text: words });
  if (title) add(-1, 'title', 0, 0, title.slice(0, LONGEST_SENTENCE));
  const headline = title === null ? null : fold(title.trim());
  let paragraph = 0;
  for (const match of text.matchAll(PARAGRAPH)) {
    const span = trimmed(text, match.index, match.index + match[0].length);
    if (span.start >= span.end) continue;
    const line = text.slice(span.start, span.end);
    const dateline = datelineOf(line);
    if (dateline) datelines.push({ place: dateline.place, start: span.start, end: span.start + dateline.length });
    const role = isHeading(line, headline) ? 'heading' : 'body';
    for (const part of sentencesOf(text, span.start + (dateline?.length ?? 0), span.end)) {
      add(paragraph, role, part.start, part.end, text.slice(part.start, part.end));
    }
    paragraph += 1;
  }
  return { text, sentences, datelines };
}

function isHeading(line: string, headline: string | null): boolean {
  if (headline !== null && fold(line) === headline) return true;
  return line.length <= LONGEST_HEADING && !ENDS_A_SENTENCE.test(line);
}

function sentencesOf(text: string, start: number, end: number): TextSpan[] {
  const spans: TextSpan[] = [];
  let open = start;
  for (const at of boundaries(text, start, end)) {
    if (splitsWrongly(text.slice(Math.max(open, at - 24), at), text.slice(at, at + 24))) continue;
    spans.push({ start: open, end: at });
    open = at;
  }
  spans.push({ start: open, end });
  return spans
    .map((span) => trimmed(text, span.start, span.end))
    .flatMap((span) => cutLong(text, span))
    .map((span) => trimmed(text, span.start, span.end))
    .filter((span) => span.end > span.start);
}

/**
 * Where sentences begin by the rules of Unicode (UAX #29), the first apart. The segmenter's time for each sentence grows with
 * the length of what it is given, so that it gets a long paragraph in pieces, each from the last boundary on.
 */
function* boundaries(text: string, start: number, end: number): Generator<number> {
  let from = start;
  while (from < end) {
    const to = Math.min(end, from + WINDOW);
    // a boundary shortly before the end of a piece may be an effect of that end: the next piece tells
    const sure = to === end ? end : to - LOOK_AHEAD;
    let last = from;
    for (const { index } of segmenter.segment(text.slice(from, to))) {
      if (index === 0 || from + index > sure) continue;
      last = from + index;
      yield last;
    }
    from = to === end || last === from ? to : last;
  }
}

function trimmed(text: string, start: number, end: number): TextSpan {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
