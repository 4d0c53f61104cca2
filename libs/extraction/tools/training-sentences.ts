import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, type EventType, isEventType, partialDateProblem } from '@dealwatch/domain';

/** A single sentence with the types that it states; deals, dates and quotes are not labelled. */
export interface LabelledSentence {
  /** `s-s-0001`: name of the writer, `s`, number of the sentence among the writer's. */
  readonly id: string;
  readonly writer: string;
  readonly publishedOn: Day;
  /** Headline that names the deal which the sentence may lean on. */
  readonly title: string;
  readonly text: string;
  readonly affirmed: readonly EventType[];
  readonly denied: readonly EventType[];
}

export interface CheckedSentences {
  readonly sentences: readonly LabelledSentence[];
  /** What makes a line unusable, as `place: reason`. */
  readonly faults: readonly string[];
}

const HEADER = /^# (\d{4}-\d{2}-\d{2}) \| (\S.*)$/;

interface Block {
  readonly publishedOn: Day;
  readonly title: string;
}

/**
 * Reads and checks the files `sentences-NN.tsv` of all writers. A line `# YYYY-MM-DD | title` begins a block; each further line
 * holds the types, `-` for none and `!` before a denied one, joined by commas, then a tab, then the sentence.
 */
export function readSentences(folder: string): CheckedSentences {
  const sentences: LabelledSentence[] = [];
  const faults: string[] = [];
  const seen = new Map<string, string>();
  for (const writer of writersOf(folder)) {
    let count = 0;
    for (const file of filesOf(join(folder, writer))) {
      let block: Block | null = null;
      readFileSync(join(folder, writer, file), 'utf8')
        .split('\n')
        .forEach((line, index) => {
          const place = `${writer}/${file}:${index + 1}`;
          if (line.trim() === '') return;
          if (line.startsWith('#')) {
            block = blockOf(line);
            if (block === null) faults.push(`${place}: a block begins with "# YYYY-MM-DD | title"`);
            return;
          }
          count += 1;
          const id = `${writer.replace(/^writer-/, '')}-s-${String(count).padStart(4, '0')}`;
          const read = sentenceOf(line, block);
          if (typeof read === 'string') {
            faults.push(`${place}: ${read}`);
            return;
          }
          const before = seen.get(read.text.toLowerCase());
          if (before !== undefined) faults.push(`${place}: repeats the text of ${before}`);
          else {
            seen.set(read.text.toLowerCase(), place);
            sentences.push({ id, writer, ...read });
          }
        });
    }
  }
  return { sentences, faults };
}

function writersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^sentences-\d+\.tsv$/.test(name))
    .sort();
}

function blockOf(line: string): Block | null {
  const [, day = '', title = ''] = HEADER.exec(line) ?? [];
  return day !== '' && partialDateProblem(day) === null ? { publishedOn: day as Day, title } : null;
}

/** A sentence without its id, or why the line is none. */
function sentenceOf(line: string, block: Block | null): Omit<LabelledSentence, 'id' | 'writer'> | string {
  if (block === null) return 'stands before any block';
  const [labels = '', text = '', ...more] = line.split('\t');
  if (text.trim() === '' || more.length > 0) return 'must be types, one tab, and a sentence';
  const names = labels === '-' ? [] : labels.split(',').map((name) => name.trim());
  const strange = names.find((name) => !isEventType(name.replace(/^!/, '')));
  if (strange !== undefined) return `"${strange}" is no type of the catalogue`;
  return {
    ...block,
    text: text.trim(),
    affirmed: names.filter((name) => !name.startsWith('!')) as EventType[],
    denied: names.filter((name) => name.startsWith('!')).map((name) => name.slice(1)) as EventType[],
  };
}
