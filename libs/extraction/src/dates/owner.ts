import type { AnalysedSentence } from '../analysis';
import { groupOf } from '../deals/slots';
import type { Claim } from '../events/claim';
import { type Features, named } from '../model/features';

/** Whose words stand nearest to a date: the claim's, another claim's, or both as near. */
export type Owner = 'alone' | 'mine' | 'rival' | 'tie';

/** Whose a date at an item is, seen from a claim; `rivals` are the items by which other claims of the sentence are made. */
export function ownerOf(index: number, { anchor }: Claim, rivals: readonly number[]): Owner {
  if (rivals.length === 0 || anchor === null) return 'alone';
  const nearest = Math.min(...rivals.map((rival) => Math.abs(rival - index)));
  const own = Math.abs(anchor - index);
  return nearest === own ? 'tie' : nearest < own ? 'rival' : 'mine';
}

/** What it says for a date as a claim's that its words stand near, in one clause, or behind those of another claim. */
export function ownerFeatures(
  { clauses }: AnalysedSentence,
  { anchor, type }: Claim,
  index: number,
  owner: Owner,
  rivals: readonly number[],
): Features {
  const theirs = rivals.some((rival) => clauses[rival] === clauses[index]);
  const mine = anchor !== null && clauses[anchor] === clauses[index];
  const clause = mine ? (theirs ? 'both' : 'mine') : theirs ? 'theirs' : 'neither';
  const between =
    anchor !== null && rivals.some((rival) => rival > Math.min(anchor, index) && rival < Math.max(anchor, index));
  return [
    named`own|by-${owner}`,
    named`own|by-${owner}|${clause}`,
    named`own|by-${owner}|${groupOf(type)}`,
    named`own|by-${owner}|${between ? 'between' : 'clear'}`,
  ];
}
