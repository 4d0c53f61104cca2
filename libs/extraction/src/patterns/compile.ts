import sets from '../../lexicon/word-sets.json';
import { inflect } from './inflect';
import type { Pattern, Slot, SlotKind } from './types';

const SETS = new Map(Object.entries(sets as Record<string, string>));
const KINDS: Readonly<Record<string, readonly SlotKind[]>> = {
  arms: ['system', 'class'],
  system: ['system'],
  class: ['class'],
  state: ['state'],
  demonym: ['demonym'],
  anystate: ['state', 'demonym'],
  actor: ['state', 'bloc', 'company'],
  party: ['state', 'demonym', 'bloc', 'company'],
  ship: ['system', 'class'],
  place: ['state', 'city'],
  bloc: ['bloc'],
  company: ['company'],
  money: ['money'],
  number: ['number'],
  date: ['date'],
};

/**
 * Compiles a pattern of the lexicon. Its places are parted by spaces: `word`, `VERB` in any inflection, `&set` of
 * word-sets.json, `@kind` of mention, `a|b` for either, a trailing `?` for optional, `~4` for up to four items
 * between, a leading `^` for the head, `name:` before a place to label what it matches. Throws an Error that names the pattern where a place cannot be read.
 */
export function compile<Meaning>(source: string, meaning: Meaning): Pattern<Meaning> {
  const slots: Slot[] = [];
  let gap = 0;
  for (const place of source.trim().split(/\s+/)) {
    const skip = /^~(\d+)$/.exec(place);
    if (skip) gap = Number(skip[1]);
    else {
      slots.push(slotOf(place, gap, source));
      gap = 0;
    }
  }
  const first = slots[0];
  if (first === undefined || first.optional || first.gap > 0 || gap > 0)
    throw new Error(`pattern "${source}" must begin and end with a place of its own`);
  return { source, slots: withHead(slots), meaning };
}

function withHead(slots: readonly Slot[]): readonly Slot[] {
  if (slots.some((slot) => slot.head)) return slots;
  const head = Math.max(
    0,
    slots.findIndex((slot) => slot.words.size > 0),
  );
  return slots.map((slot, index) => (index === head ? { ...slot, head: true } : slot));
}

function slotOf(place: string, gap: number, source: string): Slot {
  const [, label, head = '', body = '', optional = ''] = /^(?:([a-z]+):)?(\^?)([^?]*)(\??)$/.exec(place) ?? [];
  const words = new Set<string>();
  const kinds = new Set<SlotKind>();
  for (const part of body.split('|')) addPart(part, words, kinds, source);
  return {
    words,
    kinds,
    optional: optional !== '',
    shipsOnly: /(?:^|\|)@ship/.test(body),
    gap,
    label: label ?? null,
    head: head !== '',
  };
}

function addPart(part: string, words: Set<string>, kinds: Set<SlotKind>, source: string): void {
  if (part.startsWith('&')) {
    const set = SETS.get(part.slice(1));
    if (set === undefined) throw new Error(`pattern "${source}" names the unknown word set ${part}`);
    for (const word of set.split(' ')) addPart(word, words, kinds, source);
  } else if (part.startsWith('@')) {
    const named = KINDS[part.slice(1)];
    if (named === undefined) throw new Error(`pattern "${source}" names the unknown kind ${part}`);
    for (const kind of named) kinds.add(kind);
  } else if (/^[A-Z]+$/.test(part)) {
    for (const form of inflect(part.toLowerCase())) words.add(form);
  } else if (part === '') throw new Error(`pattern "${source}" has an empty alternative`);
  else words.add(part);
}
