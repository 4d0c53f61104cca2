import type { DealKey } from '@dealwatch/domain';
import type { Item } from '../mentions/types';
import type { Scene } from './scene';

/** The parts of two deals that a list can put side by side. */
export type ListedPart = 'system' | 'recipient' | 'supplier';

/** Deals that differ in more parts are told apart by the first of these: a list of bidders' systems has several suppliers. */
const PARTS: readonly ListedPart[] = ['system', 'recipient', 'supplier'];
const LONGEST_GAP = 9;
/** Words that stand between the members of a list ("24 K9 howitzers *and six new* K2 tanks"). */
const BETWEEN =
  /^(?:and|or|plus|as|well|both|the|a|an|of|its|their|some|several|about|around|up|to|more|than|another|other|new|used|second|hand|old|older|further|additional|also|also|armed|light|heavy|first|two|three|four|five|six|eight|ten|dozen|made|built)$/;
const JOIN = /^(?:and|or|plus|well|,|&)$/;

/**
 * The part in which two deals differ where a sentence names both in one list: "Su-30 fighters, Yak-130 trainers and S-300 systems", "Estonia
 * and Latvia"; null where it does not.
 */
export function listedPart(
  { sentences, systems, parties }: Scene,
  sentence: number,
  a: DealKey,
  b: DealKey,
): ListedPart | null {
  const items = sentences[sentence]?.items ?? [];
  const part = PARTS.find((one) => a[one] !== b[one]);
  if (part === undefined) return null;
  const placesOf = (deal: DealKey): number[] => {
    const candidate =
      part === 'system'
        ? systems.find(({ name }) => name === deal.system)
        : parties.find(({ code }) => code === deal[part]);
    return (candidate?.places ?? []).filter((place) => place.sentence === sentence).map(({ item }) => item);
  };
  const [first, second] = [placesOf(a), placesOf(b)];
  return first.some((one) => second.some((other) => isOneList(items, Math.min(one, other), Math.max(one, other))))
    ? part
    : null;
}

/** Whether only what belongs to a list stands between two items, a joint among it. */
function isOneList(items: readonly Item[], from: number, to: number): boolean {
  if (to <= from + 1 || to - from > LONGEST_GAP * 2) return false;
  const between = items.slice(from + 1, to);
  return between.every(isOfList) && between.some(({ lower }) => JOIN.test(lower));
}

function isOfList({ kind, lower }: Item): boolean {
  if (kind === 'word') return BETWEEN.test(lower);
  if (kind === 'sign') return lower === ',' || lower === '&';
  return kind !== 'date';
}
