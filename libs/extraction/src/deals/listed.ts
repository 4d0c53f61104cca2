import type { DealKey } from '@dealwatch/domain';
import type { Item } from '../mentions/types';
import { type Scene, singular } from './scene';

/** The parts of two deals that a list can put side by side. */
export type ListedPart = 'system' | 'recipient' | 'supplier';

/** Deals that differ in more parts are told apart by the first of these: a list of bidders' systems has several suppliers. */
const PARTS: readonly ListedPart[] = ['system', 'recipient', 'supplier'];
const LONGEST_GAP = 18;
/** Words that stand between the members of a list ("24 K9 howitzers *and six new* K2 tanks"); "to" only in "up to". */
const BETWEEN =
  /^(?:and|or|plus|as|well|both|the|a|an|of|its|their|some|several|about|around|up|more|than|another|other|new|used|second|hand|old|older|further|additional|also|armed|light|heavy|first|two|three|four|five|six|eight|ten|dozen|made|built)$/;
const JOIN = /^(?:and|or|plus|well|,|&)$/;

/**
 * The part in which two deals differ where a sentence names both in one list: "Su-30 fighters, Yak-130 trainers and S-300 systems", "Estonia
 * and Latvia"; null where it does not.
 */
export function listedPart({ sentences }: Scene, sentence: number, a: DealKey, b: DealKey): ListedPart | null {
  const part = PARTS.find((one) => a[one] !== b[one]);
  const items = sentences[sentence]?.items;
  if (part === undefined || items === undefined) return null;
  // of each two neighbours of different kind the list between is looked at, so that long sentences cost no more than their length
  let last: { readonly at: number; readonly name: string } | null = null;
  for (const [at, item] of items.entries()) {
    const name = [a[part], b[part]].find((one) => bears(item, part, one));
    if (name === undefined) continue;
    if (last !== null && last.name !== name && isOneList(items, last.at, at)) return part;
    last = { at, name };
  }
  return null;
}

/** Whether an item names a part of a deal. */
function bears(item: Item, part: ListedPart, name: string): boolean {
  if (part !== 'system') return (item.kind === 'state' || item.kind === 'company') && item.code === name;
  return item.kind === 'system'
    ? item.name === name && !item.programme
    : item.kind === 'class' && singular(item.noun) === name;
}

/** Whether only what belongs to a list stands between two items, a joint among it. */
function isOneList(items: readonly Item[], from: number, to: number): boolean {
  if (to <= from + 1 || to - from > LONGEST_GAP) return false;
  let joined = false;
  for (let at = from + 1; at < to; at += 1) {
    const item = items[at] as Item;
    if (!isOfList(item, items[at - 1])) return false;
    if (JOIN.test(item.lower)) joined = true;
  }
  return joined;
}

function isOfList({ kind, lower }: Item, before: Item | undefined): boolean {
  if (kind === 'word') return BETWEEN.test(lower) || (lower === 'to' && before?.lower === 'up');
  if (kind === 'sign') return lower === ',' || lower === '&';
  return kind !== 'date';
}
