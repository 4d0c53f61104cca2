import type { ExtractedReport } from '@dealwatch/domain';
import type { ArticleText } from '@dealwatch/extraction';
import type { DoubtfulSentence } from '../doubts/doubtful-sentences';
import { MODEL_ALONE, MODEL_SETTLES, SYSTEM_UNNAMED } from '../merge/confidence';
import type { Span } from './locate-quote';
import { type Dropped, readEvent } from './read-event';
import { systemsIn } from './words';

/** Events of an answer that are read; whatever follows is dropped. */
export const MOST_EVENTS = 100;

/** The events of an answer that hold, and how many of the others failed which check. */
export interface ReadAnswer {
  readonly reports: readonly ExtractedReport[];
  readonly dropped: Readonly<Partial<Record<Dropped, number>>>;
}

/** An answer about sentences, with those that it settles: answered, and with no event dropped. */
export interface ReadDoubts extends ReadAnswer {
  readonly settled: readonly Span[];
}

/** Reads the answer about a whole article; null where it is no answer. */
export function readArticleAnswer(text: string, article: ArticleText): ReadAnswer | null {
  const events = listOf(parseJson(text), 'events');
  return events && readEvents(events, article, MODEL_ALONE);
}

/** Reads the answer about numbered sentences; null where it is no answer. Of two answers to one number the first counts. */
export function readDoubtsAnswer(
  text: string,
  article: ArticleText,
  sentences: readonly DoubtfulSentence[],
): ReadDoubts | null {
  const answers = listOf(parseJson(text), 'sentences');
  if (answers === null) return null;
  const read = sentences.flatMap((sentence, index) => {
    const events = listOf(
      answers.find((answer) => field(answer, 'number') === index + 1),
      'events',
    );
    return events === null ? [] : [{ sentence, ...readEvents(events, article, MODEL_SETTLES, sentence) }];
  });
  const whole = read.filter(({ dropped }) => Object.keys(dropped).length === 0);
  return {
    reports: read.flatMap(({ reports }) => reports).slice(0, MOST_EVENTS),
    dropped: read.map(({ dropped }) => dropped).reduce(added, {}),
    settled: whole.map(({ sentence: { start, end } }) => ({ start, end })),
  };
}

function readEvents(events: readonly unknown[], article: ArticleText, confidence: number, within?: Span): ReadAnswer {
  const reports: ExtractedReport[] = [];
  let dropped: ReadAnswer['dropped'] = events.length > MOST_EVENTS ? { 'too-many': events.length - MOST_EVENTS } : {};
  const isNamed = systemsIn(`${article.title ?? ''}\n${article.text}`);
  for (const event of events.slice(0, MOST_EVENTS)) {
    const report = readEvent(event, article, confidence, within);
    if (typeof report === 'string') dropped = added(dropped, { [report]: 1 });
    else reports.push(isNamed(report.deal.system) ? report : { ...report, confidence: SYSTEM_UNNAMED });
  }
  return { reports, dropped };
}

/** The JSON of an answer. Servers without structured output wrap it: in a code fence, or after the thoughts of the model. */
function parseJson(text: string): unknown {
  const bare = text.replace(/^\uFEFF?\s*(?:<think>[\s\S]*?<\/think>)?\s*/, '').trimEnd();
  const fenced = bare.startsWith('```') && bare.endsWith('```') && bare.length > 6;
  const json = fenced ? bare.slice(3, -3).replace(/^(?:json)?\s*\n/i, '') : bare;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function listOf(value: unknown, name: string): readonly unknown[] | null {
  const list = field(value, name);
  return Array.isArray(list) ? list : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function added(a: ReadAnswer['dropped'], b: ReadAnswer['dropped']): ReadAnswer['dropped'] {
  const sum: Partial<Record<Dropped, number>> = { ...a };
  for (const [reason, count] of Object.entries(b) as [Dropped, number][]) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}
