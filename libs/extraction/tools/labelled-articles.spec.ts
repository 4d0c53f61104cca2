import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelledFolder, labelledHeldOut, labelledTraining } from './labelled-articles';

const text = (id: string) => JSON.stringify({ id, title: null, publishedOn: '2024-06-12', text: 'So.', events: [] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'labelled-'));
  mkdirSync(join(folder, 'writer-b'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, ...lines: string[]) => writeFileSync(join(folder, name), lines.join('\n'));

describe('labelled texts', () => {
  it('say what writer and kind of file they come from', () => {
    write('writer-b/hard-negatives-01.jsonl', text('b-n-0001'), text('b-n-0002'), '');
    expect(labelledTraining(folder).map(({ id, writer, kind }) => [id, writer, kind])).toEqual([
      ['b-n-0001', 'writer-b', 'hard-negatives'],
      ['b-n-0002', 'writer-b', 'hard-negatives'],
    ]);
  });

  it('are read from held-out files, blank lines left out, and from folders of one text a file', () => {
    write('articles-01.jsonl', text('one'), '', text('two'), '');
    write('three.json', text('three'));
    expect(labelledHeldOut(folder).map(({ id, kind }) => [id, kind])).toEqual([
      ['one', 'articles'],
      ['two', 'articles'],
    ]);
    expect(labelledFolder(folder).map(({ id, writer }) => [id, writer])).toEqual([['three', 'corpus']]);
  });

  it.each([
    ['{"id": "b-p-0002", "text"', 'JSON'],
    ['null', 'holds no text with a list of events'],
    ['{"id": "b-p-0002", "text": "So."}', 'holds no text with a list of events'],
  ])('are refused by file and line where a line is %s', (line, reason) => {
    write('writer-b/passages-01.jsonl', text('b-p-0001'), line);
    expect(() => labelledTraining(folder)).toThrow(new RegExp(`^writer-b/passages-01\\.jsonl:2: .*${reason}`));
    write('articles-07.jsonl', text('one'), '', line);
    expect(() => labelledHeldOut(folder)).toThrow(new RegExp(`^articles-07\\.jsonl:3: .*${reason}`));
    write('four.json', line);
    expect(() => labelledFolder(folder)).toThrow(new RegExp(`^four\\.json: .*${reason}`));
  });
});
