import { isEventType } from '@dealwatch/domain';
import families from '../lexicon/class-families.json';
import classes from '../lexicon/classes.json';
import discards from '../lexicon/discards.json';
import irregular from '../lexicon/irregular-verbs.json';
import modality from '../lexicon/modality.json';
import roles from '../lexicon/roles.json';
import types from '../lexicon/types.json';
import { compile } from './patterns/compile';
import { FRAMES, type Frame } from './triggers/frames';
import { TRIGGER_PATTERNS } from './triggers/lexicon';

const table = types as Record<string, Record<string, string | null>>;

describe('lexicon', () => {
  it('gives every frame triggers and a row of the type table', () => {
    const used = new Set(TRIGGER_PATTERNS.map(({ meaning }) => meaning.frame));
    expect([...used].sort()).toEqual([...FRAMES].sort());
    expect(Object.keys(table).sort()).toEqual([...FRAMES].sort());
  });

  it('names only types of the catalogue, and all of them', () => {
    const named = Object.values(table)
      .flatMap((cells) => Object.values(cells))
      .filter((cell) => cell !== null);
    expect(named.filter((cell) => !isEventType(cell.replace('!', '')))).toEqual([]);
    expect(new Set(named.map((cell) => cell.replace('!', ''))).size).toBe(32);
  });

  it('uses in the table only moods that a cue or a trigger can give', () => {
    const moods = new Set([
      ...modality.map(({ mood }) => mood),
      ...TRIGGER_PATTERNS.flatMap(({ meaning }) => meaning.mood ?? []),
      'fact',
    ]);
    const used = Object.values(table)
      .flatMap((cells) => Object.keys(cells))
      .map((key) => key.replace(/^not-/, ''));
    expect(used.filter((mood) => !moods.has(mood))).toEqual([]);
  });

  it('has no trigger pattern twice', () => {
    const sources = TRIGGER_PATTERNS.map(({ source, meaning }) => `${meaning.frame} ${source}`);
    expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
  });

  it('labels one party in every pattern of roles', () => {
    const sources = roles.flatMap(({ patterns }) => patterns);
    const unlabelled = sources.filter(
      (source) => !compile(source, null).slots.some(({ label }) => /^(?:buyer|seller|objector)$/.test(label ?? '')),
    );
    expect(unlabelled).toEqual([]);
  });

  it('compiles every cue, and each reaches at least one item', () => {
    for (const { patterns, reach } of modality) {
      expect(reach).toBeGreaterThan(0);
      for (const source of patterns) expect(compile(source, null).slots.length).toBeGreaterThan(0);
    }
  });

  it('discards only for frames that exist', () => {
    expect(discards.flatMap(({ frames }) => frames).filter((frame) => !FRAMES.includes(frame as Frame))).toEqual([]);
  });

  it('writes class nouns once and in lower case', () => {
    const heads = classes.flatMap((row) => row.heads);
    expect(heads.filter((head, index) => heads.indexOf(head) !== index || head !== head.toLowerCase())).toEqual([]);
  });

  it('relates only classes that are listed', () => {
    const known = new Set(classes.map((row) => row.class));
    const named = Object.entries(families as Record<string, string[]>).flat(2);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('gives irregular verbs at least two forms', () => {
    expect(Object.entries(irregular).filter(([, forms]) => forms.length < 2)).toEqual([]);
  });
});
