import { checkReport, type Day } from '@dealwatch/domain';
import { type ExplainedReport, extract } from '../src/extract';
import { segment } from '../src/text/segment';
import type { Sentence } from '../src/text/types';

/** A quote is one sentence, or two where the second belongs to it. */
const MOST_SENTENCES = 2;
const PUBLISHED = '2024-06-12' as Day;

/** Reads a text once, and answers what it took and how many reports it gave. */
export function timeOf(text: string): number {
  const started = process.cpuUsage();
  extract({ text, title: null, publishedOn: PUBLISHED });
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** What is wrong with the reading of a text: an exception, a report that the log would refuse, offsets or quotes that do not hold. */
export function readingFaults(text: string, title: string | null = null): string[] {
  try {
    const { reports } = extract({ text, title, publishedOn: PUBLISHED });
    if (reports.length === 0) return [];
    const { sentences } = segment(text, title);
    const again = extract({ text, title, publishedOn: PUBLISHED }).reports;
    const differs = JSON.stringify(again) === JSON.stringify(reports) ? [] : ['a second reading differs'];
    return [...differs, ...new Set(reports.flatMap((report) => reportFaults(report, text, sentences)))];
  } catch (error) {
    return [`throws ${(error as Error).stack?.split('\n').slice(0, 2).join(' ') ?? error}`];
  }
}

function reportFaults(report: ExplainedReport, text: string, sentences: readonly Sentence[]): string[] {
  const { start, end } = report;
  const faults: string[] = [];
  try {
    checkReport(report, text.length);
  } catch (error) {
    faults.push(`a report that the log refuses: ${(error as Error).message}`);
  }
  if (text.slice(start, end).trim() !== text.slice(start, end)) faults.push('a quote with blanks at its edge');
  if (splitsAPair(text, start) || splitsAPair(text, end)) faults.push('an offset inside a surrogate pair');
  const body = sentences.filter(({ role }) => role !== 'title');
  const quoted = body.filter((sentence) => sentence.start < end && sentence.end > start);
  if (quoted.length > MOST_SENTENCES) faults.push(`a quote of ${quoted.length} sentences`);
  if (quoted.length > 0 && (quoted[0]?.start !== start || quoted.at(-1)?.end !== end))
    faults.push('a quote that is no run of whole sentences');
  if (quoted.length === 0) faults.push('a quote outside of every sentence');
  return faults;
}

function splitsAPair(text: string, at: number): boolean {
  return /[\ud800-\udbff]$/.test(text.charAt(at - 1)) && /^[\udc00-\udfff]/.test(text.charAt(at));
}
