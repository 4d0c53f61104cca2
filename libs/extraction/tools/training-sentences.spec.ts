import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSentences } from './training-sentences';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentences-'));
  mkdirSync(join(folder, 'writer-z'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(...lines: string[]) {
  writeFileSync(join(folder, 'writer-z', 'sentences-01.tsv'), `${lines.join('\n')}\n`);
  return readSentences(folder);
}
const BLOCK = '# 2024-06-12 | Peru and the Gripen';

describe('single labelled sentences', () => {
  it('are read with their block, types and denials', () => {
    const { sentences, faults } = read(
      BLOCK,
      'ContractSigned, !DeliveryMade\tPeru signed for Gripens and has got none.',
      '',
      '# 2023-01-02 | Chile looks at the K2',
      '-\tThe K2 was shown in Chile.',
    );
    expect(faults).toEqual([]);
    expect(sentences).toEqual([
      {
        id: 'z-s-0001',
        writer: 'writer-z',
        publishedOn: '2024-06-12',
        title: 'Peru and the Gripen',
        text: 'Peru signed for Gripens and has got none.',
        affirmed: ['ContractSigned'],
        denied: ['DeliveryMade'],
      },
      expect.objectContaining({ id: 'z-s-0002', publishedOn: '2023-01-02', affirmed: [], denied: [] }),
    ]);
  });

  it.each([
    ['before any block', ['-\tThe K2 was shown.'], 1, 'stands before any block'],
    ['without a tab', [BLOCK, 'ContractSigned Peru signed.'], 2, 'must be types, one tab, and a sentence'],
    ['with a tab too many', [BLOCK, '-\tPeru\tsigned.'], 2, 'must be types, one tab, and a sentence'],
    ['of an unknown type', [BLOCK, 'Signed\tPeru signed for Gripens.'], 2, '"Signed" is no type of the catalogue'],
    ['under an impossible day', ['# 2024-02-30 | Peru'], 1, 'a block begins with'],
    ['under a block without a title', ['# 2024-06-12 | '], 1, 'a block begins with'],
  ])('are refused by file and line %s', (_, lines, at, reason) => {
    const { sentences, faults } = read(...lines);
    expect(sentences).toEqual([]);
    expect(faults[0]).toContain(`writer-z/sentences-01.tsv:${at}: ${reason}`);
  });

  it('are held once', () => {
    const { sentences, faults } = read(BLOCK, '-\tThe K2 was shown.', '-\tThe k2 was shown.');
    expect(sentences).toHaveLength(1);
    expect(faults).toEqual(['writer-z/sentences-01.tsv:3: repeats the text of writer-z/sentences-01.tsv:2']);
  });

  it('are all in order where they are committed', () => {
    expect(readSentences(join(__dirname, '../training')).faults).toEqual([]);
  });
});
